"""Free time: pure arithmetic of intervals and of the walk between rooms."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from interpreters.availability import Interval, Place, Walk, free_at, next_free, subtract, union
from tests.interpreters.make import at, busy, span

HERE = Place("201", 2)
minutes = st.integers(0, 300)
intervals = st.lists(
    st.tuples(minutes, st.integers(1, 60)).map(
        lambda pair: Interval(at("08:00") + timedelta(minutes=pair[0]), at("08:00") + timedelta(minutes=sum(pair)))
    ),
    max_size=8,
)


def _ticks(pieces: object) -> set[int]:
    return {
        minute
        for piece in pieces
        for minute in range(*(int((moment - at("08:00")).total_seconds() // 60) for moment in (piece.start, piece.end)))
    }


def test_touching_is_not_overlapping():
    assert not span("10:00", "10:20").overlaps(span("10:20", "10:40"))
    assert not span("10:20", "10:40").overlaps(span("10:00", "10:20"))


def test_one_minute_is_overlapping():
    assert span("10:00", "10:21").overlaps(span("10:20", "10:40"))


@given(intervals, intervals)
def test_what_is_left_is_what_was_there_and_not_taken(whole, taken):
    assert _ticks(subtract(whole, taken)) == _ticks(whole) - _ticks(taken)


@given(intervals)
def test_joined_pieces_are_the_same_minutes_and_never_touch(pieces):
    joined = union(pieces)
    assert _ticks(joined) == _ticks(pieces)
    assert all(earlier.end < later.start for earlier, later in pairwise(joined))


def test_the_walk_is_longer_over_more_floors():
    walk = Walk()
    assert [walk.minutes(HERE, Place(room, floor)) for room, floor in (("201", 2), ("203", 2), ("308", 3), ("402", 4))] == [0, 1, 2, 3]


def test_a_room_without_a_floor_costs_the_usual_walk():
    assert Walk(floor_unknown=4).minutes(HERE, Place("X", None)) == 4


def test_the_walk_to_and_from_a_booking_is_not_free():
    free = free_at(HERE, [span("09:00", "12:00")], [busy("10:00", "10:30", "308", 3)], Walk())
    assert free == (span("09:00", "09:58"), span("10:32", "12:00"))


def test_next_free_needs_the_whole_length_in_one_piece():
    free = [span("09:00", "09:10"), span("09:30", "10:00")]
    assert next_free(free, at("09:05"), timedelta(minutes=10)) == at("09:30")


def test_next_free_is_unknown_when_no_piece_is_long_enough():
    assert next_free([span("09:00", "09:10")], at("09:00"), timedelta(minutes=11)) is None
