"""Which hours somebody works on a day: the exception of that day, else nothing on a holiday, else the weekly pattern."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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


class HoursInvalid(Exception):
    """Hours that no day can have; `reason` is ends_before_start, break_half, break_outside or two_shifts."""

    code = "hours_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refuse_nonsense(hours: Hours) -> None:
    """Raise HoursInvalid unless the end follows the start and the break lies within."""
    if hours.ends <= hours.starts:
        raise HoursInvalid("ends_before_start")
    if (hours.break_starts is None) != (hours.break_ends is None):
        raise HoursInvalid("break_half")
    if hours.break_starts and hours.break_ends and not hours.starts <= hours.break_starts < hours.break_ends <= hours.ends:
        raise HoursInvalid("break_outside")


def whole_day(pieces: Sequence[Hours]) -> Hours | None:
    """A day's pieces as one: between two pieces lies a break. None for a day off; raises HoursInvalid for more breaks than one."""
    if len(pieces) < 2:
        return pieces[0] if pieces else None
    morning, afternoon, *more = pieces
    if more or morning.break_starts or afternoon.break_starts or morning.ends > afternoon.starts:
        raise HoursInvalid("two_shifts")
    if morning.ends == afternoon.starts:
        return Hours(morning.starts, afternoon.ends)
    return Hours(morning.starts, afternoon.ends, morning.ends, afternoon.starts)


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
