"""Somebody is away, or back: noted in one tap, and what is left of the day planned anew with the fewest changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from clinic.coordination.models import DayProposal
from clinic.coordination.proposals import accept_at_once, propose
from interpreters import absences
from interpreters.models import Absence, Interpreter
from interpreters.roster import heihe_date, midnight

NOON = time(12)
LONGEST = timedelta(days=60)


class UntilInvalid(Exception):
    """Not later than the beginning, or too far away to be a day's repair."""


@dataclass(frozen=True)
class Away:
    """She is not there on `day` from now on, or from its midnight when it is not today. `until`: noon, day, or a last date."""

    interpreter_id: int
    day: date
    until: str | date
    reason: str = Absence.Reason.SICK

    def starts(self, now: datetime) -> datetime:
        return now.replace(second=0, microsecond=0) if self.day == heihe_date(now) else midnight(self.day)

    @property
    def ends(self) -> datetime:
        if self.until == "noon":
            return datetime.combine(self.day, NOON, midnight(self.day).tzinfo)
        last = self.until if isinstance(self.until, date) else self.day
        return midnight(last + timedelta(days=1))


def away(what: Away, *, by_id: int | None, now: datetime, at_once: bool = False) -> DayProposal:
    """Note the absence and propose the day anew; `at_once` accepts too. Noting the same twice notes it once.

    The absence stays noted whatever becomes of the proposal. Raises UntilInvalid, and with `at_once` DayMoved.
    """
    starts, ends = what.starts(now), what.ends
    if ends <= starts or ends - starts > LONGEST or what.day < heihe_date(now):
        raise UntilInvalid(str(what.until))
    _note(what, starts, ends, by_id=by_id, now=now)

    def make() -> DayProposal:
        return propose(what.day, by_id=by_id, now=now, cause=DayProposal.Cause.ABSENCE, help_wanted=not at_once)

    return accept_at_once(make, by_id=by_id, now=now) if at_once else make()


@transaction.atomic
def _note(what: Away, starts: datetime, ends: datetime, *, by_id: int | None, now: datetime) -> None:
    Interpreter.objects.select_for_update(no_key=True).get(pk=what.interpreter_id)
    if not Absence.objects.filter(interpreter=what.interpreter_id, starts__lte=starts, ends__gte=ends).exists():
        absences.note(what.interpreter_id, starts=starts, ends=ends, reason=what.reason, by_id=by_id, now=now)


def back(interpreter_id: int, *, day: date, by_id: int | None, now: datetime) -> DayProposal | None:
    """She is there from now on, or from the midnight of a day to come. None when she was not away then.

    The day is proposed anew: what stands open may be hers again.
    """
    at = now.replace(second=0, microsecond=0) if day == heihe_date(now) else midnight(day)
    end_of_day = midnight(day + timedelta(days=1))
    noted = Absence.objects.filter(interpreter=interpreter_id, starts__lt=end_of_day, ends__gt=at).values_list("pk", flat=True)
    if not [number for number in noted if absences.end(number, at=at)]:
        return None
    return propose(day, by_id=by_id, now=now, cause=DayProposal.Cause.BACK)
