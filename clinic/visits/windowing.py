"""How much of a visit is interpreted is changed after it was booked: bookings are moved, given back and taken along, or nothing is."""

from contextlib import suppress
from datetime import datetime

import structlog
from django.db import transaction

from clinic.visits import locking
from clinic.visits.models import Visit, Window
from clinic.visits.refusals import MinutesDoNotFit, StepNotAllowed
from clinic.visits.states import OPEN
from clinic.visits.taking import BOOKING_OF, By, give_back, place_of, take, window_columns
from clinic.visits.windows import Interpreting, interpreting_windows, minutes_fit
from interpreters import booking as interpreter_booking
from interpreters.booking import InterpreterNotFree
from interpreters.telling import WindowOver

logger = structlog.get_logger("clinic.visits")


@transaction.atomic
def change_windows(visit_id: int, wanted: Interpreting | None, *, by_id: int | None, now: datetime, sex: str | None = None) -> Visit:
    """Give the visit the windows of `wanted`, or with None those of its service; `sex` is a new wish, None leaves it as it is.

    Whoever was booked keeps her window at its new length. A window that is new at the end goes to her who has the first one,
    if she can; else it stands open. Raises StepNotAllowed for a visit that is over, MinutesDoNotFit, WindowOver where minutes
    that have been spoken would change, and what `interpreters.booking.move` raises: who stands in the way, where, until when.
    """
    visit, by = locking.visit(visit_id), By(by_id, now)
    if visit.state not in OPEN:
        raise StepNotAllowed(visit.state)
    if wanted and not minutes_fit(wanted, duration=visit.ends - visit.starts):
        raise MinutesDoNotFit(str(wanted.minutes))
    visit.interpreter_sex = visit.interpreter_sex if sex is None else sex
    locking.interpreters([window.booking.interpreter_id for window in visit.windows if window.booking])
    before = {window.key: window for window in visit.windows}
    _rewrite(visit, wanted, now)
    after = {window.key: window for window in visit.windows}
    for key in before.keys() - after.keys():
        _refuse_spoken(before[key])
        give_back(visit, key, by=by)
    for key, window in after.items():
        _fit(window, before.get(key), by=by)
    visit.save(update_fields=[*WRITTEN, *BOOKING_OF.values()])
    transaction.on_commit(lambda: logger.info("windows_changed", visit=visit_id, by=by_id, mode=wanted.mode if wanted else ""))
    return visit


WRITTEN = (
    "needs_interpreter", "window_starts", "window_ends", "closing_starts", "closing_ends",
    "interpreting_override", "interpreting_override_min", "interpreter_needed_since", "interpreter_sex",
)  # fmt: skip


def _rewrite(visit: Visit, wanted: Interpreting | None, now: datetime) -> None:
    visit.interpreting_override, visit.interpreting_override_min = (wanted.mode, wanted.minutes) if wanted else ("", None)
    windows = interpreting_windows(visit.interpreting, starts=visit.starts, ends=visit.ends)
    if not visit.needs_interpreter:
        visit.interpreter_needed_since = now if windows else None
    visit.needs_interpreter = bool(windows)
    for column, moment in window_columns(windows).items():
        setattr(visit, column, moment)


def _fit(window: Window, before: Window | None, *, by: By) -> None:
    """Her booking gets the window's length; a closing window that was not there before is taken by whoever has the first."""
    booking = window.booking
    if booking and (booking.starts, booking.ends) != (window.starts, window.ends):
        _refuse_spoken(window)
        place, now = place_of(window.visit), by.now
        moved = interpreter_booking.move(booking.pk, starts=window.starts, ends=window.ends, place=place, by_id=by.id, now=now)
        setattr(window.visit, BOOKING_OF[window.key], moved)
    elif booking is None and before is None and (first := window.visit.booking):
        with suppress(InterpreterNotFree):
            take(window, first.interpreter_id, by=by, nevertheless=bool(first.despite))


def _refuse_spoken(window: Window) -> None:
    if window.booking and window.booking.ended_at:
        raise WindowOver(str(window.booking_id))
