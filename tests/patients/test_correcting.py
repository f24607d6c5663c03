"""A record put right: what changed is kept, what another desk did is not undone, what cannot be is refused."""

from datetime import date

import pytest

from patients.correcting import correct
from patients.models import Correction, Patient, Stay
from patients.refusals import ChangedMeanwhile, Implausible, MergedAway
from tests.make import NOW, make_patient, make_stay
from tests.patients.test_registration import _rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_right(liu_fang):
    def do(patient, changes, *, seen=None, origins=None):
        had = {name: getattr(patient, name) for name in changes}
        return correct(patient.pk, changes, seen=seen or had, by_id=liu_fang.pk, now=NOW, origins=origins or {})

    return do


def test_a_field_is_put_right_and_the_old_one_is_kept(elena, liu_fang, put_right) -> None:
    assert put_right(elena, {"surname_ru": "Ковалева", "sex": "F"}) == ("surname_ru",)
    kept = Correction.objects.get()
    assert (kept.field, kept.before, kept.after, kept.corrected_by) == ("surname_ru", "Ковалёва", "Ковалева", liu_fang)


def test_nothing_changed_writes_nothing(elena, put_right) -> None:
    assert put_right(elena, {"surname_ru": "Ковалёва"}) == ()
    assert not Correction.objects.exists()


def test_the_second_desk_is_told_what_the_first_changed(elena, put_right) -> None:
    seen = {"given_ru": "Елена"}
    put_right(elena, {"given_ru": "Алёна"}, seen=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        put_right(elena, {"given_ru": "Олена"}, seen=seen)
    assert refused.value.now == {"given_ru": "Алёна"}


def test_two_desks_that_type_the_same_are_one(elena, put_right) -> None:
    seen = {"given_ru": "Елена"}
    put_right(elena, {"given_ru": "Алёна"}, seen=seen)
    assert put_right(elena, {"given_ru": "Алёна"}, seen=seen) == ()


def test_two_desks_with_two_fields_both_have_their_way(elena, put_right) -> None:
    seen = {"given_ru": "Елена", "patronymic_ru": "Сергеевна"}
    put_right(elena, {"given_ru": "Алёна", "patronymic_ru": "Сергеевна"}, seen=seen)
    put_right(elena, {"given_ru": "Елена", "patronymic_ru": "Павловна"}, seen=seen)
    elena.refresh_from_db()
    assert elena.russian_name == "Ковалёва Алёна Павловна"


def test_she_is_found_by_the_new_name_and_no_more_by_the_old(elena, put_right) -> None:
    put_right(elena, {"surname_ru": "Белова", "surname_latin": "BELOVA", "chinese_name": "叶连娜·别洛娃"})
    assert (Patient.objects.search("Белова"), Patient.objects.search("Ковалёва")) == ([elena], [])


def test_a_typed_form_is_typed_and_a_chosen_one_confirmed(elena, put_right) -> None:
    put_right(elena, {"given_ru": "Алёна", "chinese_name": "阿廖娜·科瓦廖娃"}, origins={"chinese_name": "confirmed"})
    elena.refresh_from_db()
    assert elena.origins == {"given_ru": "typed", "chinese_name": "confirmed"}
    assert elena.pinyin.startswith("ā liào nà")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"birth_date": date(2090, 1, 1)}, {"birth_date": "birth_in_future"}),
        ({"surname_ru": "Kovaleva"}, {"surname_ru": "name_script"}),
        ({"nationality": "R1"}, {"nationality": "state_form"}),
        ({"birth_date": date(2026, 11, 20)}, {"birth_date": "entry_before_birth"}),
    ],
)
def test_what_cannot_be_is_refused(elena, put_right, changes, problem) -> None:
    make_stay(elena)
    with pytest.raises(Implausible) as refused:
        put_right(elena, changes)
    assert refused.value.problems == problem


def test_a_record_keeps_at_least_one_name(elena, put_right) -> None:
    with pytest.raises(Implausible):
        put_right(elena, dict.fromkeys(("surname_latin", "given_latin", "surname_ru", "given_ru"), ""))


def test_another_nationality_counts_the_stay_again(elena, put_right) -> None:
    _rule()
    by_rule, by_visa = make_stay(elena, last_day=None), make_stay(elena, date(2026, 10, 1), date(2026, 10, 20), basis="visa")
    Patient.objects.filter(pk=elena.pk).update(nationality="USA")
    put_right(Patient.objects.get(pk=elena.pk), {"nationality": "RUS"})
    assert Stay.objects.get(pk=by_rule.pk).last_day == date(2026, 12, 13)
    assert Stay.objects.get(pk=by_visa.pk).last_day == date(2026, 10, 20)


def test_a_record_that_was_merged_away_is_not_written(elena, put_right) -> None:
    gone = make_patient(merged_into=elena)
    with pytest.raises(MergedAway):
        put_right(gone, {"given_ru": "Ольга"})


def test_only_the_changed_columns_are_written(elena, put_right) -> None:
    stale = Patient.objects.get(pk=elena.pk)
    Patient.objects.filter(pk=elena.pk).update(phone="+79145554127")
    put_right(stale, {"given_ru": "Алёна"})
    assert Patient.objects.get(pk=elena.pk).phone == "+79145554127"
