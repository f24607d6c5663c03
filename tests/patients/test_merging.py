"""Two records of one person become one and can be taken apart again: nothing lost, nothing overwritten."""

from datetime import date

import pytest

from patients import merging
from patients.models import Contact, DistinctPerson, EmergencyContact, Fact, Guardian, Merge, Patient, Stay
from patients.refusals import MergedAway, MergedFurther, NotCertain, SameRecord, TakenApart
from tests.make import NOW, make_document, make_patient, make_stay, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def married(elena):
    """Elena Kovaleva under her new name, registered a second time."""
    return make_patient(
        surname_ru="Белова", surname_latin="BELOVA", chinese_name="叶连娜·别洛娃", phone="+79145554127", email="e@mail.example"
    )


@pytest.fixture
def merge(liu_fang):
    def do(kept, absorbed, **changes):
        return merging.merge(kept.pk, absorbed.pk, **{"by_id": liu_fang.pk, "now": NOW, "certain": True, **changes})

    return do


def test_what_was_attached_follows(elena, married, merge) -> None:
    visit, stay, paper = make_visit(patient=married), make_stay(married), make_document(married)
    merge(elena, married)
    for row in (visit, stay, paper):
        row.refresh_from_db()
    assert visit.patient == stay.patient == paper.patient == elena


def test_empty_fields_are_filled_and_full_ones_never_overwritten(elena, married, merge) -> None:
    merge(elena, married)
    elena.refresh_from_db()
    assert (elena.phone, elena.email, elena.surname_ru) == ("+79145554127", "e@mail.example", "Ковалёва")


def test_another_phone_stays_known_as_a_further_contact(married, merge) -> None:
    kept = make_patient(phone="+79140000000")
    merge(kept, married)
    assert Contact.objects.get(patient=kept).value == "+79145554127"


@pytest.mark.parametrize("typed", ["Белова", "Belova Elena", "别洛娃", "bieluowa", "Ковалёва Белова"])
def test_the_kept_record_is_found_by_the_names_of_the_other(elena, married, merge, typed) -> None:
    merge(elena, married)
    assert Patient.objects.search(typed) == [elena]


def test_the_kept_record_is_found_by_number_passport_and_phone_of_the_other(elena, married, merge) -> None:
    make_document(married, "758214639")
    merge(elena, married)
    assert [Patient.objects.search(typed) for typed in (married.mrn, "4639", "55-41-27")] == [[elena]] * 3


def test_two_stays_on_one_day_cannot_both_go_and_the_merge_says_so(elena, married, merge) -> None:
    make_stay(elena)
    left = make_stay(married)
    found = merge(elena, married)
    assert found.moved["stayed"] == {"patients.stay.patient": [left.pk]}
    assert Stay.objects.get(patient=elena).pk != left.pk


def test_two_visits_at_one_time_cannot_both_go(elena, married, merge) -> None:
    make_visit(patient=elena)
    left, goes = make_visit(patient=married), make_visit(patient=married, starts=NOW.replace(hour=15))
    moved = merge(elena, married).moved
    assert (moved["stayed"]["visits.visit.patient"], moved["went"]["visits.visit.patient"]) == ([left.pk], [goes.pk])


def test_of_two_contacts_to_write_to_first_one_stays_so(elena, married, merge) -> None:
    for patient, value in ((elena, "1"), (married, "2")):
        Contact.objects.create(patient=patient, kind="telegram", value=value, preferred=True, noted_at=NOW)
    found = merge(elena, married)
    assert list(elena.contacts.order_by("value").values_list("value", "preferred")) == [("1", True), ("2", False)]
    merging.unmerge(found.pk, by_id=found.merged_by_id, now=NOW)
    assert married.contacts.get().preferred


def test_nobody_becomes_her_own_guardian(elena, married, merge) -> None:
    child = make_patient()
    kept_back = Guardian.objects.create(patient=married, person=elena, name="x", relation="mother", noted_at=NOW)
    goes = Guardian.objects.create(patient=child, person=married, name="y", relation="mother", noted_at=NOW)
    moved = merge(elena, married).moved
    assert moved["stayed"] == {"patients.guardian.patient": [kept_back.pk]}
    assert moved["went"]["patients.guardian.person"] == [goes.pk]


def test_a_record_is_not_merged_with_itself(elena, merge) -> None:
    with pytest.raises(SameRecord):
        merge(elena, elena)


def test_a_record_merges_once(elena, married, merge) -> None:
    merge(elena, married)
    for kept, absorbed in ((elena, married), (married, elena), (make_patient(), married)):
        with pytest.raises(MergedAway) as refused:
            merge(kept, absorbed)
        assert refused.value.mrn == elena.mrn


def test_those_who_were_called_two_people_need_a_second_look(elena, liu_fang, merge) -> None:
    other = make_patient()
    DistinctPerson.objects.create(patient=other, other=elena, said_by=liu_fang, said_at=NOW, score=0.9)
    with pytest.raises(NotCertain) as refused:
        merge(elena, other, certain=False)
    assert refused.value.concerns == ("said_distinct",)
    assert "patients.distinctperson.patient" in merge(elena, other).moved["stayed"]


@pytest.mark.parametrize(
    ("changes", "concern"),
    [
        ({"sex": "M"}, "sex_differs"),
        ({"birth_date": date(1990, 7, 7)}, "birth_date_differs"),
        ({"given_ru": "Ольга", "given_latin": "OLGA"}, "given_name_differs"),
    ],
)
def test_what_parts_two_people_needs_a_second_look(elena, merge, changes, concern) -> None:
    with pytest.raises(NotCertain) as refused:
        merge(elena, make_patient(**changes), certain=False)
    assert concern in refused.value.concerns


def test_the_likely_ones_merge_without_a_question(elena, merge) -> None:
    assert merge(elena, make_patient(patronymic_ru=""), certain=False).undone_at is None


def test_taken_apart_each_has_again_what_was_hers(elena, married, merge, liu_fang) -> None:
    visit = make_visit(patient=married)
    found = merge(elena, married)
    later = Fact.objects.create(patient=elena, kind="allergy", text="мёд", noted_at=NOW)
    merging.unmerge(found.pk, by_id=liu_fang.pk, now=NOW)
    for row in (visit, later, elena, married):
        row.refresh_from_db()
    assert (visit.patient, later.patient, elena.phone, married.merged_into) == (married, elena, "", None)
    assert Patient.objects.search("Белова") == [married]


def test_a_filled_field_that_was_changed_since_stays(elena, married, merge, liu_fang) -> None:
    found = merge(elena, married)
    Patient.objects.filter(pk=elena.pk).update(phone="+79990000000")
    merging.unmerge(found.pk, by_id=liu_fang.pk, now=NOW)
    elena.refresh_from_db()
    assert (elena.phone, elena.email) == ("+79990000000", "")


def test_a_merge_is_taken_apart_once(elena, married, merge, liu_fang) -> None:
    found = merge(elena, married)
    merging.unmerge(found.pk, by_id=liu_fang.pk, now=NOW)
    with pytest.raises(TakenApart):
        merging.unmerge(found.pk, by_id=liu_fang.pk, now=NOW)
    assert Merge.objects.get().undone_by == liu_fang


def test_of_a_chain_the_last_is_taken_apart_first(elena, married, merge, liu_fang) -> None:
    first, last = merge(elena, married), None
    root = make_patient()
    last = merge(root, elena)
    assert Patient.objects.get(pk=married.pk).merged_into == root
    with pytest.raises(MergedFurther):
        merging.unmerge(first.pk, by_id=liu_fang.pk, now=NOW)
    for one in (last, first):
        merging.unmerge(one.pk, by_id=liu_fang.pk, now=NOW)
    assert not Patient.objects.filter(merged_into__isnull=False).exists()


def test_a_record_taken_apart_may_be_merged_again(elena, married, merge, liu_fang) -> None:
    EmergencyContact.objects.create(patient=married, name="x", phone="+79140000000", noted_at=NOW)
    merging.unmerge(merge(elena, married).pk, by_id=liu_fang.pk, now=NOW)
    merge(elena, married)
    assert elena.emergency_contacts.count() == 1
