"""One tap: a visit goes to its next state, or back; who and when is kept."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.visits import locking, obstacles
from clinic.visits.models import Visit, VisitChange
from clinic.visits.refusals import NotYet, StateMoved, StepNotAllowed
from clinic.visits.states import LIVE, ON_THE_DAY, SETS_FREE, may_become
from clinic.visits.taking import BOOKING_OF, By, give_back
from clinic.visits.windows import OPENING
from interpreters import booking as interpreter_booking


@transaction.atomic
def change_state(visit_id: int, wanted: str, *, seen: str, by_id: int, now: datetime, note: str = "") -> Visit:
    """Set the state from the one the page showed (`seen`) to `wanted`.

    Raises StepNotAllowed for a step the rules do not know, NotYet before the day of the visit, StateMoved when another desk
    was quicker (asking twice for the same step is no error: the second changes nothing), and PractitionerTaken or PatientTaken when a visit
    that had been given up comes back and its time is gone.
    """
    visit = locking.visit_and_its_time(visit_id) if seen not in LIVE and wanted in LIVE else locking.visit(visit_id)
    if visit.state == wanted:
        return visit
    if visit.state != seen:
        raise StateMoved(visit.state)
    if not may_become(seen, wanted):
        raise StepNotAllowed(f"{seen} → {wanted}")
    if wanted in ON_THE_DAY and timezone.localdate(now) < visit.day:
        raise NotYet(visit.day)
    _write_state(visit, wanted)
    if wanted in SETS_FREE and (visit.booking_id or visit.closing_booking_id):
        for key in BOOKING_OF:
            give_back(visit, key, by=By(by_id, now))
        visit.save(update_fields=list(BOOKING_OF.values()))
    _speaking(visit, seen, at=now)
    VisitChange.objects.create(visit=visit, at=now, by_id=by_id, from_state=seen, to_state=wanted, note=note)
    return visit


def _speaking(visit: Visit, before: str, *, at: datetime) -> None:
    """What the step says of the interpreters: she begins with the treatment; who is needed to its end ends with it."""
    for window in visit.windows:
        step = (before, visit.state)
        to_the_end = window.ends == visit.ends
        if window.booking_id is None:
            continue
        if step == ("arrived", "in_treatment") and window.key == OPENING:
            interpreter_booking.started(window.booking_id, at=at)
        elif step == ("in_treatment", "done"):
            interpreter_booking.finished(window.booking_id, at=at, by_plan=not to_the_end)
        elif step == ("done", "in_treatment") and to_the_end:
            interpreter_booking.not_finished(window.booking_id)
        elif step == ("in_treatment", "arrived"):
            interpreter_booking.not_started(window.booking_id)


def _write_state(visit: Visit, wanted: str) -> None:
    if visit.state not in LIVE and wanted in LIVE:
        obstacles.refuse_taken(
            practitioner_id=visit.practitioner_id, patient_id=visit.patient_id, starts=visit.starts, ends=visit.ends, except_visit=visit.pk
        )
    visit.state = wanted
    try:
        with transaction.atomic():
            visit.save(update_fields=["state"])
    except IntegrityError as error:
        raise StateMoved(wanted) from error
