"""Which hours somebody works on a day: the exception of that day, else nothing on a holiday, else the weekly pattern."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Hours:
    """From and to by the clock of Heihe, with at most one break."""

    starts: time
    ends: time
    break_starts: time | None = None
    break_ends: time | None = None

    @property
    def minutes(self) -> int:
        """Minutes at work, the break not counted."""
        pause = _minutes(self.break_ends) - _minutes(self.break_starts) if self.break_starts and self.break_ends else 0
        return _minutes(self.ends) - _minutes(self.starts) - pause


@dataclass(frozen=True, slots=True)
class Pattern:
    """One weekday (0 is Monday) of a weekly pattern; both dates belong to it, no last date means until further notice."""

    weekday: int
    hours: Hours
    valid_from: date
    valid_to: date | None = None

    def counts_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and self.valid_from <= day <= (self.valid_to or date.max)


def hours_on(
    day: date, patterns: Iterable[Pattern], exceptions: Mapping[date, Hours | None], holidays: Collection[date] = ()
) -> tuple[Hours, ...]:
    """In order of the clock; empty when she is off. An exception without hours is a day off, on any day."""
    if day in exceptions:
        changed = exceptions[day]
        return (changed,) if changed else ()
    if day in holidays:
        return ()
    return tuple(sorted((pattern.hours for pattern in patterns if pattern.counts_on(day)), key=lambda hours: hours.starts))


def _minutes(moment: time | None) -> int:
    return moment.hour * 60 + moment.minute if moment else 0
