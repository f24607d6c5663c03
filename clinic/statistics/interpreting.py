"""What interpreters did in a time, added up and compared. Pure; minutes are whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from statistics import fmean, pstdev

AT_ONCE = 60  # minutes: asked for so shortly before it begins, a window is wanted at once
QUICKLY = 10  # minutes in which somebody should have come


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one person, or of several added up.

    `windows` and `booked` are those not given back. `told` are windows whose beginning and end were said: `spoken` minutes
    against `planned` ones. `begun` are those whose beginning was said, `delayed` the minutes by which they began after their
    time. `asked` are those wanted at once and begun, `waited` the minutes from the request until then, `quick` how many within
    QUICKLY. `at_work` are the minutes of shifts without breaks, absences and holidays.
    """

    windows: int = 0
    booked: int = 0
    told: int = 0
    spoken: int = 0
    planned: int = 0
    begun: int = 0
    delayed: int = 0
    asked: int = 0
    waited: int = 0
    quick: int = 0
    at_work: int = 0

    @property
    def difference(self) -> int:
        """Minutes interpreted beyond those planned for the same windows; negative where they were shorter."""
        return self.spoken - self.planned

    @property
    def utilisation(self) -> float | None:
        """Booked minutes to minutes at work, 1 is all of them; None for who was not there at all."""
        return self.booked / self.at_work if self.at_work else None

    @property
    def wait(self) -> float | None:
        """Minutes on average from a request for at once until she began."""
        return self.waited / self.asked if self.asked else None

    @property
    def quickly(self) -> float | None:
        """The share of such requests answered within QUICKLY minutes."""
        return self.quick / self.asked if self.asked else None

    @property
    def delay(self) -> float | None:
        """Minutes on average by which windows began after their time."""
        return self.delayed / self.begun if self.begun else None


@dataclass(frozen=True, slots=True)
class Fairness:
    """`spread` is most minus least booked minutes; `coefficient` the deviation of booked minutes per hour at work, 0 is even."""

    spread: int
    coefficient: float


def together(tallies: Iterable[Tally]) -> Tally:
    """All added up."""
    rows = list(tallies)
    return Tally(**{field.name: sum(getattr(row, field.name) for row in rows) for field in fields(Tally)})


def fairness(tallies: Collection[Tally]) -> Fairness | None:
    """Of those who were at work; None for fewer than two. Who works half as long and is booked half as much is treated evenly."""
    there = [tally for tally in tallies if tally.at_work]
    if len(there) < 2:
        return None
    loads = [tally.booked * 60 / tally.at_work for tally in there]
    booked = [tally.booked for tally in there]
    mean = fmean(loads)
    return Fairness(max(booked) - min(booked), pstdev(loads) / mean if mean else 0.0)
