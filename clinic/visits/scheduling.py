"""Booking a visit: practitioner, patient and interpreter are taken in one transaction, or nobody is."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from clinic.departments.models import Practitioner, Service
from clinic.visits import locking, obstacles
from clinic.visits.models import Visit, VisitChange, Window
from clinic.visits.refusals import MinutesDoNotFit, StepNotAllowed, VisitInPast, VisitTooFarAhead
from clinic.visits.states import SETS_FREE
from clinic.visits.taking import BOOKING_OF, By, give_back, take, window_columns
from clinic.visits.windows import CLOSING, Interpreting, interpreting_windows, minutes_fit
from interpreters.booking import InterpreterNotFree
from patients.inserting import insert

# A walk-in is written down when she already sits in the room.
WALK_IN_TOLERANCE = timedelta(minutes=30)
FARTHEST = timedelta(days=400)
# One statement: what Django has for this needs three, and each is waited for by every other desk.
NEXT_TICKET = """
INSERT INTO visits_ticketcounter (day, last) VALUES (%s, 1001)
ON CONFLICT (day) DO UPDATE SET last = visits_ticketcounter.last + 1 RETURNING last
"""


@dataclass(frozen=True)
class NewVisit:
    """What the desk wants to book. `starts` is aware; `interpreter_id` None leaves the window uncovered.

    Where the end is a window of its own, `closing_interpreter_id` speaks then; None: the same one if she can, else nobody yet.
    `interpreting` is what differs from the service, `interpreter_sex` F or M where the patient wishes it.
    """

    patient_id: int
    service_id: int
    practitioner_id: int
    starts: datetime
    interpreter_id: int | None = None
    needs_interpreter: bool = True
    plan_id: int | None = None
    step_id: int | None = None
    session_number: int | None = None
    complaint: str = ""
    beyond_stay_reason: str = ""
    closing_interpreter_id: int | None = None
    interpreting: Interpreting | None = None
    interpreter_sex: str = ""


def book(new: NewVisit, *, by_id: int | None, now: datetime) -> Visit:
    """Write one visit.

    Raises the refusals of `visits.refusals` and, for the interpreter, those of `interpreters.booking`; each names what
    stands in the way, and nothing is written. Everything is looked up again under the locks of practitioner and patient.
    """
    try:
        with transaction.atomic():
            return _booked(new, by_id=by_id, now=now)
    except IntegrityError:
        # The database saw what the look-up could not yet see; now it can be named the same way.
        ends = new.starts + timedelta(minutes=Service.objects.get(pk=new.service_id).duration_min)
        obstacles.refuse_taken(practitioner_id=new.practitioner_id, patient_id=new.patient_id, starts=new.starts, ends=ends)
        raise


def _booked(new: NewVisit, *, by_id: int | None, now: datetime) -> Visit:
    locking.their_time(new.practitioner_id, new.patient_id)
    practitioner, service = _wanted(new)
    ends = new.starts + timedelta(minutes=service.duration_min)
    day = timezone.localdate(new.starts)
    refuse_time(new.starts, now)
    if new.interpreting and not minutes_fit(new.interpreting, duration=ends - new.starts):
        raise MinutesDoNotFit(str(new.interpreting.minutes))
    if not obstacles.nothing_against(practitioner, service, new.patient_id, new.starts):
        obstacles.refuse_merged(new.patient_id)
        obstacles.refuse_closed_day(day)
        obstacles.refuse_not_offered(practitioner, service)
        obstacles.refuse_outside_hours(practitioner.pk, new.starts, ends)
        obstacles.refuse_after_stay(new.patient_id, day, new.beyond_stay_reason)
        obstacles.refuse_taken(practitioner_id=practitioner.pk, patient_id=new.patient_id, starts=new.starts, ends=ends)
    visit = _visit(new, practitioner, service, by_id=by_id, now=now)
    _take_interpreters(visit, new.interpreter_id, new.closing_interpreter_id, by=By(by_id, now))
    visit.ticket = next_ticket(day)
    insert(visit)
    insert(VisitChange(visit=visit, at=now, by_id=by_id, to_state=visit.state))
    return visit


def _wanted(new: NewVisit) -> tuple[Practitioner, Service]:
    """With room and department, in one statement where she gives the service. Raises Practitioner.DoesNotExist, Service.DoesNotExist."""
    offered = Practitioner.services.through.objects.filter(practitioner=new.practitioner_id, service=new.service_id)
    if found := offered.select_related("practitioner__room", "service__department").order_by().first():
        return found.practitioner, found.service
    practitioner = Practitioner.objects.select_related("room").get(pk=new.practitioner_id)
    return practitioner, Service.objects.select_related("department").get(pk=new.service_id)


def _visit(new: NewVisit, practitioner: Practitioner, service: Service, *, by_id: int | None, now: datetime) -> Visit:
    ends = new.starts + timedelta(minutes=service.duration_min)
    wanted = new.interpreting or Interpreting(service.interpreting, service.interpreting_min)
    windows = interpreting_windows(wanted, starts=new.starts, ends=ends) if new.needs_interpreter else ()
    return Visit(
        day=timezone.localdate(new.starts),
        patient_id=new.patient_id,
        service=service,
        practitioner=practitioner,
        room=practitioner.room,
        starts=new.starts,
        ends=ends,
        needs_interpreter=bool(windows),
        **window_columns(windows),
        interpreting_override=new.interpreting.mode if new.interpreting else "",
        interpreting_override_min=new.interpreting.minutes if new.interpreting else None,
        interpreter_sex=new.interpreter_sex,
        interpreter_needed_since=now if windows else None,
        plan_id=new.plan_id,
        step_id=new.step_id,
        session_number=new.session_number,
        complaint=new.complaint,
        beyond_stay_reason=new.beyond_stay_reason.strip(),
        booked_at=now,
        booked_by_id=by_id,
    )


@dataclass(frozen=True)
class Assignment:
    """Who gets the windows of a visit, or only the one that is named (opening, closing); None: nobody.

    `nevertheless`: also somebody who does not interpret in the department, or is not of the sex wished.
    """

    interpreter_id: int | None
    window: str = ""
    nevertheless: bool = False


def assign(visit_id: int, interpreter_id: int | None, *, by_id: int | None, now: datetime, window: str = "") -> Visit:
    """`give` to this interpreter, if she fits."""
    return give(visit_id, Assignment(interpreter_id, window), by_id=by_id, now=now)


@transaction.atomic
def give(visit_id: int, to: Assignment, *, by_id: int | None, now: datetime) -> Visit:
    """All or nothing; a window whose interpreting is over is left alone.

    Raises StepNotAllowed for a visit that is over or needs nobody, and the refusals of `interpreters.booking`.
    """
    visit, by = locking.visit(visit_id), By(by_id, now)
    windows = [one for one in visit.windows if to.window in ("", one.key) and not (one.booking and one.booking.ended_at)]
    if visit.state in SETS_FREE or not windows:
        raise StepNotAllowed(visit.state)
    changing = [one for one in windows if (one.booking.interpreter_id if one.booking else None) != to.interpreter_id]
    for one in changing:
        give_back(visit, one.key, by=by)
    for one in changing if to.interpreter_id else ():
        take(one, to.interpreter_id or 0, by=by, nevertheless=to.nevertheless)
    visit.save(update_fields=[BOOKING_OF[one.key] for one in changing])
    return visit


def refuse_time(starts: datetime, now: datetime) -> None:
    """Raise VisitInPast or VisitTooFarAhead."""
    if starts < now - WALK_IN_TOLERANCE:
        raise VisitInPast(f"{starts:%Y-%m-%d %H:%M}")
    if starts > now + FARTHEST:
        raise VisitTooFarAhead(f"{starts:%Y-%m-%d}")


def _take_interpreters(visit: Visit, interpreter_id: int | None, closing_id: int | None, *, by: By) -> None:
    locking.interpreters([interpreter_id, closing_id])
    for window in visit.windows:
        named = closing_id if window.key == CLOSING else interpreter_id
        if named:
            take(window, named, by=by)
        elif interpreter_id:
            _take_if_free(window, interpreter_id, by=by)


def _take_if_free(window: Window, interpreter_id: int, *, by: By) -> None:
    """Nobody asked for her at the end in so many words; without her the end stands open and the desk sees it."""
    with suppress(InterpreterNotFree):
        take(window, interpreter_id, by=by)


def next_ticket(day: date) -> str:
    """The next number of the day, given out under a row lock; the lock is taken last and held shortest."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_TICKET, [day.isoformat()])
        return f"A-{cursor.fetchone()[0]}"
