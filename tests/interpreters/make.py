"""Candidates and bookings of a Tuesday in November; a candidate works 8:30–17:00 with lunch 12:00–13:00."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from interpreters.availability import Busy, Interval, Place
from interpreters.matching import Candidate, Need
from interpreters.models import Booking, Interpreter, ShiftException

HEIHE = ZoneInfo("Asia/Shanghai")
TUESDAY = date(2026, 11, 24)


def at(clock: str, *, day: date = TUESDAY) -> datetime:
    """A Heihe moment of the day, "10:40"."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=HEIHE)


def span(start: str, end: str) -> Interval:
    return Interval(at(start), at(end))


def busy(start: str, end: str, room: str = "304", floor: int | None = 3) -> Busy:
    return Busy(span(start, end), Place(room, floor))


def candidate(number: int = 1, **changes: object) -> Candidate:
    usual = {"sex": "F", "skills": (("*", 2),), "shifts": (span("08:30", "17:00"),), "breaks": (span("12:00", "13:00"),)}
    return Candidate(id=number, **(usual | changes))


def need(start: str = "10:00", end: str = "10:20", **changes: object) -> Need:
    return Need(**({"interval": span(start, end), "place": Place("201", 2)} | changes))


def make_booking(interpreter: Interpreter, start: str = "10:00", end: str = "10:20", **changes: object) -> Booking:
    """Straight into the table, past every verb."""
    usual = {"starts": at(start), "ends": at(end), "place": "304", "floor": 3, "booked_at": at("08:00")}
    return Booking.objects.create(interpreter=interpreter, **(usual | changes))


def make_exception(interpreter: Interpreter, starts: str | None, ends: str | None, *, day: date = TUESDAY) -> ShiftException:
    """Other hours on one day; None and None is a day off."""
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)} if starts and ends else {}
    return ShiftException.objects.create(interpreter=interpreter, day=day, noted_at=at("08:00"), **hours)
