"""Everybody on one day with what matters when somebody calls in: her hours, whether she is noted as away, windows still ahead."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic.coordination.closed_days import closed_between, holidays_of
from interpreters import roster
from interpreters.availability import Interval
from interpreters.matching import Candidate
from interpreters.models import Interpreter


@dataclass(frozen=True)
class PersonOfDay:
    person: Interpreter
    hours: tuple[Interval, ...]
    absent_from: datetime | None
    absent_until: datetime | None
    windows: int

    @property
    def absent(self) -> bool:
        return self.absent_from is not None


def people_of(day: date, *, now: datetime) -> tuple[PersonOfDay, ...]:
    """Who is at work first, then who is away, then the rest."""
    people = list(Interpreter.objects.filter(active=True))
    found = {one.id: one for one in roster.candidates_of_day(day, holidays=holidays_of(closed_between(day, day)))}
    bookings = roster.live_between(max(now, roster.midnight(day)), roster.midnight(day + timedelta(days=1)))
    ahead = Counter(bookings.order_by().values_list("interpreter", flat=True))
    rows = [_row(person, found[person.pk], ahead[person.pk], day, now) for person in people]
    return tuple(sorted(rows, key=lambda row: (not row.hours, row.absent, row.person.pk)))


def _row(person: Interpreter, one: Candidate, windows: int, day: date, now: datetime) -> PersonOfDay:
    rest = Interval(max(now, roster.midnight(day)), roster.midnight(day + timedelta(days=1)))
    away = next((absence.interval for absence in one.absences if absence.interval.overlaps(rest)), None)
    return PersonOfDay(person, one.at_work, away.start if away else None, away.end if away else None, windows)
