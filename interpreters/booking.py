"""Taking an interpreter, giving her back, moving her window. Nobody is ever taken twice.

What a page saw is a guess: under the lock of the interpreter's row everything is looked up again, and the last word is
the database's constraint `booking_no_overlap`. Refusals carry codes, rooms and times, never a patient.
"""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from interpreters.availability import Interval, Place
from interpreters.matching import Candidate, Need, Reason, person_against, time_against
from interpreters.models import LONGEST_BOOKING_HOURS, LONGEST_ROOM_CODE, Booking, Interpreter, Skill
from interpreters.roster import candidates, nearby
from interpreters.surely_free import surely_free

# A walk-in is written down when she already sits in the room.
WALK_IN_TOLERANCE = timedelta(minutes=30)
FARTHEST = timedelta(days=400)

logger = structlog.get_logger("interpreters.booking")


class BookingRefused(Exception):
    """A verb of this folder said no and changed nothing."""

    code = "refused"


class InterpreterUnknown(BookingRefused):
    """No such interpreter."""

    code = "interpreter_unknown"


class BookingGone(BookingRefused):
    """The booking was released meanwhile, or never was."""

    code = "booking_gone"


class WindowInvalid(BookingRefused):
    """The window makes no sense; `reason` is one of naive, ends_before_start, too_long, in_past, too_far, place."""

    code = "window_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InterpreterNotFree(BookingRefused):
    """She cannot; `reason` says why, `next_free` when she could that day for as long, None when not at all."""

    def __init__(self, interpreter_id: int, reason: Reason) -> None:
        super().__init__(f"{interpreter_id} {reason.code}")
        self.interpreter_id = interpreter_id
        self.reason = reason
        self.place, self.until, self.next_free = reason.place, reason.until, reason.next_free


class InterpreterTaken(InterpreterNotFree):
    """She is with somebody else in `place` until `until`, or could not walk over in time."""

    code = "interpreter_taken"


class InterpreterAway(InterpreterNotFree):
    """Absent (`reason.detail` is the class of absence) or no longer active."""

    code = "interpreter_away"


class OffShift(InterpreterNotFree):
    """Outside her shift, or in her break."""

    code = "off_shift"


class LacksSkill(InterpreterNotFree):
    """She is free, and does not interpret in that department. `book_for` takes her nevertheless when told so."""

    code = "interpreter_lacks_skill"


class OtherSex(InterpreterNotFree):
    """She is free, and the patient asked for an interpreter of the other sex. `book_for` takes her nevertheless when told so."""

    code = "interpreter_other_sex"


REFUSALS: dict[str, type[InterpreterNotFree]] = {
    "inactive": InterpreterAway,
    "absent": InterpreterAway,
    "off_shift": OffShift,
    "on_break": OffShift,
    "overlaps_booking": InterpreterTaken,
    "walk_too_short": InterpreterTaken,
    "no_skill": LacksSkill,
    "sex": OtherSex,
}


def book(interpreter_id: int, *, starts: datetime, ends: datetime, place: Place | str, by_id: int | None, now: datetime) -> Booking:
    """Take her for [starts, ends) in a room, whatever is spoken of there.

    Raises WindowInvalid, InterpreterUnknown, InterpreterAway, OffShift or InterpreterTaken; then nothing is written.
    """
    return book_for(interpreter_id, Need(_valid(starts, ends, now), _valid_place(place)), by_id=by_id, now=now)


def book_for(interpreter_id: int, need: Need, *, by_id: int | None, now: datetime, nevertheless: bool = False) -> Booking:
    """Take her for what is needed. Raises what `book` raises, and where only that stands in the way LacksSkill or OtherSex.

    `nevertheless` takes her although she lacks the skill or is not of the sex wished: the booking says so in `despite`, and
    `booked_by` who wanted it. Her hours and other rooms are never passed over.
    """
    window, place = _valid(need.interval.start, need.interval.end, now), _valid_place(need.place)
    try:
        with transaction.atomic():  # a refusal of the database, too, leaves the caller's transaction usable
            interpreter = _locked(interpreter_id)
            despite = _refuse_unless_she_can(interpreter, need, nevertheless=nevertheless)
            booking = Booking(interpreter=interpreter, starts=window.start, ends=window.end, place=place.code, floor=place.floor)
            booking.booked_by_id, booking.booked_at, booking.changed_at, booking.requested_at = by_id, now, now, now
            booking.despite = despite
            booking.save(force_insert=True)
    except IntegrityError as error:
        raise _named(error, Interpreter.objects.get(pk=interpreter_id), window, place) from error
    return booking


def requested(booking: Booking, *, at: datetime) -> None:
    """She was needed since `at`, before anybody took her; without this call since the moment of booking."""
    booking.requested_at = at
    booking.save(update_fields=["requested_at"])


def release(booking_id: int, *, by_id: int | None, now: datetime) -> bool:
    """Give her back; the row stays as history. False when she was given back before."""
    live = Booking.objects.filter(pk=booking_id, released_at__isnull=True)
    return bool(live.update(released_at=now, released_by_id=by_id, changed_at=now, sequence=F("sequence") + 1))


def started(booking_id: int, *, at: datetime) -> bool:
    """She began to speak. The first word counts: False when it had been said, or she was given back."""
    live = Booking.objects.filter(pk=booking_id, released_at__isnull=True, started_at__isnull=True)
    return bool(live.update(started_at=at))


@transaction.atomic
def finished(booking_id: int, *, at: datetime, by_plan: bool = False) -> bool:
    """She has finished. The first word counts: False when it had been said, or she was given back.

    `by_plan`: nobody said it of her; she left when her minutes were over, or at `at` if that was sooner. Where nobody said
    that she began, she began by plan, or early enough to have spoken her minutes.
    """
    booking = Booking.objects.select_for_update(no_key=True).filter(pk=booking_id, released_at__isnull=True, ended_at__isnull=True).first()
    if booking is None:
        return False
    length = booking.ends - booking.starts
    booking.started_at = booking.started_at or min(booking.starts, at - length)
    said = min(at, booking.started_at + length) if by_plan else at
    booking.ended_at = max(said, booking.started_at)
    booking.save(update_fields=["started_at", "ended_at"])
    return True


def not_finished(booking_id: int) -> None:
    """It was said too early: she is still speaking."""
    Booking.objects.filter(pk=booking_id, released_at__isnull=True).update(ended_at=None)


def not_started(booking_id: int) -> None:
    """It was said by mistake: she has not begun."""
    Booking.objects.filter(pk=booking_id, released_at__isnull=True).update(started_at=None, ended_at=None)


@transaction.atomic
def move(booking_id: int, *, starts: datetime, ends: datetime, place: Place | str, by_id: int | None, now: datetime) -> Booking:
    """The same interpreter at another time or in another room; one that has begun may end later or sooner.

    Raises BookingGone and what `book` raises.
    """
    interpreter_id, began = Booking.objects.filter(pk=booking_id).values_list("interpreter", "starts").first() or (None, None)
    if interpreter_id is None:
        raise BookingGone(str(booking_id))
    window, place = _valid(starts, ends, min(now, starts) if starts == began else now), _valid_place(place)
    interpreter = _locked(interpreter_id)
    booking = Booking.objects.select_for_update(no_key=True).filter(pk=booking_id, released_at__isnull=True).first()
    if booking is None:
        raise BookingGone(str(booking_id))
    _refuse_unless_free(interpreter, window, place, except_booking=booking_id)
    began = booking.starts
    booking.starts, booking.ends, booking.place, booking.floor = starts, ends, place.code, place.floor
    booking.late_minutes = booking.late_minutes if starts == began else 0  # what was said of the old time
    booking.sequence, booking.changed_at = booking.sequence + 1, now  # the row is locked: nobody counts meanwhile
    try:
        with transaction.atomic():
            booking.save(update_fields=["starts", "ends", "place", "floor", "late_minutes", "sequence", "changed_at"])
    except IntegrityError as error:
        raise _named(error, interpreter, window, place, except_booking=booking_id) from error
    transaction.on_commit(lambda: logger.info("booking_moved", booking=booking_id, interpreter=interpreter_id, by=by_id))
    return booking


def _valid(starts: datetime, ends: datetime, now: datetime) -> Interval:
    if starts.tzinfo is None or ends.tzinfo is None:
        raise WindowInvalid("naive")
    if ends <= starts:
        raise WindowInvalid("ends_before_start")
    if ends - starts > timedelta(hours=LONGEST_BOOKING_HOURS):
        raise WindowInvalid("too_long")
    if starts < now - WALK_IN_TOLERANCE:
        raise WindowInvalid("in_past")
    if starts > now + FARTHEST:
        raise WindowInvalid("too_far")
    return Interval(starts, ends)


def _valid_place(place: Place | str) -> Place:
    """A bare code is a room whose floor nobody knows."""
    place = Place(place) if isinstance(place, str) else place
    if len(place.code) > LONGEST_ROOM_CODE or "\x00" in place.code:
        raise WindowInvalid("place")
    return place


def _locked(interpreter_id: int) -> Interpreter:
    """Her row, locked until the end of the transaction; on SQLite the transaction itself holds the only write lock."""
    interpreter = Interpreter.objects.select_for_update(no_key=True).filter(pk=interpreter_id).first()
    if interpreter is None:
        raise InterpreterUnknown(str(interpreter_id))
    return interpreter


def _refuse_unless_she_can(interpreter: Interpreter, need: Need, *, nevertheless: bool) -> str:
    """What is passed over, as codes of `matching`. The clock is judged first: saying nevertheless never meets a second no."""
    suits = need.sex in (None, interpreter.sex)
    if interpreter.active and suits and surely_free(interpreter.pk, need.interval, need.place, need.skills):
        return ""
    _refuse_unless_free(interpreter, need.interval, need.place)
    skills = tuple(Skill.objects.filter(interpreter=interpreter).values_list("code", "level")) if need.skills else ()
    against = person_against(need, Candidate(interpreter.pk, interpreter.sex, skills=skills))
    if against and not nevertheless:
        raise REFUSALS[against[0].code](interpreter.pk, against[0])
    return " ".join(reason.code for reason in against)


def _refuse_unless_free(interpreter: Interpreter, window: Interval, place: Place, *, except_booking: int | None = None) -> None:
    """A yes needs little; a no is looked up again with the whole day, to name the next free moment."""
    if not _reasons(nearby(interpreter, window, place, except_booking=except_booking), window, place):
        return
    (candidate,) = candidates(window, interpreters=[interpreter], except_bookings=[except_booking] if except_booking else ())
    if reasons := _reasons(candidate, window, place):
        raise REFUSALS[reasons[0].code](interpreter.pk, reasons[0])


def _reasons(candidate: Candidate, window: Interval, place: Place) -> tuple[Reason, ...]:
    return time_against(Need(window, place), candidate) if candidate.active else (Reason("inactive"),)


def _named(
    error: IntegrityError, interpreter: Interpreter, window: Interval, place: Place, *, except_booking: int | None = None
) -> Exception:
    """The database's own refusal as ours; any other broken constraint stays what it is."""
    if "booking_no_overlap" not in str(error):
        return error
    (candidate,) = candidates(window, interpreters=[interpreter], except_bookings=[except_booking] if except_booking else ())
    in_the_way = [reason for reason in _reasons(candidate, window, place) if reason.code == "overlaps_booking"]
    return InterpreterTaken(interpreter.pk, in_the_way[0] if in_the_way else Reason("overlaps_booking"))
