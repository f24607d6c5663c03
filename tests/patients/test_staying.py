from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients import staying, stays
from patients.models import Stay, StayChange, StayRule
from patients.plausibility import NewStay
from patients.refusals import Implausible, StayAlreadyRecorded
from patients.staying import Lodging
from tests.make import NOW, TODAY, make_patient, make_stay

pytestmark = pytest.mark.django_db
FREE = {
    "country": "CN", "nationality": "RUS", "document": "ordinary passport", "purposes": ["tourism"], "max_days": 30,
    "count_from": "day_after_entry", "status": "in_force", "confidence": "high", "reviewed": TODAY, "source": "a test",
}  # fmt: skip


@pytest.fixture
def rule(db) -> StayRule:
    return StayRule.objects.create(code="free", valid_from=date(2026, 9, 15), valid_to=date(2027, 12, 31), **FREE)


@pytest.fixture
def stay(rule, elena) -> Stay:
    return staying.record_stay(elena.pk, NewStay(date(2026, 11, 13)), by_id=None, now=NOW)


def refused(verb, *args, **kwargs) -> dict[str, str]:
    with pytest.raises(Implausible) as told:
        verb(*args, by_id=None, now=NOW, **kwargs)
    return told.value.problems


def test_a_correction_counts_anew_and_keeps_what_stood_there(stay, liu_fang):
    staying.correct_stay(stay.pk, NewStay(date(2026, 11, 3)), reason="misread", by_id=liu_fang.pk, now=NOW)
    change = StayChange.objects.get()
    assert Stay.objects.get().last_day == date(2026, 12, 3)
    assert (change.before["entry_date"], change.before["last_day"]) == ("2026-11-13", "2026-12-13")
    assert (change.reason, change.changed_by) == ("misread", liu_fang)


def test_saving_what_stands_there_is_no_change(stay):
    assert not staying.correct_stay(stay.pk, NewStay(stay.entry_date), reason="", by_id=None, now=NOW)
    assert not StayChange.objects.exists()


def test_an_entry_cannot_lie_within_a_former_stay(elena, stay):
    make_stay(elena, date(2026, 10, 1), date(2026, 10, 31), left_on=date(2026, 10, 20))
    assert refused(staying.correct_stay, stay.pk, NewStay(date(2026, 10, 19)), reason="") == {"entry_date": "stays_overlap"}
    assert staying.correct_stay(stay.pk, NewStay(date(2026, 10, 20)), reason="", by_id=None, now=NOW)


def test_two_stays_of_one_day_are_refused(elena, stay):
    make_stay(elena, date(2026, 10, 1), None)
    with pytest.raises(StayAlreadyRecorded):
        staying.correct_stay(stay.pk, NewStay(date(2026, 10, 1)), reason="", by_id=None, now=NOW)


def test_nobody_leaves_after_the_next_entry(elena, stay):
    former = make_stay(elena, date(2026, 10, 1), date(2026, 10, 31))
    assert refused(staying.mark_left, former.pk, date(2026, 11, 14)) == {"left_on": "stays_overlap"}


@pytest.mark.parametrize(("left", "code"), [(TODAY + timedelta(1), "left_in_future"), (date(2026, 11, 12), "left_before_entry")])
def test_the_day_of_leaving_must_be_possible(stay, left, code):
    assert refused(staying.mark_left, stay.pk, left) == {"left_on": code}


def test_leaving_can_be_taken_back(stay):
    staying.mark_left(stay.pk, TODAY, by_id=None, now=NOW)
    staying.mark_left(stay.pk, None, by_id=None, now=NOW)
    assert Stay.objects.get().left_on is None
    assert [change.after for change in StayChange.objects.order_by("pk")] == [{"left_on": "2026-11-24"}, {"left_on": None}]


def test_a_permit_makes_a_visa_free_stay_longer(stay):
    staying.extend(stay.pk, date(2027, 2, 1), basis="permit", by_id=None, now=NOW)
    found = Stay.objects.get()
    assert (found.basis, found.last_day, found.rule) == ("permit", date(2027, 2, 1), None)
    assert StayChange.objects.get().before["basis"] == "visa_free"


def test_a_permit_until_an_earlier_day_is_refused(stay):
    assert refused(staying.extend, stay.pk, date(2026, 12, 13), basis="permit") == {"last_day": "extended_to_earlier"}


def test_the_visa_free_rule_cannot_extend_and_nobody_who_left_stays_longer(stay):
    assert refused(staying.extend, stay.pk, date(2027, 2, 1), basis="visa_free") == {"basis": "extended_by_paper"}
    staying.mark_left(stay.pk, TODAY, by_id=None, now=NOW)
    assert refused(staying.extend, stay.pk, date(2027, 2, 1), basis="permit") == {"last_day": "extended_after_leaving"}


def test_a_typed_last_day_beyond_the_rule_is_refused(rule, elena):
    new = NewStay(date(2026, 11, 13), last_day=date(2026, 12, 14))
    assert refused(staying.record_stay, elena.pk, new) == {"last_day": "last_day_beyond_rule"}


def test_a_lodging_is_noted_with_its_days(stay):
    staying.note_lodging(stay.pk, Lodging("private", "a flat", None, date(2026, 11, 14), "77"), by_id=None, now=NOW)
    found = Stay.objects.get()
    assert (found.lodging, found.lodging_registered_on, found.lodging_slip) == ("private", date(2026, 11, 14), "77")


@pytest.mark.parametrize("day", [date(2026, 11, 12), TODAY + timedelta(1)])
def test_a_lodging_cannot_be_registered_outside_the_stay(stay, day):
    assert refused(staying.note_lodging, stay.pk, Lodging("private", registered_on=day)) == {
        "lodging_registered_on": "lodging_outside_stay"
    }


def test_an_edited_rule_changes_no_recorded_stay_until_somebody_counts_again(stay, rule):
    StayRule.objects.update(max_days=15)
    assert Stay.objects.get().last_day == date(2026, 12, 13)
    assert staying.recount([stay.pk], reason="the ministry's page", by_id=None, now=NOW) == 1
    assert (Stay.objects.get().last_day, StayChange.objects.get().reason) == (date(2026, 11, 28), "the ministry's page")


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2022, 1, 1), date(2026, 11, 24)), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31))))
@pytest.mark.parametrize("basis", ["visa_free", "group", "visa", "permit", "nonsense"])
def test_whatever_is_typed_no_last_day_lies_before_its_entry(basis, entry, last):
    StayRule.objects.get_or_create(code="free", defaults={"valid_from": date(2020, 1, 1), "valid_to": None, **FREE})
    try:
        stay = staying.record_stay(
            make_patient(birth_date=date(1968, 4, 2)).pk, NewStay(entry, basis=basis, last_day=last), by_id=None, now=NOW
        )
    except Implausible:
        return
    assert stay.last_day is None or stay.last_day >= stay.entry_date
    assert stays.badge(stay.entry_date, stay.last_day, left_on=None, today=TODAY).entry_date == entry
