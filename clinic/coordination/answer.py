"""What the planner says to a question, in a form that can be kept: what changes, who stays uncovered and why, what it gains."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from clinic.coordination.question import Question, Slot, other_id
from interpreters import day as puzzle
from interpreters.day import WEIGHTS, Id


@dataclass(frozen=True, slots=True)
class Move:
    """One window that goes to somebody else (`to`), to somebody at last (`was` None) or to nobody (`to` None)."""

    window: str
    visit: int
    key: str
    was: int | None
    to: int | None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A window nobody comes to. `why` as `DayPlan.uncovered` says it; `nearly`: who is free then, and what is missing.

    `nearly` is person, code (no_skill, sex, stays, comes) and minutes: how much longer or earlier she would be wanted.
    """

    window: str
    visit: int
    why: str
    level: int
    reasons: tuple[str, ...]
    nearly: tuple[tuple[int, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A day in numbers: weight and windows covered, patients with the interpreter of last time, minutes of her who has least and most."""

    weight: int
    covered: int
    windows: int
    same: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What would help. `person`: one more from minute `start` to `end` covers `windows`; `shift`: this visit `minutes` later."""

    code: str
    windows: tuple[str, ...]
    start: int = 0
    end: int = 0
    visit: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`percent`: how far from the best weight the plan is at most, in tenths; 0 and `optimal` when no plan covers more."""

    moves: tuple[Move, ...]
    uncovered: tuple[Uncovered, ...]
    before: Figures
    after: Figures
    optimal: bool
    percent: float
    hints: tuple[Hint, ...] = ()

    def as_content(self) -> dict[str, Any]:
        return asdict(self)


def read_answer(content: Mapping[str, Any]) -> Answer:
    """The answer as it was kept."""
    return Answer(
        moves=tuple(Move(**one) for one in content["moves"]),
        uncovered=tuple(_uncovered(one) for one in content["uncovered"]),
        before=Figures(**content["before"]),
        after=Figures(**content["after"]),
        optimal=content["optimal"],
        percent=content["percent"],
        hints=tuple(Hint(**{**one, "windows": tuple(one["windows"])}) for one in content["hints"]),
    )


def _uncovered(kept: Mapping[str, Any]) -> Uncovered:
    nearly = tuple((person, code, minutes) for person, code, minutes in kept["nearly"])
    return Uncovered(**{**kept, "reasons": tuple(kept["reasons"]), "nearly": nearly})


def held_now(question: Question) -> dict[Id, Id]:
    """Window → who will really come as things stand: somebody who is away then does not count."""
    people = {person.id: person for person in question.people}
    return {
        slot.id: slot.held_by
        for slot in question.slots.values()
        if slot.held_by and (slot.fixed or puzzle.there(people[slot.held_by], question.asked(slot)))
    }


def moves_to(question: Question, assigned: Mapping[Id, Id]) -> tuple[Move, ...]:
    """Newly covered ones and changes in order of time."""
    found = ((slot, _person(assigned.get(slot.id))) for slot in question.slots.values())
    return tuple(Move(slot.id, slot.visit.pk, slot.window.key, slot.held_by, to) for slot, to in found if to != slot.held_by)


def _person(number: Id | None) -> int | None:
    return number if isinstance(number, int) else None


def figures(question: Question, assigned: Mapping[Id, Id]) -> Figures:
    """Minutes are those of people who are at work that day, bookings outside the day's visits counted."""
    covered = [slot for slot in question.slots.values() if assigned.get(slot.id)]
    holders = {other_id(booking): booking.interpreter_id for booking in question.others} | dict(assigned)
    minutes: dict[Id, int] = {person.id: 0 for person in question.people if person.shift[0] < person.shift[1]}
    for window in question.windows:
        if (holder := holders.get(window.id)) in minutes:
            minutes[holder] += window.end - window.start
    return Figures(
        weight=sum(WEIGHTS[slot.urgency.level] for slot in covered),
        covered=len(covered),
        windows=len(question.slots),
        same=sum(slot.previous is not None and assigned[slot.id] == slot.previous for slot in covered),
        least=min(minutes.values(), default=0),
        most=max(minutes.values(), default=0),
    )


def by_weight(slot: Slot) -> tuple[int, object, str]:
    """The weightiest first, then as they come."""
    return (-slot.urgency.level, slot.window.starts, slot.id)
