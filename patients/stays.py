"""How long somebody may stay: entry and dated rules → last legal day, days left.

All dates are days in China (Asia/Shanghai), of the Chinese entry stamp. Rules are data and carry their own days
and dates of validity; here stand only the levels of warning.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 7
URGENT_DAYS = 3
ANY_NATIONALITY = "any"
DAY_AFTER_ENTRY = "day_after_entry"
_NO_FACT = frozenset({"unverified"})
_LOW = frozenset({"low"})


class Level(StrEnum):
    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    TODAY = "today"
    OVER = "over"


class Problem(StrEnum):
    ENTRY_IN_FUTURE = "entry_in_future"
    LAST_DAY_BEFORE_ENTRY = "last_day_before_entry"


@dataclass(frozen=True, kw_only=True)
class StayRule:
    """One dated rule. `max_days` None: as printed on the visa or permit. `valid_to` None: open."""

    code: str
    nationality: str
    document: str
    purposes: tuple[str, ...]
    max_days: int | None
    count_from: str | None
    valid_from: date
    valid_to: date | None
    status: str
    confidence: str
    reviewed: date | None = None

    @property
    def shown_as_fact(self) -> bool:
        """May a patient be told so? A rule that nobody verified is shown to the desk only, as a doubt."""
        return self.status not in _NO_FACT and self.confidence not in _LOW

    @property
    def basis(self) -> str | None:
        """visa_free, group, visa or permit, by the paper that the rule asks for; None for duties and transit."""
        paper = self.document.lower()
        if "group" in paper:
            return "group"
        if paper == "ordinary passport":
            return "visa_free"
        if " visa" in paper:
            return "visa"
        return "permit" if "permit" in paper else None


@dataclass(frozen=True, kw_only=True)
class StayClock:
    """`days_left` is 0 on the last legal day and negative after it; `day_number` is 0 on the day of entry."""

    entry_date: date
    last_day: date
    days_left: int
    day_number: int
    level: Level
    problem: Problem | None = None

    @property
    def max_days(self) -> int:
        """How many days the whole stay has after the day of entry."""
        return (self.last_day - self.entry_date).days

    @property
    def over_by(self) -> int:
        """Days of overstay; 0 while the stay is legal."""
        return max(0, -self.days_left)


def applicable(rules: Iterable[StayRule], *, nationality: str, basis: str, entry_date: date) -> tuple[StayRule, ...]:
    """The rules of the day of entry, whatever today is. Several may match, and then all are shown: facts first."""
    matching = (
        rule
        for rule in rules
        if rule.nationality in (nationality, ANY_NATIONALITY)
        and rule.basis == basis
        and rule.valid_from <= entry_date
        and (rule.valid_to is None or entry_date <= rule.valid_to)
    )
    return tuple(sorted(matching, key=lambda rule: (not rule.shown_as_fact, rule.code)))


def last_day(rule: StayRule, entry_date: date) -> date | None:
    """The day of entry is day 0. None where the rule names no days, or does not say from when they count."""
    if rule.max_days is None or rule.count_from != DAY_AFTER_ENTRY:
        return None
    try:
        return entry_date + timedelta(days=rule.max_days)
    except OverflowError:
        return None


def clock(entry_date: date, last_day: date, *, today: date) -> StayClock:
    left = (last_day - today).days
    return StayClock(
        entry_date=entry_date,
        last_day=last_day,
        days_left=left,
        day_number=(today - entry_date).days,
        level=_level(left),
        problem=_problem(entry_date, last_day, today),
    )


def _level(days_left: int) -> Level:
    if days_left < 0:
        return Level.OVER
    if days_left == 0:
        return Level.TODAY
    if days_left <= URGENT_DAYS:
        return Level.URGENT
    return Level.SOON if days_left <= SOON_DAYS else Level.CALM


def _problem(entry_date: date, last_day: date, today: date) -> Problem | None:
    if entry_date > today:
        return Problem.ENTRY_IN_FUTURE
    return Problem.LAST_DAY_BEFORE_ENTRY if last_day < entry_date else None
