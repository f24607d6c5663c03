"""Visits: booked, and given an interpreter."""

from datetime import datetime
from typing import Any, Literal

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status

from clinic.api.fields import Code, Id, Line, LongLine, Moment, RecordNumber, Sent
from clinic.api.problems import Problem, WrongField, answers, not_found
from clinic.api.signing_in import caller, may
from clinic.visits import scheduling
from clinic.visits.models import Visit

router = Router(tags=["visits"])
NAMES = ("patient", "service", "practitioner", "interpreter", "closing_interpreter")
# What a call names, by one statement instead of four.
NAMED = """
SELECT (SELECT id FROM patients_patient WHERE mrn = %s AND merged_into_id IS NULL), (SELECT id FROM departments_service WHERE code = %s),
    (SELECT id FROM departments_practitioner WHERE id = %s), (SELECT id FROM interpreters_interpreter WHERE id = %s),
    (SELECT id FROM interpreters_interpreter WHERE id = %s)
"""


class VisitIn(Sent):
    """`start` with its offset. Without an interpreter the window stays uncovered and is shown to the coordinator.

    Where the end is a window of its own, `closing_interpreter` speaks then; without it the same one, if she can.
    """

    patient: RecordNumber
    service: Code
    practitioner: Id
    start: Moment
    interpreter: Id | None = None
    closing_interpreter: Id | None = None
    interpreter_sex: Literal["", "F", "M"] = ""
    needs_interpreter: bool = True
    complaint: LongLine = ""
    beyond_stay_reason: Line = ""


class AssignmentIn(Sent):
    """null takes the interpreter away. `window`: where the end of the visit is a window of its own, only one of them.

    `nevertheless` takes also somebody who lacks the skill or is not of the sex wished; the booking keeps that, and who said so.
    """

    interpreter: Id | None
    window: Literal["opening", "closing"] | None = None
    nevertheless: bool = False


class VisitOut(Schema):
    id: int
    ticket: str
    patient: str
    service: str
    practitioner: int
    room: str | None
    start: datetime
    end: datetime
    state: str
    needs_interpreter: bool
    window_start: datetime | None
    window_end: datetime | None
    interpreter: int | None
    closing_start: datetime | None
    closing_end: datetime | None
    closing_interpreter: int | None


@router.post("visits", response=answers(201, VisitOut), auth=may("book_visits"))
def book_visit(request: HttpRequest, sent: VisitIn) -> Status[dict[str, Any]]:
    """Take practitioner, patient and interpreter, or nobody; 409 says who or what stands in the way, where and until when."""
    visit = scheduling.book(_new_visit(sent), by_id=caller(request).pk, now=timezone.now())
    return Status(201, _shown(visit, sent.patient))


@router.post("visits/{visit}/interpreter", response=answers(200, VisitOut), auth=may("assign_interpreters"))
def assign_interpreter(request: HttpRequest, visit: Path[Id], sent: AssignmentIn) -> dict[str, Any]:
    """Give every window of the visit to this interpreter instead of the one before, or none; `window` names one of two."""
    if not Visit.objects.filter(pk=visit).exists():
        raise not_found()
    to = scheduling.Assignment(sent.interpreter, sent.window or "", sent.nevertheless)
    scheduling.give(visit, to, by_id=caller(request).pk, now=timezone.now())
    assigned = Visit.objects.select_related("patient", "service", "room", "booking", "closing_booking").get(pk=visit)
    return _shown(assigned, assigned.patient.mrn)


def _new_visit(sent: VisitIn) -> scheduling.NewVisit:
    """Codes and numbers → rows; every unknown one at once."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [sent.patient, sent.service, sent.practitioner, sent.interpreter, sent.closing_interpreter])
        ids = dict(zip(NAMES, cursor.fetchone(), strict=True))
    asked = {name: pk for name, pk in ids.items() if getattr(sent, name) is not None}
    missing = [WrongField(field=name, code="unknown") for name, pk in asked.items() if pk is None]
    if missing:
        raise Problem(422, "unknown", errors=missing)
    return scheduling.NewVisit(
        patient_id=ids["patient"],
        service_id=ids["service"],
        practitioner_id=ids["practitioner"],
        starts=sent.start,
        interpreter_id=sent.interpreter,
        closing_interpreter_id=sent.closing_interpreter,
        interpreter_sex=sent.interpreter_sex,
        needs_interpreter=sent.needs_interpreter,
        complaint=sent.complaint,
        beyond_stay_reason=sent.beyond_stay_reason,
    )


def _shown(visit: Visit, mrn: str) -> dict[str, Any]:
    return {
        "id": visit.pk,
        "ticket": visit.ticket,
        "patient": mrn,
        "service": visit.service.code,
        "practitioner": visit.practitioner_id,
        "room": visit.room.code if visit.room else None,
        "start": timezone.localtime(visit.starts),
        "end": timezone.localtime(visit.ends),
        "state": visit.state,
        "needs_interpreter": visit.needs_interpreter,
        "window_start": visit.window_starts and timezone.localtime(visit.window_starts),
        "window_end": visit.window_ends and timezone.localtime(visit.window_ends),
        "interpreter": visit.booking.interpreter_id if visit.booking else None,
        "closing_start": visit.closing_starts and timezone.localtime(visit.closing_starts),
        "closing_end": visit.closing_ends and timezone.localtime(visit.closing_ends),
        "closing_interpreter": visit.closing_booking.interpreter_id if visit.closing_booking else None,
    }
