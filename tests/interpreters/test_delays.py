"""Late said once moves what follows, and no further than the gaps let it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreters.availability import Interval, Place, Walk
from interpreters.delays import Turn, expected
from tests.make import heihe

ROOM = Place("302", 3)
WALK = Walk()
LATE = st.integers(0, 120)


def at(text: str) -> datetime:
    hour, minute = text.split(":")
    return heihe(int(hour), int(minute))


def turn(key: int, starts: str, ends: str, **changes: object) -> Turn:
    return Turn(key, Interval(at(starts), at(ends)), changes.pop("place", ROOM), **changes)


def clocks(*turns: Turn, walk: Walk = WALK) -> list[str]:
    return [f"{one.interval.start:%H:%M}" for one in expected(turns, walk)]


@pytest.mark.parametrize(
    ("late", "starts"),
    [
        (0, ["10:20", "10:40", "11:30"]),
        (5, ["10:25", "10:45", "11:30"]),
        (15, ["10:35", "10:55", "11:30"]),
        (60, ["11:20", "11:40", "12:00"]),
    ],
)
def test_late_goes_on_and_shrinks_in_gaps(late, starts):
    day = turn(1, "10:20", "10:40", late=late), turn(2, "10:40", "11:00"), turn(3, "11:30", "11:40")
    assert clocks(*day) == starts


def test_the_walk_takes_its_part_of_the_gap():
    day = turn(1, "10:20", "10:40", late=10), turn(2, "10:45", "11:00", place=Place("501", 5))
    assert clocks(*day) == ["10:30", "10:53"]


def test_a_plan_that_leaves_no_time_to_walk_is_not_called_late():
    day = turn(1, "10:20", "10:40"), turn(2, "10:40", "11:00", place=Place("501", 5))
    assert clocks(*day) == ["10:20", "10:40"]


def test_late_said_with_the_patient_moves_the_end():
    (first, second) = expected([turn(1, "10:20", "10:40", late=10, started=at("10:20")), turn(2, "10:40", "11:00")], WALK)
    assert (first.interval.end, first.behind, second.behind) == (at("10:50"), 10, 10)


def test_lateness_is_not_counted_twice_when_she_begins_as_late_as_she_said():
    (_first, second) = expected([turn(1, "10:20", "10:40", late=10, started=at("10:30")), turn(2, "10:40", "11:00")], WALK)
    assert second.behind == 10


def test_what_is_over_passes_on_only_what_it_ran_over():
    (_first, second) = expected(
        [turn(1, "10:20", "10:40", late=30, started=at("10:25"), ended=at("10:44")), turn(2, "10:40", "11:00")], Walk()
    )
    assert second.behind == 4


@pytest.mark.parametrize(
    ("late", "slack", "breaks"), [(10, None, False), (11, None, True), (5, 0, False), (6, 0, True), (8, 9, False), (8, 7, True)]
)
def test_a_window_breaks_when_somebody_waits_too_long(late, slack, breaks):
    (_first, second) = expected([turn(1, "10:20", "10:40", late=late), turn(2, "10:40", "11:00", slack=slack)], WALK)
    assert second.breaks is breaks


@st.composite
def days(draw: st.DrawFn, late: st.SearchStrategy[int] = LATE) -> list[Turn]:
    moment, made = at("8:00"), []
    for key in range(draw(st.integers(1, 8))):
        start = moment + timedelta(minutes=draw(st.integers(0, 40)))
        moment = start + timedelta(minutes=draw(st.integers(1, 60)))
        room = draw(st.sampled_from(["201", "302", "503"]))
        made.append(Turn(key, Interval(start, moment), Place(room, int(room[0])), late=draw(late)))
    return made


@given(days())
def test_nobody_begins_earlier_than_planned(day):
    planned = {one.key: one.planned for one in day}
    assert all(one.interval.start >= planned[one.key].start and one.behind >= 0 for one in expected(day, WALK))


@given(days(late=st.just(0)))
def test_zero_late_changes_nothing(day):
    assert [one.interval for one in expected(day, WALK)] == [one.planned for one in day]


@given(days(), st.integers(1, 60))
def test_more_late_never_helps(day, more):
    worse = [Turn(one.key, one.planned, one.place, late=one.late + more) for one in day]
    assert all(now.behind <= then.behind for now, then in zip(expected(day, WALK), expected(worse, WALK), strict=True))
