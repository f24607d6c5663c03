"""When somebody who runs late will be where. Pure: a day's windows in order, with what was said and what has happened.

A window never begins earlier than planned: the patient was told that time. Times are aware.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from interpreters.availability import Interval, Place, Walk

MUCH_LATER = 10  # minutes a patient waits before somebody should do something
HARDLY_LATER = 5  # minutes a practitioner makes up for


@dataclass(frozen=True, slots=True)
class Turn:
    """One window as planned. `late` are the minutes she said; `slack` those until the practitioner's next patient, None without one.

    Before the start `late` moves the start, after it the end.
    """

    key: int
    planned: Interval
    place: Place
    late: int = 0
    started: datetime | None = None
    ended: datetime | None = None
    slack: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a turn will really lie, and by how many minutes it begins (or, once begun, ends) later than planned.

    `breaks`: so late that somebody should look: the patient waits long, or the practitioner's next patient does.
    """

    key: int
    interval: Interval
    behind: int
    breaks: bool


def expected(turns: Iterable[Turn], walk: Walk) -> tuple[Expected, ...]:
    """One person's day in order. Her lateness goes on from window to window and shrinks in every gap."""
    found: list[Expected] = []
    before: Turn | None = None
    over = timedelta()
    for turn in sorted(turns, key=lambda turn: (turn.planned, turn.key)):
        carried = max(timedelta(), over - _spare(before, turn, walk)) if before else timedelta()
        interval = _lies(turn, carried)
        over = max(timedelta(), interval.end - turn.planned.end)
        behind = _behind(turn, interval)
        found.append(Expected(turn.key, interval, behind, not turn.started and _breaks(turn, behind)))
        before = turn
    return tuple(found)


def _spare(before: Turn, turn: Turn, walk: Walk) -> timedelta:
    """What the gap between two windows swallows beside the walk; never less than nothing."""
    gap = turn.planned.start - before.planned.end - timedelta(minutes=walk.minutes(before.place, turn.place))
    return max(timedelta(), gap)


def _lies(turn: Turn, carried: timedelta) -> Interval:
    said, length = timedelta(minutes=turn.late), turn.planned.end - turn.planned.start
    if turn.started is None:
        start = turn.planned.start + max(said, carried)
        return Interval(start, start + length)
    start = max(turn.planned.start, turn.started)
    if turn.ended is not None:
        return Interval(start, max(turn.ended, start))
    return Interval(start, max(start + length, turn.planned.end + said))


def _behind(turn: Turn, interval: Interval) -> int:
    if turn.ended is not None:
        return 0
    late = interval.end - turn.planned.end if turn.started else interval.start - turn.planned.start
    return int(late.total_seconds() // 60)


def _breaks(turn: Turn, behind: int) -> bool:
    return behind > MUCH_LATER or (turn.slack is not None and behind > max(turn.slack, HARDLY_LATER))
