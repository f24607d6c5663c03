from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.stays import Level, Problem, StayRule, applicable, clock, last_day

FIRST_TERM = StayRule(
    code="first", nationality="RUS", document="ordinary passport", purposes=("tourism",), max_days=30, count_from="day_after_entry",
    valid_from=date(2025, 9, 15), valid_to=date(2026, 9, 14), status="ended_or_extended", confidence="high",
)
SECOND_TERM = replace(FIRST_TERM, code="second", valid_from=date(2026, 9, 15), valid_to=date(2027, 12, 31), confidence="medium")
GROUP = replace(FIRST_TERM, code="group", document="ordinary passport, tour group list", max_days=15, count_from="unknown", valid_to=None)
VISA = replace(FIRST_TERM, code="s2", nationality="any", document="S2 visa", max_days=180, valid_to=None)
PRINTED = replace(VISA, code="m", document="M visa", max_days=None)
THIRTY_DAYS = (date(2026, 12, 1), date(2026, 12, 31))


def codes(*rules: StayRule, nationality: str = "RUS", basis: str = "visa_free", entry: date = date(2026, 11, 22)) -> list[str]:
    return [rule.code for rule in applicable(rules, nationality=nationality, basis=basis, entry_date=entry)]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (date(2025, 9, 14), []),
        (date(2025, 9, 15), ["first"]),
        (date(2026, 9, 14), ["first"]),
        (date(2026, 9, 15), ["second"]),
        (date(2027, 12, 31), ["second"]),
        (date(2028, 1, 1), []),
    ],
)
def test_the_day_of_entry_chooses_the_rule(entry, found):
    assert codes(FIRST_TERM, SECOND_TERM, entry=entry) == found


def test_a_rule_for_russians_is_not_for_others():
    assert codes(SECOND_TERM, nationality="KAZ") == []


def test_a_rule_for_any_nationality_is_for_everybody():
    assert codes(VISA, nationality="KAZ", basis="visa") == ["s2"]


@pytest.mark.parametrize(
    ("document", "basis"),
    [
        ("ordinary passport", "visa_free"),
        ("ordinary passport, tour group list", "group"),
        ("S2 visa", "visa"),
        ("stay permit (停留证件)", "permit"),
        ("residence permit, private affairs (私人事务类居留证件)", "permit"),
        ("passport, onward ticket to a third country", None),
        ("accommodation registration", None),
        ("arrival card", None),
    ],
)
def test_the_paper_says_the_basis(document, basis):
    assert replace(VISA, document=document).basis == basis


def test_of_two_matching_rules_both_are_given_and_facts_come_first():
    doubtful = replace(SECOND_TERM, code="a-doubt", status="unverified", confidence="low")
    assert codes(doubtful, SECOND_TERM) == ["second", "a-doubt"]


@pytest.mark.parametrize(
    ("status", "confidence", "fact"),
    [("in_force", "high", True), ("in_force", "medium", True), ("in_force", "low", False), ("unverified", "high", False)],
)
def test_what_nobody_verified_is_no_fact(status, confidence, fact):
    assert replace(SECOND_TERM, status=status, confidence=confidence).shown_as_fact is fact


def test_the_day_of_entry_is_day_zero():
    assert last_day(SECOND_TERM, date(2026, 12, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize("rule", [GROUP, PRINTED])
def test_no_last_day_without_days_or_without_their_beginning(rule):
    assert last_day(rule, date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("today", "left", "level"),
    [
        (date(2026, 12, 1), 30, Level.CALM),
        (date(2026, 12, 23), 8, Level.CALM),
        (date(2026, 12, 24), 7, Level.SOON),
        (date(2026, 12, 27), 4, Level.SOON),
        (date(2026, 12, 28), 3, Level.URGENT),
        (date(2026, 12, 30), 1, Level.URGENT),
        (date(2026, 12, 31), 0, Level.TODAY),
        (date(2027, 1, 1), -1, Level.OVER),
    ],
)
def test_the_clock_warns_louder_towards_the_last_day(today, left, level):
    found = clock(*THIRTY_DAYS, today=today)
    assert (found.days_left, found.level, found.problem) == (left, level, None)


def test_an_overstay_is_counted_in_days():
    assert clock(*THIRTY_DAYS, today=date(2027, 1, 4)).over_by == 4


def test_an_entry_that_is_still_to_come_is_named():
    assert clock(*THIRTY_DAYS, today=date(2026, 11, 30)).problem == Problem.ENTRY_IN_FUTURE


def test_a_last_day_before_the_entry_is_named():
    assert clock(date(2026, 12, 1), date(2026, 11, 30), today=date(2026, 12, 2)).problem == Problem.LAST_DAY_BEFORE_ENTRY


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 2000), st.integers(-100, 3000))
def test_days_passed_and_days_left_make_the_whole_stay(entry, days, passed):
    found = clock(entry, entry + timedelta(days=days), today=entry + timedelta(days=passed))
    assert found.day_number + found.days_left == found.max_days == days
