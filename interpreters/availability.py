"""When somebody is free: shift minus breaks, absences and bookings, with the walk between two rooms.

Times are aware datetimes; an interval holds its start and not its end, so touching is not overlapping.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """[start, end)."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end

    def widened(self, minutes: int) -> "Interval":
        return Interval(self.start - timedelta(minutes=minutes), self.end + timedelta(minutes=minutes))


@dataclass(frozen=True, slots=True)
class Place:
    """A room by its code, and its floor when known."""

    code: str
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """Minutes given away, and where she is then."""

    interval: Interval
    place: Place


@dataclass(frozen=True, slots=True)
class Walk:
    """Minutes from room to room: what the house has measured, else by the floors between them."""

    same_floor: int = 1
    next_floor: int = 2
    each_further_floor: int = 1
    floor_unknown: int = 2
    rooms: Mapping[frozenset[str], int] = field(default_factory=dict, hash=False)
    floors: Mapping[frozenset[int], int] = field(default_factory=dict, hash=False)

    def minutes(self, here: Place, there: Place) -> int:
        if here.code == there.code:
            return 0
        measured = self.rooms.get(frozenset((here.code, there.code)))
        if measured is not None:
            return measured
        if here.floor is None or there.floor is None:
            return self.floor_unknown
        measured = self.floors.get(frozenset((here.floor, there.floor)))
        if measured is not None:
            return measured
        floors = abs(here.floor - there.floor)
        return self.same_floor if floors == 0 else self.next_floor + (floors - 1) * self.each_further_floor


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same minutes in order, overlapping and touching pieces joined."""
    joined: list[Interval] = []
    for piece in sorted(intervals):
        if joined and piece.start <= joined[-1].end:
            joined[-1] = Interval(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return tuple(joined)


def subtract(whole: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """The minutes of `whole` that are in no interval of `taken`, in order."""
    left = list(union(whole))
    for hole in union(taken):
        left = [piece for interval in left for piece in _cut(interval, hole)]
    return tuple(left)


def _cut(interval: Interval, hole: Interval) -> tuple[Interval, ...]:
    if not interval.overlaps(hole):
        return (interval,)
    pieces = (Interval(interval.start, hole.start), Interval(hole.end, interval.end))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def taken_for(place: Place, bookings: Iterable[Busy], walk: Walk) -> tuple[Interval, ...]:
    """Bookings as somebody who is wanted in `place` sees them: the walk there and back belongs to them."""
    return tuple(busy.interval.widened(walk.minutes(busy.place, place)) for busy in bookings)


def free_at(place: Place, at_work: Iterable[Interval], bookings: Iterable[Busy], walk: Walk) -> tuple[Interval, ...]:
    """Minutes she could spend in `place`, out of those she is at work."""
    return subtract(at_work, taken_for(place, bookings, walk))


def next_free(free: Iterable[Interval], after: datetime, length: timedelta) -> datetime | None:
    """The first moment from `after` on with `length` free; None when there is none in what is known."""
    for interval in sorted(free):
        start = max(interval.start, after)
        if start + length <= interval.end:
            return start
    return None
