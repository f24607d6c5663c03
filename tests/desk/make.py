"""Makers of the desk's tests: a visit with its interpreter, a browser in which somebody is signed in."""
from datetime import datetime, timedelta
from typing import Any

from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from tests.make import NOW, make_visit


def make_covered_visit(interpreter: Interpreter, starts: datetime, **changes: Any) -> Visit:
    """A massage whose first ten minutes this interpreter has."""
    ends = starts + timedelta(minutes=10)
    booking = Booking.objects.create(interpreter=interpreter, starts=starts, ends=ends, place="302", floor=3, booked_at=NOW)
    return make_visit(starts=starts, booking=booking, **changes)
