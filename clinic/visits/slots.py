"""When all of them are free: practitioner, patient and an interpreter. Pure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from interpreters.availability import Interval, subtract
from interpreters.matching import Candidate, Need, Offer, rank_windows

STEP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of one practitioner on one day, and what is taken of them."""

    practitioner_id: int
    hours: tuple[Interval, ...]
    taken: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A start at which a visit could be booked, with those who could interpret each of its windows, best first.

    A window without offers would stand uncovered; no windows: nobody is needed.
    """

    start: datetime
    practitioner_id: int
    windows: tuple[tuple[Offer, ...], ...]

    @property
    def needs_interpreter(self) -> bool:
        return bool(self.windows)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Of the first window."""
        return self.windows[0] if self.windows else ()

    @property
    def covered(self) -> bool:
        """Somebody can come for each window; true where nobody is needed."""
        return all(self.windows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; `need_at` turns a start and a practitioner into the needs of the visit's windows.

    `walk_in` is the moment of somebody who stands here now: offered besides the full steps, wherever it is free.
    """

    length: timedelta
    not_before: datetime
    patient_taken: tuple[Interval, ...]
    need_at: Callable[[datetime, int], tuple[Need, ...]]
    walk_in: datetime | None = None


def find(wanted: Wanted, openings: Iterable[Opening], candidates: Collection[Candidate], *, limit: int = 12) -> tuple[Slot, ...]:
    """Covered slots by time, the first `limit`; uncovered ones only fill up what is left."""
    covered: list[Slot] = []
    uncovered: list[Slot] = []
    starts = sorted((start, opening.practitioner_id) for opening in openings for start in _starts(wanted, opening))
    for start, practitioner_id in starts:
        rankings = rank_windows(wanted.need_at(start, practitioner_id), candidates)
        slot = Slot(start, practitioner_id, tuple(ranking.offers for ranking in rankings))
        (covered if slot.covered else uncovered).append(slot)
        if len(covered) >= limit:
            break
    chosen = covered + uncovered[: limit - len(covered)]
    return tuple(sorted(chosen, key=lambda slot: (slot.start, slot.practitioner_id)))


def _starts(wanted: Wanted, opening: Opening) -> Iterable[datetime]:
    for free in subtract(opening.hours, (*opening.taken, *wanted.patient_taken)):
        start = max(free.start, _on_the_step(wanted.not_before, free.start))
        if wanted.walk_in and free.start <= wanted.walk_in < start and wanted.walk_in + wanted.length <= free.end:
            yield wanted.walk_in
        while start + wanted.length <= free.end:
            yield start
            start += STEP


def _on_the_step(moment: datetime, anchor: datetime) -> datetime:
    """The first full step after the anchor that is not before `moment`."""
    if moment <= anchor:
        return anchor
    behind = (moment - anchor) % STEP
    return moment if not behind else moment + STEP - behind
