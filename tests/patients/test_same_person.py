"""The registration form of somebody who turns out to be known: nothing is typed twice."""

import pytest
from django.urls import reverse

from patients.models import IdentityDocument, Stay
from tests.cast import client_of
from tests.make import make_document, make_patient

pytestmark = pytest.mark.django_db
FORM = {
    "basis": "visa_free",
    "nationality": "RUS",
    "language": "ru",
    "sex": "F",
    "birth_date": "1968-04-02",
    "document_number": "758214639",
}


def same_person(liu_fang, elena, **changes):
    return client_of(liu_fang).post(reverse("patients:add_stay", args=[elena.mrn]), {**FORM, **changes})


def test_the_new_stamp_and_the_new_passport_are_written_down_at_once(liu_fang, elena):
    answer = same_person(liu_fang, elena, entry_date="2026-11-20")
    assert answer.url == reverse("desk:patient", args=[elena.mrn])
    assert Stay.objects.get(patient=elena).entry_date.isoformat() == "2026-11-20"
    assert IdentityDocument.objects.get(patient=elena).last_four == "4639"


def test_without_the_stamp_the_page_asks_for_it(liu_fang, elena):
    answer = same_person(liu_fang, elena)
    assert (answer.status_code, "entry_date" in answer.context["form"].errors) == (422, True)


def test_a_passport_of_somebody_else_leads_to_its_owner(liu_fang, elena):
    owner = make_patient()
    make_document(owner, "758214639")
    assert same_person(liu_fang, elena, entry_date="2026-11-20").url == reverse("desk:patient", args=[owner.mrn])
    assert not Stay.objects.filter(patient=elena).exists()
