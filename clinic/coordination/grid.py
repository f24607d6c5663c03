"""The month as its page shows it: people and days, the closed days of the house, and one week for a phone."""

from dataclasses import dataclass
from datetime import date, timedelta

from clinic.coordination.closed_days import closed_between, holidays_of
from clinic.departments.models import ClosedDay
from interpreters.models import Interpreter
from interpreters.month import Month, Week, bounds, month_of, whole_weeks


@dataclass(frozen=True)
class Head:
    """A column of the grid."""

    day: date
    closed: ClosedDay | None
    today: bool

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5


@dataclass(frozen=True)
class Grid:
    """`week` is the one a phone shows, `week_of` everybody's in it."""

    month: Month
    heads: tuple[Head, ...]
    closed: tuple[ClosedDay, ...]
    mondays: tuple[date, ...]
    week: tuple[Head, ...]
    week_of: tuple[tuple[Interpreter, Week], ...]

    @property
    def before(self) -> date:
        return self.month.first - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.month.last + timedelta(days=1)

    @property
    def week_before(self) -> date:
        return self.week[0].day - timedelta(days=7)

    @property
    def week_after(self) -> date:
        return self.week[0].day + timedelta(days=7)


def grid_of(asked: date, *, today: date, week: date | None = None) -> Grid:
    """The month `asked` lies in. Five queries."""
    first, last = bounds(asked)
    monday, sunday = whole_weeks(first, last)
    closed = closed_between(monday, sunday)
    month = month_of(first, list(Interpreter.objects.filter(active=True)), holidays=holidays_of(closed))
    mondays = tuple(monday + timedelta(days=number) for number in range(0, (sunday - monday).days, 7))
    shown = _monday_of(week or today, mondays)
    days = [monday + timedelta(days=number) for number in range((sunday - monday).days + 1)]
    heads = [Head(day, closed.get(day), day == today) for day in days]
    return Grid(
        month=month,
        heads=tuple(head for head in heads if first <= head.day <= last),
        closed=tuple(closed[day] for day in sorted(closed) if first <= day <= last),
        mondays=mondays,
        week=tuple(head for head in heads if shown <= head.day < shown + timedelta(days=7)),
        week_of=tuple((row.interpreter, week) for row in month.rows for week in row.weeks if week.monday == shown),
    )


def _monday_of(wanted: date, mondays: tuple[date, ...]) -> date:
    """The wanted day's week when it touches this month, else the month's first."""
    monday = wanted - timedelta(days=wanted.weekday())
    return monday if monday in mondays else mondays[0]
