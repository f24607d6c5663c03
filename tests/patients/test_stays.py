from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.stays import (
    Doubt,
    Level,
    Lodged,
    Problem,
    Ruling,
    StayRule,
    applicable,
    badge,
    clock,
    contradictory,
    former,
    last_day,
    lodged,
    lodging_due,
    overlapping,
    review_is_old,
    ruling,
)

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


def test_whoever_has_come_again_had_left_noted_or_not():
    assert (former(date(2026, 5, 4), left_on=None).level, former(date(2026, 5, 4), left_on=None).left_on) == (Level.LEFT, None)


@pytest.mark.parametrize(("days", "long_ago"), [(0, False), (90, False), (91, True), (900, True)])
def test_after_three_months_nobody_is_accused_of_an_overstay(days, long_ago):
    entry, last = THIRTY_DAYS
    assert clock(entry, last, today=last + timedelta(days=days)).over_long_ago is long_ago


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


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2027, 1, 30), date(2027, 3, 1)),
        (date(2026, 12, 5), date(2027, 1, 4)),
    ],
)
def test_the_thirty_days_run_over_february_and_the_year(entry, last):
    assert last_day(replace(SECOND_TERM, valid_to=None), entry) == last


def rule_of(*rules: StayRule, basis: str = "visa_free", entry: date = date(2026, 11, 22)) -> Ruling:
    return ruling(rules, nationality="RUS", basis=basis, entry_date=entry)


def test_the_verified_rule_decides_and_the_doubtful_one_is_shown_beside_it():
    doubtful = replace(SECOND_TERM, code="a-doubt", status="unverified", max_days=60)
    found = rule_of(doubtful, SECOND_TERM)
    assert (found.last_day, [rule.code for rule in found.rules], found.doubt) == (date(2026, 12, 22), ["second", "a-doubt"], None)


@pytest.mark.parametrize(
    ("rules", "basis", "doubt"),
    [
        ((), "visa_free", Doubt.NO_RULE),
        ((replace(SECOND_TERM, confidence="low"),), "visa_free", Doubt.UNVERIFIED),
        ((GROUP,), "group", Doubt.NO_COUNT),
        ((VISA,), "visa", Doubt.AS_PRINTED),
    ],
)
def test_where_no_day_follows_the_doubt_says_why(rules, basis, doubt):
    found = rule_of(*rules, basis=basis)
    assert (found.last_day, found.rule, found.doubt) == (None, None, doubt)


def test_who_has_left_has_no_days_left_and_who_leaves_tomorrow_has():
    assert badge(*THIRTY_DAYS, left_on=date(2026, 12, 9), today=date(2026, 12, 9)).level == Level.LEFT
    assert badge(*THIRTY_DAYS, left_on=date(2026, 12, 10), today=date(2026, 12, 9)).level == Level.CALM


def test_a_stay_without_a_last_day_says_that_it_is_not_known():
    assert badge(date(2026, 12, 1), None, left_on=None, today=date(2026, 12, 9)).level == Level.UNKNOWN


DAY = {n: date(2026, 10, n) for n in range(1, 31)}


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ([(DAY[1], DAY[5]), (DAY[5], DAY[9])], False),
        ([(DAY[1], DAY[6]), (DAY[5], DAY[9])], True),
        ([(DAY[1], None), (DAY[5], None)], False),
        ([(DAY[5], None), (DAY[1], DAY[9])], True),
        ([], False),
    ],
)
def test_nobody_enters_before_having_left(entries, wrong):
    assert contradictory(entries) is wrong


def test_rules_of_one_paper_that_hold_on_the_same_days_are_found():
    longer = replace(FIRST_TERM, code="longer", valid_to=date(2026, 10, 1))
    assert overlapping([FIRST_TERM, SECOND_TERM]) == ()
    assert overlapping([longer, SECOND_TERM, VISA]) == (("longer", "second"),)


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_a_review_grows_old(days, old):
    assert review_is_old(date(2026, 1, 1), today=date(2026, 1, 1) + timedelta(days), days=90) is old


@pytest.mark.parametrize(("hours", "due"), [(24, DAY[2]), (25, DAY[3]), (1, DAY[2])])
def test_a_lodging_is_due_by_the_hours_of_its_rule(hours, due):
    assert lodging_due(DAY[1], hours=hours) == due


@pytest.mark.parametrize(
    ("kind", "registered", "today", "state"),
    [
        ("", False, DAY[9], Lodged.NOT_ASKED),
        ("hotel", False, DAY[9], Lodged.BY_HOTEL),
        ("private", True, DAY[9], Lodged.REGISTERED),
        ("private", False, DAY[2], Lodged.DUE),
        ("private", False, DAY[3], Lodged.OVERDUE),
        ("hospital", False, DAY[9], Lodged.ASK_BUREAU),
    ],
)
def test_the_registration_of_a_lodging_has_its_state(kind, registered, today, state):
    assert lodged(kind, registered=registered, due=DAY[2], today=today) == state


@given(st.dates(date(2000, 1, 1), date(9999, 12, 31)), st.integers(0, 40000))
def test_no_rule_gives_a_last_day_before_the_entry(entry, days):
    last = last_day(replace(SECOND_TERM, max_days=days, valid_to=None), entry)
    assert last is None or last >= entry
