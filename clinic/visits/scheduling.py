"""Booking a visit: practitioner, patient and interpreter are taken in one transaction, or nobody is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from clinic.departments.models import Practitioner, Service
from clinic.visits import obstacles
from clinic.visits.models import Visit, VisitChange
from clinic.visits.refusals import StepNotAllowed, VisitInPast, VisitTooFarAhead
from clinic.visits.states import SETS_FREE
from clinic.visits.windows import interpreting_window
from interpreters import booking as interpreter_booking
from interpreters.availability import Place
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
    """What the desk wants to book. `starts` is aware; `interpreter_id` None leaves the window uncovered."""

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


def book(new: NewVisit, *, by_id: int | None, now: datetime) -> Visit:
    """Write one visit.

    Raises the refusals of `visits.refusals` and, for the interpreter, those of `interpreters.booking`; each names what
    stands in the way, and nothing is written. Everything is looked up again under the lock of the practitioner's row.
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
    practitioner = Practitioner.objects.select_for_update(of=("self",)).select_related("room").get(pk=new.practitioner_id)
    service = Service.objects.get(pk=new.service_id)
    ends = new.starts + timedelta(minutes=service.duration_min)
    day = timezone.localdate(new.starts)
    _refuse_time(new.starts, now)
    if not obstacles.nothing_against(practitioner, service, new.patient_id, new.starts):
        obstacles.refuse_closed_day(day)
        obstacles.refuse_not_offered(practitioner, service)
        obstacles.refuse_outside_hours(practitioner.pk, new.starts, ends)
        obstacles.refuse_after_stay(new.patient_id, day, new.beyond_stay_reason)
        obstacles.refuse_taken(practitioner_id=practitioner.pk, patient_id=new.patient_id, starts=new.starts, ends=ends)
    visit = _visit(new, practitioner, service, by_id=by_id, now=now)
    if new.interpreter_id and visit.needs_interpreter:
        visit.booking = _take_interpreter(visit, new.interpreter_id, by_id=by_id, now=now)
    visit.ticket = _next_ticket(day)
    insert(visit)
    insert(VisitChange(visit=visit, at=now, by_id=by_id, to_state=visit.state))
    return visit


def _visit(new: NewVisit, practitioner: Practitioner, service: Service, *, by_id: int | None, now: datetime) -> Visit:
    ends = new.starts + timedelta(minutes=service.duration_min)
    window = (
        interpreting_window(service.interpreting, service.interpreting_min, starts=new.starts, ends=ends) if new.needs_interpreter else None
    )
    return Visit(
        day=timezone.localdate(new.starts),
        patient_id=new.patient_id,
        service=service,
        practitioner=practitioner,
        room=practitioner.room,
        starts=new.starts,
        ends=ends,
        needs_interpreter=window is not None,
        window_starts=window[0] if window else None,
        window_ends=window[1] if window else None,
        plan_id=new.plan_id,
        step_id=new.step_id,
        session_number=new.session_number,
        complaint=new.complaint,
        beyond_stay_reason=new.beyond_stay_reason.strip(),
        booked_at=now,
        booked_by_id=by_id,
    )


@transaction.atomic
def assign(visit_id: int, interpreter_id: int | None, *, by_id: int | None, now: datetime) -> Visit:
    """Give the visit's window to this interpreter instead of the one before; None leaves it uncovered.

    Raises StepNotAllowed for a visit that is over or needs nobody, and the refusals of `interpreters.booking`.
    """
    visit = Visit.objects.select_for_update(of=("self",)).select_related("room", "booking").get(pk=visit_id)
    if visit.state in SETS_FREE or not visit.needs_interpreter:
        raise StepNotAllowed(visit.state)
    if visit.booking and visit.booking.interpreter_id == interpreter_id:
        return visit
    former = visit.booking
    if former:
        interpreter_booking.release(former.pk, by_id=by_id, now=now)
    visit.booking = _take_interpreter(visit, interpreter_id, by_id=by_id, now=now) if interpreter_id else None
    visit.save(update_fields=["booking"])
    return visit


def _refuse_time(starts: datetime, now: datetime) -> None:
    if starts < now - WALK_IN_TOLERANCE:
        raise VisitInPast(f"{starts:%Y-%m-%d %H:%M}")
    if starts > now + FARTHEST:
        raise VisitTooFarAhead(f"{starts:%Y-%m-%d}")


def _take_interpreter(visit: Visit, interpreter_id: int, *, by_id: int | None, now: datetime) -> interpreter_booking.Booking:
    assert visit.window_starts is not None, "a visit that needs an interpreter has a window"
    assert visit.window_ends is not None
    return interpreter_booking.book(
        interpreter_id,
        starts=visit.window_starts,
        ends=visit.window_ends,
        place=Place(visit.room.code, visit.room.floor) if visit.room else "",
        by_id=by_id,
        now=now,
    )


def _next_ticket(day: date) -> str:
    """The next number of the day, given out under a row lock; the lock is taken last and held shortest."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_TICKET, [day.isoformat()])
        return f"A-{cursor.fetchone()[0]}"
