"""Merging two records at the desk: looked at side by side, done with one press, taken apart again from the patient's page."""

import pytest
from django.urls import reverse

from patients.models import DistinctPerson, Merge, Patient
from tests.cast import client_of
from tests.make import NOW, make_patient, make_stay, make_user, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


@pytest.fixture
def twice(elena):
    """Elena registered again, without her patronymic."""
    return make_patient(patronymic_ru="", phone="+79145554127")


def page_of(kept, absorbed) -> str:
    return reverse("patients:merge", args=[kept.mrn, absorbed.mrn])


def test_whoever_looks_alike_is_offered(desk, elena, twice) -> None:
    make_patient(given_ru="Ольга", given_latin="OLGA")
    page = desk.get(reverse("patients:same_person", args=[elena.mrn]))
    assert [match["patient"] for match in page.context["matches"]] == [twice]


def test_anybody_else_is_found_by_the_box(desk, elena) -> None:
    other = make_patient(surname_ru="Белова", surname_latin="BELOVA", chinese_name="")
    page = desk.get(reverse("patients:same_person", args=[elena.mrn]), {"q": "белова"})
    assert [match["patient"] for match in page.context["matches"]] == [other]


def test_both_stand_side_by_side_with_what_moves(desk, elena, twice) -> None:
    make_visit(patient=twice)
    page = desk.get(page_of(elena, twice))
    assert list(page.context["moving"].values()) == [1]
    assert [row.absorbed for row in page.context["rows"] if row.fills] == ["+79145554127"]


def test_one_press_merges_and_the_page_tells_of_it(desk, elena, twice) -> None:
    answer = desk.post(page_of(elena, twice), {"reason": "one passport"}, follow=True)
    assert (Patient.objects.current().get(), Merge.objects.get().reason) == (elena, "one passport")
    assert twice.mrn in answer.content.decode()


def test_the_old_number_leads_to_the_record_that_stayed(desk, elena, twice) -> None:
    desk.post(page_of(elena, twice))
    assert desk.get(reverse("desk:patient", args=[twice.mrn])).url == reverse("desk:patient", args=[elena.mrn])
    assert desk.get(page_of(elena, twice)).url == reverse("desk:patient", args=[elena.mrn])


def test_what_speaks_against_it_must_be_ticked(desk, elena, liu_fang, twice) -> None:
    DistinctPerson.objects.create(patient=twice, other=elena, said_by=liu_fang, said_at=NOW, score=1)
    assert desk.post(page_of(elena, twice)).status_code == 409
    assert not Merge.objects.exists()
    answer = desk.post(page_of(elena, twice), {"certain": "on"}, follow=True)
    assert (len(answer.context["messages"]), answer.context["record"].apart) == (1, ())
    assert Merge.objects.exists()


def test_what_could_not_go_along_is_told(desk, elena, twice) -> None:
    make_stay(elena), make_stay(twice)
    answer = desk.post(page_of(elena, twice), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["success", "warning"]


def test_taken_apart_from_the_patients_page(desk, elena, twice) -> None:
    desk.post(page_of(elena, twice))
    button = reverse("patients:take_apart", args=[Merge.objects.get().pk])
    assert button in desk.get(reverse("desk:patient", args=[elena.mrn])).content.decode()
    desk.post(button)
    assert Patient.objects.current().count() == 2
    assert desk.post(button).status_code == 302


def test_another_person_is_told_on_both_pages_with_who_said_so(desk, elena, liu_fang, twice) -> None:
    DistinctPerson.objects.create(patient=twice, other=elena, said_by=liu_fang, said_at=NOW, score=1)
    for one, other in ((elena, twice), (twice, elena)):
        record = desk.get(reverse("desk:patient", args=[one.mrn])).context["record"]
        assert [(told.other, told.by) for told in record.apart] == [(other, str(liu_fang))]


def test_who_may_not_merge_sees_no_way_to_it(elena) -> None:
    page = client_of(make_user("director")).get(reverse("desk:patient", args=[elena.mrn])).content.decode()
    assert reverse("patients:same_person", args=[elena.mrn]) not in page
