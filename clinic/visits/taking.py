"""Interpreters for the windows of a visit: taken, given back, changed for another. Called inside the transaction of a verb."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from clinic.visits.models import Visit, Window
from clinic.visits.windows import CLOSING, OPENING
from interpreters import booking as interpreter_booking
from interpreters.availability import Interval, Place
from interpreters.models import Booking, Interpreter

BOOKING_OF = {OPENING: "booking", CLOSING: "closing_booking"}


@dataclass(frozen=True)
class By:
    """Who does it, and when."""

    id: int | None
    now: datetime


def locked(visit_id: int) -> Visit:
    """The visit with its bookings, its row locked until the end of the transaction. Raises Visit.DoesNotExist.

    Two statements: joined to the one that waits for the lock, bookings would be those of before the wait.
    """
    Visit.objects.select_for_update(no_key=True).only("pk").get(pk=visit_id)
    return Visit.objects.select_related("service", "room", "booking", "closing_booking").get(pk=visit_id)


def lock_interpreters(ids: Collection[int | None]) -> None:
    """All whose bookings will be touched, always in the same order, so that two desks never wait for each other."""
    wanted = {one for one in ids if one}
    if len(wanted) > 1:
        list(Interpreter.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").values_list("pk"))


def take(window: Window, interpreter_id: int, *, by: By) -> Booking:
    """Book her for the window. The visit is not saved. Raises what `interpreters.booking.book` raises."""
    visit = window.visit
    place = place_of(visit)
    booking = interpreter_booking.book(interpreter_id, starts=window.starts, ends=window.ends, place=place, by_id=by.id, now=by.now)
    since = visit.interpreter_needed_since or visit.booked_at
    if since < by.now:
        interpreter_booking.requested(booking, at=since)
    setattr(visit, BOOKING_OF[window.key], booking)
    return booking


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
