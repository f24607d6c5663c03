"""What an interpreter says of her own window: begun, finished. The visit goes along where that is its beginning or its end."""

from datetime import datetime

from django.db import transaction

from clinic.visits import locking, progress
from clinic.visits.models import Visit, Window
from clinic.visits.refusals import StepNotAllowed
from interpreters import booking as interpreter_booking


@transaction.atomic
def begin(visit_id: int, *, interpreter_id: int, by_id: int, at: datetime) -> Visit:
    """She begins to speak in the window of hers that comes next. Said twice it is said once.

    Raises StepNotAllowed where none of the visit's windows is hers, or the patient is not here yet.
    """
    visit, window = _hers(visit_id, interpreter_id)
    if visit.state in ("booked", "arrived"):
        visit = progress.change_state(visit.pk, Visit.State.IN_TREATMENT, seen=visit.state, by_id=by_id, now=at)
    if visit.state != Visit.State.IN_TREATMENT:
        raise StepNotAllowed(visit.state)
    interpreter_booking.started(window.booking_id or 0, at=at)
    return visit


@transaction.atomic
def finish(visit_id: int, *, interpreter_id: int, by_id: int, at: datetime) -> Visit:
    """She has finished the window that runs. With it ends the visit, if it was to last as long; else the treatment goes on.

    Raises StepNotAllowed where none of the visit's windows is hers, or the treatment has not begun.
    """
    visit, window = _hers(visit_id, interpreter_id)
    if visit.state not in (Visit.State.IN_TREATMENT, Visit.State.DONE):
        raise StepNotAllowed(visit.state)
    interpreter_booking.finished(window.booking_id or 0, at=at)
    if window.ends == visit.ends and visit.state == Visit.State.IN_TREATMENT:
        visit = progress.change_state(visit.pk, Visit.State.DONE, seen=visit.state, by_id=by_id, now=at)
    return visit


def window_of(visit: Visit, interpreter_id: int) -> Window | None:
    """Her window of the moment: the first of hers that is not over, else her last; None where none is hers."""
    hers = [one for one in visit.windows if one.booking and one.booking.interpreter_id == interpreter_id]
    return next((one for one in hers if one.booking and not one.booking.ended_at), hers[-1] if hers else None)


def _hers(visit_id: int, interpreter_id: int) -> tuple[Visit, Window]:
    visit = locking.visit(visit_id)
    window = window_of(visit, interpreter_id)
    if window is None:
        raise StepNotAllowed(visit.state)
    return visit, window
