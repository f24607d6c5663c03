"""Fifty processes want one interpreter at one time. The suite's database decides which database is asked."""

from collections import Counter
from datetime import timedelta

import pytest

from interpreters import booking
from interpreters.availability import Place
from interpreters.models import Booking
from tests.interpreters.make import at, make_booking
from tests.make import make_interpreter

NOW = at("09:00")
PROCESSES = 10


def want(number: int, *, interpreter_id: int) -> str:
    """Overlapping by one minute at least, from as many rooms as there are attempts."""
    starts = at("10:00") + timedelta(minutes=number % 10)
    place = Place(str(200 + number), 2)
    try:
        booking.book(interpreter_id, starts=starts, ends=starts + timedelta(minutes=20), place=place, by_id=None, now=NOW)
    except booking.BookingRefused as refused:
        return refused.code
    return "booked"


def want_to_move(number: int, *, bookings: list[int]) -> str:
    try:
        booking.move(bookings[number], starts=at("15:00"), ends=at("15:20"), place="304", by_id=None, now=NOW)
    except booking.BookingRefused as refused:
        return refused.code
    return "moved"


@pytest.mark.race
def test_of_fifty_attempts_at_one_slot_exactly_one_wins(race):
    wang_li = make_interpreter()
    outcomes = race(want, times=50, processes=PROCESSES, interpreter_id=wang_li.pk)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert Counter(outcome.value for outcome in outcomes) == {"booked": 1, "interpreter_taken": 49}
    assert Booking.objects.filter(released_at=None).count() == 1


@pytest.mark.race
def test_of_twenty_bookings_moved_to_one_slot_exactly_one_arrives(race):
    wang_li = make_interpreter()
    bookings = [
        make_booking(wang_li, f"{8 + number // 10:02}:{number % 10 * 6:02}", f"{8 + number // 10:02}:{number % 10 * 6 + 5:02}").pk
        for number in range(20)
    ]
    outcomes = race(want_to_move, times=20, processes=PROCESSES, bookings=bookings)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert Counter(outcome.value for outcome in outcomes) == {"moved": 1, "interpreter_taken": 19}
