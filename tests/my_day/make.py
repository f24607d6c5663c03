"""Makers of the phone's tests: a covered visit, a tap."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from clinic.my_day.taps import NewTap
from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from tests.make import NOW, make_visit


def make_window(interpreter: Interpreter, starts: datetime, minutes: int = 30, **changes: Any) -> Visit:
    """A massage that this interpreter has from its start to its end."""
    ends = starts + timedelta(minutes=minutes)
    booking = Booking.objects.create(interpreter=interpreter, starts=starts, ends=ends, place="302", floor=3, booked_at=NOW)
    return make_visit(**{"starts": starts, "ends": ends, "window_ends": ends, "booking": booking, **changes})


def make_tap(what: str, visit: Visit | None = None, **changes: Any) -> NewTap:
    given = {"id": uuid4(), "at": NOW, "visit": visit.pk if visit else None, "minutes": 10 if what == "late" else 0}
    return NewTap(what=what, **{**given, **changes})
