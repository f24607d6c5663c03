"""Who should come: can she, then should she, each with its reasons. Speaks in codes, never in sentences.

Reasons against: inactive, no_skill, sex, absent, off_shift, on_break, overlaps_booking, walk_too_short.
Reasons for: both_windows, same_as_before, minutes_today, minutes_week, rested.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interpreters.availability import Busy, Interval, Place, Walk, free_at, next_free, subtract

ANY_SKILL = "*"
# A house in need takes whoever is there, if somebody says so in as many words; her hours are never passed over.
MAY_BE_PASSED_OVER = ("no_skill", "sex")


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and what it needs to become a sentence; `until` and `next_free` are aware, `detail` is a code again."""

    code: str
    place: str = ""
    until: datetime | None = None
    next_free: datetime | None = None
    minutes: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A window somebody must interpret. Any one of `skills` will do; none asked means anybody can.

    `previous` is who goes first, `known` are all who were with the patient last time.
    """

    interval: Interval
    place: Place
    skills: frozenset[str] = frozenset()
    sex: str | None = None
    previous: int | None = None
    known: frozenset[int] = frozenset()

    def knows(self, interpreter: int) -> bool:
        """Whether she interpreted for this patient before."""
        return interpreter == self.previous or interpreter in self.known


@dataclass(frozen=True, slots=True)
class Absent:
    interval: Interval
    reason: str


NORMAL_WALK = Walk()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One interpreter with what is known of her around the window; `minutes_*` are booked ones, this window not counted.

    `walk` is how long her ways take in this house.
    """

    id: int
    sex: str
    active: bool = True
    skills: tuple[tuple[str, int], ...] = ()
    shifts: tuple[Interval, ...] = ()
    breaks: tuple[Interval, ...] = ()
    absences: tuple[Absent, ...] = ()
    bookings: tuple[Busy, ...] = ()
    minutes_today: int = 0
    minutes_week: int = 0
    walk: Walk = NORMAL_WALK

    @property
    def at_work(self) -> tuple[Interval, ...]:
        return subtract(self.shifts, (*self.breaks, *(absence.interval for absence in self.absences)))

    def level(self, skills: frozenset[str]) -> int:
        """Her best level in any of them, 0 when she has none; 3 when none is asked."""
        if not skills:
            return 3
        return max((level for code, level in self.skills if code in skills or code == ANY_SKILL), default=0)


@dataclass(frozen=True, slots=True)
class Offer:
    interpreter: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    interpreter: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """From when somebody could come, and in how many minutes that is."""

    interpreter: int
    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Offers, best first; refusals, soonest free first."""

    offers: tuple[Offer, ...]
    refusals: tuple[Refusal, ...]


def rank(need: Need, candidates: Iterable[Candidate], *, first: Collection[int] = ()) -> Ranking:
    """Same interpreter as before, fewest minutes today, then this week, longest rest, then the surest.

    Those of `first` come before all: they can take every window of the visit.
    """
    able: list[Candidate] = []
    refused: list[Refusal] = []
    for candidate in candidates:
        if reasons := against(need, candidate):
            refused.append(Refusal(candidate.id, reasons))
        else:
            able.append(candidate)
    able.sort(key=lambda candidate: (candidate.id not in first, _order(need, candidate)))
    refused.sort(key=_soonest)
    return Ranking(tuple(Offer(one.id, _in_favour(need, one, both=one.id in first)) for one in able), tuple(refused))


def rank_windows(needs: Sequence[Need], candidates: Collection[Candidate]) -> tuple[Ranking, ...]:
    """A ranking for each window of one visit: one voice for all of them where somebody can, else the best for each.

    Whoever leads the first window leads the next ones too, as far as she can.
    """
    if len(needs) < 2:
        return tuple(rank(need, candidates) for need in needs)
    throughout = {candidate.id for candidate in candidates if not any(against(need, candidate) for need in needs)}
    opening = rank(needs[0], candidates, first=throughout)
    leader = opening.offers[0].interpreter if opening.offers else None
    rest = (rank(replace(need, previous=leader or need.previous), candidates, first=throughout & {leader}) for need in needs[1:])
    return opening, *rest


def against(need: Need, candidate: Candidate) -> tuple[Reason, ...]:
    """Every reason why she cannot; empty when she can."""
    return (*person_against(need, candidate), *time_against(need, candidate))


def time_against(need: Need, candidate: Candidate) -> tuple[Reason, ...]:
    """Reasons of the clock only, the weightiest first: not there at all, at work but away, with somebody else."""
    if not candidate.active:
        return ()
    free = free_at(need.place, candidate.at_work, candidate.bookings, candidate.walk)
    later = next_free(free, need.interval.start, need.interval.end - need.interval.start)
    return (*_away(need, candidate, later), *_busy(need, candidate, later))


def waits(need: Need, candidates: Collection[Candidate]) -> tuple[Wait, ...]:
    """For somebody who stands here now: who could come how soon, the shortest wait first."""
    found: list[Wait] = []
    length = need.interval.end - need.interval.start
    for candidate in candidates:
        if person_against(need, candidate):
            continue
        free = free_at(need.place, candidate.at_work, candidate.bookings, candidate.walk)
        if start := next_free(free, need.interval.start, length):
            found.append(Wait(candidate.id, start, Interval(need.interval.start, start).minutes))
    order = {candidate.id: _order(need, candidate) for candidate in candidates}
    return tuple(sorted(found, key=lambda wait: (wait.start, order[wait.interpreter])))


def person_against(need: Need, candidate: Candidate) -> tuple[Reason, ...]:
    """Reasons that lie in her, whatever the hour: gone, does not interpret there, not of the sex wished."""
    checks = (
        (not candidate.active, Reason("inactive")),
        (candidate.level(need.skills) == 0, Reason("no_skill", detail=" ".join(sorted(need.skills)))),
        (need.sex not in (None, candidate.sex), Reason("sex", detail=need.sex or "")),
    )
    return tuple(reason for applies, reason in checks if applies)


def _away(need: Need, candidate: Candidate, later: datetime | None) -> Iterator[Reason]:
    for absence in candidate.absences:
        if absence.interval.overlaps(need.interval):
            yield Reason("absent", until=absence.interval.end, next_free=later, detail=absence.reason)
    if subtract((need.interval,), candidate.shifts):
        yield Reason("off_shift", until=max((shift.end for shift in candidate.shifts), default=None), next_free=later)
    for pause in candidate.breaks:
        if pause.overlaps(need.interval):
            yield Reason("on_break", until=pause.end, next_free=later)


def _busy(need: Need, candidate: Candidate, later: datetime | None) -> Iterator[Reason]:
    for busy in sorted(candidate.bookings, key=lambda busy: busy.interval):
        steps = candidate.walk.minutes(busy.place, need.place)
        if busy.interval.overlaps(need.interval):
            yield Reason("overlaps_booking", place=busy.place.code, until=busy.interval.end, next_free=later)
        elif busy.interval.widened(steps).overlaps(need.interval):
            yield Reason("walk_too_short", place=busy.place.code, until=busy.interval.end, next_free=later, minutes=steps)


def _order(need: Need, candidate: Candidate) -> tuple[bool, bool, int, int, int, int, int]:
    rested = _rested(need, candidate)
    return (
        candidate.id != need.previous,
        not need.knows(candidate.id),
        candidate.minutes_today,
        candidate.minutes_week,
        -(24 * 60 if rested is None else rested),
        -candidate.level(need.skills),
        candidate.id,
    )


def _soonest(refusal: Refusal) -> tuple[bool, float, int]:
    later = refusal.reasons[-1].next_free
    return (later is None, later.timestamp() if later else 0.0, refusal.interpreter)


def _rested(need: Need, candidate: Candidate) -> int | None:
    """Minutes since her last booking before the window; None when she had none."""
    ends = [busy.interval.end for busy in candidate.bookings if busy.interval.end <= need.interval.start]
    return Interval(max(ends), need.interval.start).minutes if ends else None


def _in_favour(need: Need, candidate: Candidate, *, both: bool) -> tuple[Reason, ...]:
    same: tuple[Reason, ...] = (Reason("both_windows"),) if both else ()
    same += (Reason("same_as_before"),) if need.knows(candidate.id) else ()
    load = (Reason("minutes_today", minutes=candidate.minutes_today), Reason("minutes_week", minutes=candidate.minutes_week))
    rested = _rested(need, candidate)
    return same + load + (() if rested is None else (Reason("rested", minutes=rested),))
