"""Under age, and who speaks then."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.minors import NewGuardian, age_on, guardian_problems, has_grown, is_minor

BIRTHDAY = date(2008, 11, 24)
EIGHTEENTH = date(2026, 11, 24)
LEAP = date(2008, 2, 29)
MOTHER = NewGuardian("ORLOVA NATALIA", "mother", proof="passport", seen=True)


def test_the_eighteenth_birthday_is_the_first_day_of_full_age():
    assert [is_minor(BIRTHDAY, EIGHTEENTH + timedelta(days=days)) for days in (-1, 0, 1)] == [True, False, False]


def test_born_on_the_29_of_february_full_age_comes_on_the_first_of_march():
    assert [is_minor(LEAP, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [True, False]


def test_born_on_the_29_of_february_the_twentieth_birthday_is_on_the_day():
    assert [age_on(LEAP, day) for day in (date(2028, 2, 28), date(2028, 2, 29))] == [19, 20]


@pytest.mark.parametrize(("partial", "minor"), [("2015", True), ("2015-03", True), ("2008", False), ("2008-12", True), ("1949", False)])
def test_of_half_a_birth_date_only_a_certain_minor_is_one(partial, minor):
    assert is_minor(None, EIGHTEENTH, partial=partial) is minor


@pytest.mark.parametrize("partial", ["", "0000", "2015-13", "x", "२०१५x"])
def test_who_has_no_birth_date_is_no_minor(partial):
    assert not is_minor(None, EIGHTEENTH, partial=partial)


@given(birth=st.dates(date(1900, 1, 1), date(2100, 1, 1)), day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_age_never_jumps_and_is_full_once(birth, day):
    assert age_on(birth, day + timedelta(days=1)) - age_on(birth, day) in (0, 1)
    assert is_minor(birth, day) or not is_minor(birth, day + timedelta(days=1))


@pytest.mark.parametrize(("years", "grown"), [(12, False), (13.5, True), (16, False), (17.9, True), (20, False)])
def test_a_child_is_asked_anew_at_fourteen_and_at_eighteen(years, grown):
    since = BIRTHDAY + timedelta(days=int(years * 365.25))
    assert has_grown(BIRTHDAY, since=since, today=since + timedelta(days=300)) is grown


def test_without_a_birth_date_nobody_is_known_to_have_grown():
    assert not has_grown(None, since=date(2000, 1, 1), today=EIGHTEENTH)


def test_a_mother_with_the_entry_in_her_passport_may_be_written_down():
    assert guardian_problems(MOTHER) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "A\u202eB"}, "name"),
        ({"name": "A" * 161}, "name"),
        ({"relation": "aunt"}, "relation"),
        ({"relation": "accompanying", "proof": "birth"}, "proof"),
        ({"proof": "notary"}, "proof"),
        ({"proof": "", "seen": True}, "proof"),
        ({"proof_detail": "7" * 121}, "proof_detail"),
        ({"phone": "8914"}, "phone"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(changes, field):
    assert list(guardian_problems(NewGuardian(**{"name": "A", "relation": "mother", **changes}))) == [field]
