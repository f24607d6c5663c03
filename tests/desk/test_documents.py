"""The papers of one person: listed, added, read into the form; a whole number only for whoever may, and written down."""

import pytest
import time_machine
from django.urls import reverse

from clinic.audit.models import Reading
from patients.models import IdentityDocument
from tests.cast import client_of
from tests.make import NOW, make_document, make_patient, make_user
from tests.patients.zones import damaged, passport

pytestmark = pytest.mark.django_db
TYPED = {"kind": "passport", "issuing_state": "RUS", "document_number": "75 8214639", "expiry_date": "2033-08-26"}
HERS = {"names": "KOVALEVA<<ELENA", "birth": "680402", "number": "758214639"}


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(elena) -> str:
    return reverse("desk:documents", args=[elena.mrn])


def test_a_second_passport_is_added_and_both_are_hers(liu_fang, elena, page) -> None:
    make_document(elena)
    assert client_of(liu_fang).post(page, TYPED).url == page
    assert [paper.number for paper in elena.documents.order_by("pk")] == ["751234567", "758214639"]


def test_the_list_tells_the_last_four_and_never_the_whole(liu_fang, elena, page) -> None:
    make_document(elena, expiry_date=None)
    words = client_of(liu_fang).get(page).content.decode()
    assert ("…4567" in words, "751234567" in words) == (True, False)


def test_an_expired_passport_wears_its_badge(liu_fang, elena, page) -> None:
    make_document(elena, expiry_date=NOW.date().replace(year=2025))
    client = client_of(liu_fang)
    assert client.get(page).context["papers"][0][1] == "expired"


def test_looking_at_a_whole_number_is_written_down(liu_fang, elena) -> None:
    paper = make_document(elena)
    shown = client_of(liu_fang).post(reverse("desk:document_number", args=[elena.mrn, paper.pk]))
    assert "751234567" in shown.content.decode()
    assert Reading.objects.filter(subject="passport", subject_id=elena.pk, by=liu_fang).count() == 1


@pytest.mark.parametrize("role", ["coordinator", "practitioner", "pharmacist", "director"])
def test_whoever_may_not_see_numbers_is_refused_and_nothing_is_logged(role, elena) -> None:
    paper = make_document(elena)
    assert client_of(make_user(role)).post(reverse("desk:document_number", args=[elena.mrn, paper.pk])).status_code == 403
    assert Reading.objects.filter(subject="passport").count() == 0


def test_anothers_document_is_not_shown_under_her_name(liu_fang, elena) -> None:
    paper = make_document(make_patient(), "758214639")
    assert client_of(liu_fang).post(reverse("desk:document_number", args=[elena.mrn, paper.pk])).status_code == 404


def test_a_document_of_somebody_else_is_refused_beside_its_field(liu_fang, elena, page) -> None:
    other = make_patient()
    make_document(other, "758214639")
    answer = client_of(liu_fang).post(page, TYPED)
    assert (answer.status_code, other.mrn in answer.content.decode(), elena.documents.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("document_number", "12"), ("issuing_state", "1"), ("expiry_date", "31.02.2030"), ("kind", "x"), ("document_number", "\0")],
)
def test_what_cannot_be_is_told_beside_its_field(liu_fang, page, field, wrong) -> None:
    answer = client_of(liu_fang).post(page, TYPED | {field: wrong})
    assert (answer.status_code, field in answer.context["form"].errors, IdentityDocument.objects.count()) == (422, True, 0)


def test_a_reading_fills_the_form_and_saves_nothing(liu_fang, page) -> None:
    answer = client_of(liu_fang).post(page, {"q": "\n".join(passport(**HERS))})
    assert (answer.context["form"]["document_number"].value(), answer.context["stranger"]) == ("758214639", False)
    assert IdentityDocument.objects.count() == 0


def test_the_passport_of_another_person_is_named_before_it_is_saved(liu_fang, page) -> None:
    lines = passport(**HERS | {"names": "SIDOROV<<PETR", "sex": "M", "birth": "950101"})
    assert client_of(liu_fang).post(page, {"q": "\n".join(lines)}).context["stranger"]


def test_a_corrected_sign_of_the_number_is_shown(liu_fang, page) -> None:
    lines = damaged(passport(**HERS), 2, 2, "S")
    answer = client_of(liu_fang).post(page, {"q": "\n".join(lines)})
    assert [(c.field, c.at, c.read, c.proposed) for c in answer.context["notes"].changes] == [("document_number", 2, "S", "5")]
