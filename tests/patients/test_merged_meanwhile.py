"""A record goes into another one while a page of it stands open: nothing is written to it, and the desk is led to the other."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from clinic.audit.models import Reading
from patients import consents, contacts, correcting, facts, guardians, merging, registration, staying
from patients.consents import Signing
from patients.contacts import Relative
from patients.minors import NewGuardian
from patients.models import Contact, Fact
from patients.plausibility import NewDocument, NewFact, NewStay
from patients.reach import Way
from patients.refusals import MergedAway
from tests.cast import client_of
from tests.make import NOW, make_consent_text, make_patient, make_stay

pytestmark = pytest.mark.django_db
STAMP = NewStay(date(2026, 11, 20))


@pytest.fixture
def gone(elena, liu_fang):
    """Elena's second record, which went into the first a moment ago."""
    twice = make_patient(patronymic_ru="")
    merging.merge(elena.pk, twice.pk, by_id=liu_fang.pk, now=NOW)
    return twice


WRITING = {
    "stay": lambda patient, by: staying.record_stay(patient, STAMP, by_id=by, now=NOW),
    "document": lambda patient, by: registration.add_document(patient, NewDocument("761234567"), now=NOW),
    "fact": lambda patient, by: facts.note(patient, NewFact("allergy", "мёд"), by_id=by, now=NOW),
    "way": lambda patient, by: contacts.add(patient, Way(Contact.Kind.PHONE, "+79145554127"), by_id=by, now=NOW),
    "first way": lambda patient, by: contacts.prefer(patient, None),
    "relative": lambda patient, by: contacts.add_relative(patient, Relative("Анна", "+79145554127"), by_id=by, now=NOW),
    "guardian": lambda patient, by: guardians.note(patient, NewGuardian("Анна", "mother"), by_id=by, now=NOW),
    "correction": lambda patient, by: correcting.correct(patient, {"email": "a@b.ru"}, seen={}, by_id=by, now=NOW, origins={}),
}


@pytest.mark.parametrize("what", WRITING)
def test_no_verb_writes_to_a_record_that_is_gone(what, elena, gone, liu_fang) -> None:
    with pytest.raises(MergedAway) as refused:
        WRITING[what](gone.pk, liu_fang.pk)
    assert refused.value.mrn == elena.mrn


def test_nobody_signs_on_a_record_that_is_gone(gone, liu_fang) -> None:
    text, signing = make_consent_text(), Signing(token=uuid4(), way="paper", language="ru")
    with pytest.raises(MergedAway):
        consents.record(gone.pk, {text.pk: True}, signing=signing, by_id=liu_fang.pk, now=NOW)


def test_a_stay_that_stayed_behind_is_not_changed_any_more(elena, liu_fang) -> None:
    twice = make_patient(patronymic_ru="")
    make_stay(elena)
    behind = make_stay(twice)
    merging.merge(elena.pk, twice.pk, by_id=liu_fang.pk, now=NOW)
    with pytest.raises(MergedAway):
        staying.mark_left(behind.pk, date(2026, 11, 20), by_id=liu_fang.pk, now=NOW)


PAGES = ("add_stay", "contacts", "consents", "consent_sheet", "guardians", "to_know", "stays", "correct", "same_person")


@pytest.mark.parametrize("page", [*(f"patients:{name}" for name in PAGES), "desk:documents", "visits:book"])
def test_its_pages_lead_to_the_record_that_stayed(page, elena, gone, liu_fang) -> None:
    answer = client_of(liu_fang).get(reverse(page, args=[gone.mrn]))
    assert (answer.status_code, answer.url) == (302, reverse("desk:patient", args=[elena.mrn]))


def test_whoever_posts_to_it_is_told_that_nothing_was_written(gone, liu_fang) -> None:
    answer = client_of(liu_fang).post(reverse("patients:to_know", args=[gone.mrn]), {"kind": "allergy", "text": "мёд"}, follow=True)
    assert len(list(answer.context["messages"])) == 2
    assert not Fact.objects.exists()


@pytest.mark.parametrize("page", [*(f"patients:{name}" for name in PAGES), "desk:documents"])
def test_opening_a_page_of_a_patient_is_written_down(page, elena, liu_fang) -> None:
    client_of(liu_fang).get(reverse(page, args=[elena.mrn]))
    assert list(Reading.objects.values_list("by", "subject", "subject_id")) == [(liu_fang.pk, "chart", elena.pk)]
