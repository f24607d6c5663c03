"""Whatever people do in whatever order, two live bookings of one interpreter never overlap."""

import os
from contextlib import suppress
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from interpreters import absences, booking
from interpreters.availability import Busy, Interval, Place, Walk
from interpreters.models import Absence, Booking, Interpreter
from tests.interpreters.house import House
from tests.interpreters.make import TUESDAY, at
from tests.make import make_interpreter

# Seconds in the suite; QIAO_EXAMPLES=2000 looks for hours.
EXAMPLES = int(os.environ.get("QIAO_EXAMPLES", "25"))
NOW = at("00:00", day=TUESDAY - timedelta(days=1))
ROOMS = [Place("201", 2), Place("203", 2), Place("304", 3), Place("X", None)]
# Few enough that they collide; some touch, some are a minute long, some lie off the shift.
moments = st.integers(0, 48).map(lambda quarter: at("08:00") + timedelta(minutes=15 * quarter + quarter % 3))
lengths = st.sampled_from([1, 5, 15, 16, 45]).map(lambda minutes: timedelta(minutes=minutes))
rooms = st.sampled_from(ROOMS)


class Desk(RuleBasedStateMachine):
    """Several desks at work, seen one after the other."""

    booked = Bundle("booked")

    def __init__(self) -> None:
        super().__init__()
        Booking.objects.all().delete()
        Absence.objects.all().delete()
        self.people = list(Interpreter.objects.all()) or [make_interpreter(), make_interpreter()]

    @rule(target=booked, person=st.integers(0, 1), starts=moments, length=lengths, room=rooms)
    def book(self, person, starts, length, room):
        try:
            return booking.book(self.people[person].pk, starts=starts, ends=starts + length, place=room, by_id=None, now=NOW).pk
        except booking.InterpreterNotFree:
            return None

    @rule(number=booked, starts=moments, length=lengths, room=rooms)
    def move(self, number, starts, length, room):
        with suppress(booking.InterpreterNotFree, booking.BookingGone):
            booking.move(number or 0, starts=starts, ends=starts + length, place=room, by_id=None, now=NOW)

    @rule(number=consumes(booked))
    def release(self, number):
        booking.release(number or 0, by_id=None, now=NOW)

    @rule(person=st.integers(0, 1), starts=moments, length=lengths)
    def fall_ill(self, person, starts, length):
        absences.note(self.people[person].pk, starts=starts, ends=starts + length, reason="sick", by_id=None, now=NOW)

    @invariant()
    def nobody_is_in_two_rooms_nor_between_them(self):
        live = Booking.objects.filter(released_at=None)
        spans = [(row.interpreter_id, Busy(Interval(row.starts, row.ends), Place(row.place, row.floor))) for row in live]
        for (one, first), (other, second) in combinations(spans, 2):
            assert one != other or not first.interval.widened(Walk().minutes(first.place, second.place)).overlaps(second.interval)


@pytest.mark.django_db
class TestNeverTwice(Desk.TestCase, TestCase):
    settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None)


@pytest.mark.django_db
class TestNeverTwiceInTheHouse(House.TestCase, TestCase):
    """The same with visits, their two windows, plans of the desk and the word of the interpreters."""

    settings = settings(max_examples=max(EXAMPLES // 3, 1), stateful_step_count=25, deadline=None)
