"""What has become of today's visits by this hour: done, in treatment, waiting, late, uncovered. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta

from clinic.demo.timetable import Placed

WAITS_BEFORE = timedelta(minutes=20)


def state_by(now: datetime) -> Callable[[Placed, datetime, datetime], str]:
    """A state for each visit as the clock stands; the past has its few who did not come."""

    def state(placed: Placed, starts: datetime, ends: datetime) -> str:
        chance = _chance(placed, starts)
        if starts > now:
            return "arrived" if starts - now <= WAITS_BEFORE and chance > 25 else "booked"
        if ends > now:
            return "booked" if chance < 12 else "in_treatment"
        if starts.date() == now.date():
            return "no_show" if chance < 3 else "done"
        return _long_ago(placed, chance)

    return state


def covered_by(now: datetime) -> Callable[[Placed, datetime], bool]:
    """A few of today's later visits have nobody yet; so they ask for a person."""

    def covered(placed: Placed, starts: datetime) -> bool:
        return not (starts > now and starts.date() == now.date() and _chance(placed, starts) % 13 == 5)

    return covered


def _long_ago(placed: Placed, chance: int) -> str:
    """The first visit of a trip took place; of the others some did not."""
    if placed.wish.service in ("S_CONS", "S_CHECK") or chance >= 7:
        return "done"
    return "no_show" if chance < 4 else "cancelled"


def _chance(placed: Placed, starts: datetime) -> int:
    """0–99, the same for the same visit whenever it is asked, and another for each day of a course."""
    return (placed.wish.patient * 7919 + placed.cell * 104729 + placed.practitioner * 31 + starts.toordinal() * 613) % 100
