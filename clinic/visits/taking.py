"""Interpreters for the windows of a visit: taken, given back, changed for another. Called inside the transaction of a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clinic.visits.models import Visit, Window
from clinic.visits.windows import CLOSING, OPENING
from interpreters import booking as interpreter_booking
from interpreters.availability import Interval, Place
from interpreters.matching import Need
from interpreters.models import Booking

BOOKING_OF = {OPENING: "booking", CLOSING: "closing_booking"}


@dataclass(frozen=True)
class By:
    """Who does it, and when."""

    id: int | None
    now: datetime


def take(window: Window, interpreter_id: int, *, by: By, nevertheless: bool = False) -> Booking:
    """Book her for the window. The visit is not saved. Raises what `interpreters.booking.book_for` raises."""
    visit = window.visit
    booking = interpreter_booking.book_for(interpreter_id, need_of(window), by_id=by.id, now=by.now, nevertheless=nevertheless)
    since = visit.interpreter_needed_since or visit.booked_at
    if since < by.now:
        interpreter_booking.requested(booking, at=since)
    setattr(visit, BOOKING_OF[window.key], booking)
    return booking


def need_of(window: Window) -> Need:
    """What the window asks of whoever takes it."""
    visit = window.visit
    return Need(Interval(window.starts, window.ends), place_of(visit), visit.service.skill_codes, visit.interpreter_sex or None)


def give_back(visit: Visit, key: str, *, by: By) -> None:
    """The window stays without anybody; nothing to do where nobody was booked. The visit is not saved."""
    name = BOOKING_OF[key]
    if number := getattr(visit, f"{name}_id"):
        interpreter_booking.release(number, by_id=by.id, now=by.now)
        setattr(visit, name, None)


def place_of(visit: Visit) -> Place:
    return Place(visit.room.code, visit.room.floor) if visit.room else Place("")


def window_columns(windows: Sequence[Interval]) -> dict[str, datetime | None]:
    """None, one or two windows as the columns of a visit."""
    pairs = [*((window.start, window.end) for window in windows), (None, None), (None, None)]
    return dict(zip(("window_starts", "window_ends", "closing_starts", "closing_ends"), (*pairs[0], *pairs[1]), strict=True))
