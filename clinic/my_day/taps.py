"""A tap of the phone becomes an act, once, however often it is sent and however late it comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from clinic.my_day.day import OPEN_STATES
from clinic.my_day.models import Tap
from clinic.visits import locking, progress, speaking
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal, StateMoved
from interpreters import booking as interpreter_booking
from interpreters import telling
from interpreters.booking import BookingRefused
from interpreters.models import Booking, Interpreter

WHATS = ("started", "finished", "late", "on_time", "help", "no_help")
OLDEST = timedelta(hours=24)


class TapRefused(Refusal):
    """This folder said no; the code says why."""


class NotYours(TapRefused):
    """No such visit, or somebody else's by now."""

    code = "not_yours"


class TooOld(TapRefused):
    """Tapped longer ago than a day."""

    code = "tap_too_old"


class VisitMoved(TapRefused):
    """The desk has given the visit another time since the phone showed it."""

    code = "visit_moved"


@dataclass(frozen=True, slots=True)
class NewTap:
    """As the phone sends it; `planned` is the start it showed, None when it showed none."""

    id: UUID
    what: str
    at: datetime
    visit: int | None = None
    booking: int | None = None
    minutes: int = 0
    planned: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`answer`: done, already (it was done before) or refused with the code of the refusal."""

    id: UUID
    answer: str
    code: str = ""


@transaction.atomic
def take(tap: NewTap, *, interpreter: Interpreter, by_id: int, now: datetime) -> Answer:
    """Do what was tapped, at the time it was tapped. A refusal is kept too: sent again it is told again, and tried no more."""
    row = Tap(id=tap.id, by_id=by_id, what=tap.what, minutes=tap.minutes or None, at=min(tap.at, now), received_at=now, answer="done")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _told_before(tap, by_id)
    try:
        with transaction.atomic():
            row.visit_id = _act(tap, interpreter, by_id=by_id, at=row.at, now=now)
    except (Refusal, BookingRefused) as refusal:
        row.answer, row.refusal = "refused", refusal.code
    row.save(update_fields=["visit", "answer", "refusal"])
    return Answer(tap.id, row.answer, row.refusal)


def _told_before(tap: NewTap, by_id: int) -> Answer:
    known = Tap.objects.get(pk=tap.id)
    if known.by_id != by_id:
        return Answer(tap.id, "refused", NotYours.code)
    return Answer(tap.id, "already" if known.answer == "done" else "refused", known.refusal)


def _act(tap: NewTap, interpreter: Interpreter, *, by_id: int, at: datetime, now: datetime) -> int | None:
    """The visit it was about, if any."""
    if at < now - OLDEST:
        raise TooOld
    if tap.what == "no_help":
        telling.withdraw(interpreter.pk, now=now)
        return None
    visit, booking = _hers(tap, interpreter) if tap.visit else (None, None)
    if tap.what == "help":
        telling.call_for_help(interpreter.pk, booking_id=booking.pk if booking else None, now=at)
        return visit.pk if visit else None
    if visit is None or booking is None:
        raise NotYours
    if tap.planned and tap.planned != booking.starts:
        raise VisitMoved
    if tap.what in ("late", "on_time"):
        telling.late(booking.pk, tap.minutes if tap.what == "late" else 0, by_id=by_id, now=at)
    else:
        _step(visit, booking, tap, by_id=by_id, at=at)
    return visit.pk


def _hers(tap: NewTap, interpreter: Interpreter) -> tuple[Visit, Booking]:
    """The visit and the one of its two windows that the phone showed; without a number her first that is not over."""
    visit = _locked(tap.visit or 0)
    bookings = [one for one in (visit.booking, visit.closing_booking) if one] if visit else []
    mine = [one for one in bookings if one.interpreter_id == interpreter.pk and one.released_at is None]
    meant = (
        [one for one in mine if one.pk == tap.booking] if tap.booking else sorted(mine, key=lambda one: (bool(one.ended_at), one.starts))
    )
    if visit is None or not meant:
        raise NotYours
    return visit, meant[0]


def _locked(visit_id: int) -> Visit | None:
    """What the desk is just changing is waited for: what the phone showed is compared with what stands then."""
    try:
        return locking.visit(visit_id)
    except Visit.DoesNotExist:
        return None


def _step(visit: Visit, booking: Booking, tap: NewTap, *, by_id: int, at: datetime) -> None:
    """She begins or finishes the window that the phone showed; what the desk has said of it meanwhile stands."""
    if tap.what == "finished":
        if booking.ended_at is None:
            speaking.finish(visit.pk, interpreter_id=booking.interpreter_id, by_id=by_id, at=at)
        return
    if visit.state not in OPEN_STATES:
        raise StateMoved(visit.state)
    if visit.state == "booked":  # she stands before the patient: one whom nobody noted as come has come
        progress.change_state(visit.pk, "arrived", seen="booked", by_id=by_id, now=at)
    if booking.pk == visit.closing_booking_id and visit.booking_id:
        interpreter_booking.finished(visit.booking_id, at=at, by_plan=True)
    if booking.started_at is None:
        speaking.begin(visit.pk, interpreter_id=booking.interpreter_id, by_id=by_id, at=at)
