"""Noting that somebody is not there, and that she is back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from interpreters.models import Absence, Booking, Interpreter
from interpreters.roster import live_between


@dataclass(frozen=True)
class NotedAbsence:
    """The absence, and her live bookings that it leaves without anybody, in order of time."""

    absence: Absence
    left_open: tuple[Booking, ...]


class AbsenceInvalid(Exception):
    """The absence makes no sense; `reason` is naive, ends_before_start or reason."""

    code = "absence_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def end(absence_id: int, *, at: datetime) -> bool:
    """She is there again from `at` on. An absence that had not begun by then never was. False when it was over before."""
    absence = Absence.objects.select_for_update(no_key=True).filter(pk=absence_id, ends__gt=at).first()
    if absence is None:
        return False
    if absence.starts >= at:
        absence.delete()
    else:
        absence.ends = at
        absence.save(update_fields=["ends"])
    return True


@transaction.atomic
def note(interpreter_id: int, *, starts: datetime, ends: datetime, reason: str, by_id: int | None, now: datetime) -> NotedAbsence:
    """She is away for [starts, ends). Nothing is booked there from now on; what is booked already stays and is told.

    Raises AbsenceInvalid and Interpreter.DoesNotExist.
    """
    if starts.tzinfo is None or ends.tzinfo is None:
        raise AbsenceInvalid("naive")
    if ends <= starts:
        raise AbsenceInvalid("ends_before_start")
    if reason not in Absence.Reason.values:
        raise AbsenceInvalid("reason")
    interpreter = Interpreter.objects.select_for_update(no_key=True).get(pk=interpreter_id)
    absence = Absence.objects.create(interpreter=interpreter, starts=starts, ends=ends, reason=reason, noted_by_id=by_id, noted_at=now)
    return NotedAbsence(absence, tuple(live_between(starts, ends).filter(interpreter=interpreter).order_by("starts")))
