"""A visit goes to another time, a window of it to another interpreter: all of it in one transaction, or nothing moves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.visits import locking, obstacles
from clinic.visits.models import Visit, VisitChange
from clinic.visits.refusals import Refusal, StepNotAllowed, VisitMoved
from clinic.visits.scheduling import next_ticket, refuse_time
from clinic.visits.states import OPEN
from clinic.visits.taking import BOOKING_OF, By, give_back, place_of, take
from interpreters import booking as interpreter_booking
from interpreters.booking import BookingRefused

MAY_CHANGE_TIME = ("booked", "arrived")
TIMES = ("starts", "ends", "window_starts", "window_ends", "closing_starts", "closing_ends")

logger = structlog.get_logger("clinic.visits")


@dataclass(frozen=True)
class Standing:
    """Where a window of a visit stands: when the visit starts, who interprets (None: nobody)."""

    starts: datetime
    interpreter_id: int | None

    @property
    def code(self) -> str:
        """As a page sends back what it showed."""
        return f"{timezone.localtime(self.starts):%Y-%m-%dT%H:%M}/{self.interpreter_id or ''}"


@dataclass(frozen=True)
class Move:
    """Where a visit shall go. `starts` None keeps its time; `window` (opening, closing) is whose interpreter changes, "" nobody's.

    `seen` is `Standing.code` as the page showed it, "" to move from wherever it stands.
    `beyond_stay_reason` excuses a day after the stay, as when booking.
    """

    visit_id: int
    starts: datetime | None = None
    window: str = ""
    interpreter_id: int | None = None
    seen: str = ""
    beyond_stay_reason: str = ""


@dataclass(frozen=True)
class Moved:
    """What has happened; nothing where it stood there already."""

    visit: Visit
    before: Standing
    after: Standing


def move_visit(move: Move, *, by_id: int | None, now: datetime) -> Moved:
    """Practitioner, patient and every interpreter's booking go along, or the refusal names what stands in the way.

    Asked twice for the same it changes nothing the second time. Another day gives another ticket: numbers belong to their day.
    Raises VisitMoved when another desk was quicker, StepNotAllowed for a visit or a window that is over, the refusals of
    `visits.scheduling.book` for the time, those of `interpreters.booking` for the interpreter.
    """
    try:
        with transaction.atomic():
            return _moved(move, by=By(by_id, now))
    except IntegrityError:
        # The database saw what the look-up could not yet see; now it can be named the same way.
        visit = Visit.objects.get(pk=move.visit_id)
        _refuse_taken(visit, move.starts or visit.starts)
        raise


def why_not(move: Move, *, by_id: int | None, now: datetime) -> Refusal | BookingRefused | None:
    """What the move would be refused for, None where it would be done. It is tried and taken back: nothing stays written."""
    try:
        with transaction.atomic():
            move_visit(move, by_id=by_id, now=now)
            transaction.set_rollback(True)
    except (Refusal, BookingRefused) as refusal:
        return refusal
    return None


def standing_of(visit: Visit, window: str = "") -> Standing:
    """Of the visit alone when no window is named."""
    found = next((one.booking for one in visit.windows if one.key == window), None)
    return Standing(visit.starts, found.interpreter_id if found else None)


def _moved(move: Move, *, by: By) -> Moved:
    visit = locking.visit_and_its_time(move.visit_id) if move.starts else locking.visit(move.visit_id)
    before = standing_of(visit, move.window)
    after = Standing(move.starts or visit.starts, move.interpreter_id if move.window else before.interpreter_id)
    if after == before:
        return Moved(visit, before, after)
    if move.seen not in ("", before.code):
        raise VisitMoved(before.code)
    later, other = after.starts - before.starts, after.interpreter_id != before.interpreter_id
    _refuse_over(visit, move.window)
    if later:
        _refuse_time(visit, move, after.starts, now=by.now)
    locking.interpreters([after.interpreter_id, *(one.booking.interpreter_id for one in visit.windows if one.booking)])
    if other:
        give_back(visit, move.window, by=by)
    if later:
        _rewrite(visit, move, later, by=by)
        _take_along(visit, later, by=by)
    if other and after.interpreter_id:
        take(next(one for one in visit.windows if one.key == move.window), after.interpreter_id, by=by)
    visit.save(update_fields=[*TIMES, "day", "ticket", "beyond_stay_reason", *BOOKING_OF.values()])
    transaction.on_commit(lambda: logger.info("visit_moved", visit=visit.pk, by=by.id, minutes=int(later.total_seconds() // 60)))
    return Moved(visit, before, after)


def _refuse_over(visit: Visit, key: str) -> None:
    window = next((one for one in visit.windows if one.key == key), None)
    if visit.state not in OPEN or (key and window is None) or (window and window.booking and window.booking.ended_at):
        raise StepNotAllowed(visit.state)


def _refuse_time(visit: Visit, move: Move, starts: datetime, *, now: datetime) -> None:
    """Practitioner and patient are locked by now: two desks at one time stand in a line."""
    if visit.state not in MAY_CHANGE_TIME or any(one.booking and one.booking.started_at for one in visit.windows):
        raise StepNotAllowed(visit.state)
    refuse_time(starts, now)
    day = timezone.localdate(starts)
    obstacles.refuse_closed_day(day)
    obstacles.refuse_not_offered(visit.practitioner, visit.service)
    obstacles.refuse_outside_hours(visit.practitioner_id, starts, starts + (visit.ends - visit.starts))
    obstacles.refuse_after_stay(visit.patient_id, day, move.beyond_stay_reason or visit.beyond_stay_reason)
    _refuse_taken(visit, starts)


def _refuse_taken(visit: Visit, starts: datetime) -> None:
    ends = starts + (visit.ends - visit.starts)
    who = {"practitioner_id": visit.practitioner_id, "patient_id": visit.patient_id}
    obstacles.refuse_taken(**who, starts=starts, ends=ends, except_visit=visit.pk)


def _rewrite(visit: Visit, move: Move, later: timedelta, *, by: By) -> None:
    """The new times in the row that is not saved yet, and the note that stays of the old one."""
    was, day = visit.starts, visit.day
    for column in TIMES:
        if moment := getattr(visit, column):
            setattr(visit, column, moment + later)
    visit.day = timezone.localdate(visit.starts)
    visit.beyond_stay_reason = move.beyond_stay_reason.strip() or visit.beyond_stay_reason
    if visit.day != day:
        visit.ticket = next_ticket(visit.day)
    # Without a state before: it is no step of the patient's way through the house.
    VisitChange.objects.create(visit=visit, at=by.now, by_id=by.id, to_state=visit.state, note=_note(was, visit.starts))


def _note(was: datetime, starts: datetime) -> str:
    pattern = "%H:%M" if timezone.localdate(was) == timezone.localdate(starts) else "%Y-%m-%d %H:%M"
    return f"{timezone.localtime(was).strftime(pattern)} → {timezone.localtime(starts).strftime(pattern)}"


def _take_along(visit: Visit, later: timedelta, *, by: By) -> None:
    """Whoever is booked keeps her window at its new time; the farther end goes first, so that one never stands in the other's way."""
    for window in sorted(visit.windows, key=lambda one: one.starts, reverse=later > timedelta()):
        if window.booking_id:
            place, now = place_of(visit), by.now
            moved = interpreter_booking.move(window.booking_id, starts=window.starts, ends=window.ends, place=place, by_id=by.id, now=now)
            setattr(visit, BOOKING_OF[window.key], moved)
