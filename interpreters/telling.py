"""What an interpreter tells of herself while the day runs: that she is late, that she needs somebody.

Like all verbs of this folder they speak of bookings; whose they are is for the caller to check.
"""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q

from interpreters.booking import BookingGone, BookingRefused
from interpreters.models import Booking, HelpCall

LATEST = 120  # minutes; who is later does not come
LONGEST_STEP = 60

logger = structlog.get_logger("interpreters.telling")


class LateInvalid(BookingRefused):
    """No sensible number of minutes, or more than anybody waits for."""

    code = "late_invalid"


class WindowOver(BookingRefused):
    """The window has been told to be over: nobody can be late for it any more."""

    code = "window_over"


@transaction.atomic
def late(booking_id: int, minutes: int, *, by_id: int | None, now: datetime) -> Booking:
    """So many minutes later than she said before, or than it is by the clock; 0: in time after all.

    Before the start it moves the start of her window, after it the end; what follows is worked out by `delays.expected`.
    The time that is booked stays. Raises BookingGone, WindowOver, LateInvalid.
    """
    if not 0 <= minutes <= LONGEST_STEP:
        raise LateInvalid(str(minutes))
    booking = Booking.objects.select_for_update(no_key=True).filter(pk=booking_id, released_at__isnull=True).first()
    if booking is None:
        raise BookingGone(str(booking_id))
    if booking.ended_at is not None:
        raise WindowOver(str(booking_id))
    said = _from_plan(booking, minutes, now) if minutes else 0
    if said > LATEST:
        raise LateInvalid(str(said))
    booking.late_minutes = said
    booking.save(update_fields=["late_minutes"])
    transaction.on_commit(lambda: logger.info("interpreter_late", booking=booking_id, minutes=said, by=by_id))
    return booking


def _from_plan(booking: Booking, minutes: int, now: datetime) -> int:
    """Minutes after the planned start, or after the planned end once she has started."""
    planned = booking.ends if booking.started_at else booking.starts
    last_said = planned + timedelta(minutes=booking.late_minutes)
    return int((max(last_said, now) - planned).total_seconds() // 60) + minutes


@transaction.atomic
def call_for_help(interpreter_id: int, *, booking_id: int | None, now: datetime) -> HelpCall:
    """Somebody is wanted. A call that is still open is the call: two taps ring once."""
    try:
        with transaction.atomic():
            return HelpCall.objects.create(interpreter_id=interpreter_id, booking_id=booking_id, asked_at=now)
    except IntegrityError:
        return HelpCall.objects.get(_open(), interpreter=interpreter_id)


def withdraw(interpreter_id: int, *, now: datetime) -> bool:
    """She needs nobody any more. False when no call was open."""
    return bool(HelpCall.objects.filter(_open(), interpreter=interpreter_id).update(withdrawn_at=now))


def answer(call_id: int, *, by_id: int, now: datetime) -> bool:
    """Somebody of the house comes. False when another was quicker or she has taken it back."""
    return bool(HelpCall.objects.filter(_open(), pk=call_id).update(answered_at=now, answered_by=by_id))


def open_calls() -> tuple[HelpCall, ...]:
    """Who waits for somebody now, the longest first. One query."""
    return tuple(HelpCall.objects.filter(_open()).select_related("interpreter", "booking").order_by("asked_at"))


def _open() -> Q:
    return Q(answered_at__isnull=True, withdrawn_at__isnull=True)
