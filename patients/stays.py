"""How long somebody may stay: entry and dated rules → last legal day, days left.

All dates are days in China (Asia/Shanghai), of the Chinese entry stamp. Rules are data and carry their own days
and dates of validity; here stand only the levels of warning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

SOON_DAYS = 7
URGENT_DAYS = 3
LONG_AGO = 90
ANY_NATIONALITY = "any"
# A visa or a permit carries its own last day, printed in the passport; only these two follow from a rule alone.
DECIDED_BY_RULE = frozenset({"visa_free", "group"})
DAY_AFTER_ENTRY = "day_after_entry"
_NO_FACT = frozenset({"unverified"})
_LOW = frozenset({"low"})


class Level(StrEnum):
    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    TODAY = "today"
    OVER = "over"
    LEFT = "left"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why no last day follows from the rules."""

    AS_PRINTED = "as_printed"
    NO_RULE = "no_rule"
    UNVERIFIED = "unverified"
    NO_COUNT = "no_count"


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
    country: str = "CN"

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

    @property
    def over_long_ago(self) -> bool:
        """Over for so long that she will have left and nobody noted it: screens say when it ended, and accuse nobody."""
        return self.over_by > LONG_AGO


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """A stay without days to count: the patient has left China (on a day nobody noted: None), or no verified rule gives a last day."""

    entry_date: date
    level: Level
    left_on: date | None = None


Badge = StayClock | Uncounted


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the rules of the day of entry say. `last_day` None: nothing that may be called a fact, for the reason in `doubt`.

    `rules` are all that match, the one that decides first; an unverified one may be among them.
    """

    last_day: date | None = None
    rules: tuple[StayRule, ...] = ()
    doubt: Doubt | None = None

    @property
    def rule(self) -> StayRule | None:
        """The rule that gives the last day."""
        return self.rules[0] if self.last_day else None


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


def ruling(rules: Iterable[StayRule], *, nationality: str, basis: str, entry_date: date) -> Ruling:
    """The first verified rule that counts days decides; where none does, the doubt says why."""
    if basis not in DECIDED_BY_RULE:
        return Ruling(doubt=Doubt.AS_PRINTED)
    matching = applicable(rules, nationality=nationality, basis=basis, entry_date=entry_date)
    for rule in matching:
        day = last_day(rule, entry_date) if rule.shown_as_fact else None
        if day:
            return Ruling(last_day=day, rules=(rule, *(other for other in matching if other != rule)))
    if not matching:
        return Ruling(doubt=Doubt.NO_RULE)
    return Ruling(rules=matching, doubt=Doubt.NO_COUNT if matching[0].shown_as_fact else Doubt.UNVERIFIED)


def overlapping(rules: Iterable[StayRule]) -> tuple[tuple[str, str], ...]:
    """Pairs of codes that speak of the same paper, nationality and purpose on the same days: one of the two is wrong."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return tuple((one.code, other.code) for place, one in enumerate(ordered) for other in ordered[place + 1 :] if _overlap(one, other))


def _overlap(one: StayRule, other: StayRule) -> bool:
    same = (one.country, one.nationality, one.document.casefold()) == (other.country, other.nationality, other.document.casefold())
    if not same or not set(one.purposes) & set(other.purposes):
        return False
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def contradictory(entries: Iterable[tuple[date, date | None]]) -> bool:
    """Days of entry and of leaving (None: not known) that cannot all be true of one person.

    She may come back on the day she left; a stay whose end nobody knows ends with the next entry at the latest.
    """
    ordered = sorted(entries, key=lambda stay: (stay[0], stay[1] or date.max))
    return any(left is not None and left > following for (_entry, left), (following, _end) in pairwise(ordered))


class Lodged(StrEnum):
    """How it stands with the registration of a lodging."""

    NOT_ASKED = "not_asked"
    BY_HOTEL = "by_hotel"
    ASK_BUREAU = "ask_bureau"
    REGISTERED = "registered"
    DUE = "due"
    OVERDUE = "overdue"


def lodging_due(since: date, *, hours: int) -> date:
    """The last day on which a duty of so many hours is kept wherever in the day of moving in it began."""
    return since + timedelta(days=-(-hours // 24))


def lodged(kind: str, *, registered: bool, due: date, today: date) -> Lodged:
    """Hotels register their guests themselves; who registers an inpatient the law does not say."""
    if not kind:
        return Lodged.NOT_ASKED
    if kind == "hotel":
        return Lodged.BY_HOTEL
    if registered:
        return Lodged.REGISTERED
    if kind == "hospital":
        return Lodged.ASK_BUREAU
    return Lodged.OVERDUE if today > due else Lodged.DUE


def review_is_old(reviewed: date | None, *, today: date, days: int) -> bool:
    """Nobody has looked at the source of a rule for more than `days` days, or ever."""
    return reviewed is None or (today - reviewed).days > days


def badge(entry_date: date, last_day: date | None, *, left_on: date | None, today: date) -> Badge:
    """What every screen shows of a stay: days left, "has left", or "not known"."""
    if left_on and left_on <= today:
        return Uncounted(entry_date=entry_date, level=Level.LEFT, left_on=left_on)
    if last_day is None:
        return Uncounted(entry_date=entry_date, level=Level.UNKNOWN)
    return clock(entry_date, last_day, today=today)


def former(entry_date: date, *, left_on: date | None) -> Uncounted:
    """A stay before another entry: whoever has come again had left, noted or not."""
    return Uncounted(entry_date=entry_date, level=Level.LEFT, left_on=left_on)


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
