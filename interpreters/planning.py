"""A day planned: who takes which window, so that as much as can be is covered, and the proof that it is.

First the weight covered, then the fewest changes to what people have been told, then patients who keep the interpreter
of last time, then even minutes. The first three are one exact problem; the fourth exchanges windows without touching
them. Times are minutes after midnight.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from interpreters.day import WEIGHTS, Day, Id, Interpreter, Way, Window, clash, speaks, suits, there
from interpreters.evening import even_out
from interpreters.packing import Countdown, Problem, pack

__all__ = ["DayPlan", "Interpreter", "PlanInvalid", "Way", "Window", "plan_day"]

NOTHING_KNOWN: Mapping[Id, Id] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DayPlan:
    """`optimal`: no plan covers more weight. Otherwise `bound` is the weight that none can exceed.

    Reasons of `uncovered`: no_skill, sex, off_shift (nobody who could is there then), clash (all who could are taken).
    """

    assigned: Mapping[Id, Id]
    uncovered: Mapping[Id, str]
    optimal: bool
    covered_weight: int
    bound: int


class PlanInvalid(ValueError):
    """What was asked contradicts itself; `code` is one of twice, window, priority, travel, lock_unknown, lock_twice, lock_clash."""

    def __init__(self, code: str, about: object = None) -> None:
        super().__init__(f"{code}: {about}")
        self.code, self.about = code, about


def plan_day(
    interpreters: Collection[Interpreter],
    windows: Collection[Window],
    *,
    travel_minutes: int | Way,
    locked: Collection[tuple[Id, Id]] = (),
    seconds: float = 10.0,
    known: Mapping[Id, Id] = NOTHING_KNOWN,
) -> DayPlan:
    """Plan within `seconds`. A locked pair stays even against skill or shift; two that overlap raise PlanInvalid.

    `travel_minutes`: the same between any two windows, or a way that tells it of each two. `known`: window id -> the
    interpreter who has been told of it; a window left with her is no change. Ids of neither kind are passed over.
    """
    countdown = Countdown(seconds * 0.9)
    day = Day(list(interpreters), list(windows), travel_minutes, dict(locked), known)
    _refuse_nonsense(day, list(locked))
    choices = [(window, person) for window in day.free_windows for person in day.interpreters if day.could(person, window)]
    worth = _Worth(day)
    problem = _problem(day, choices, worth)
    packing = pack(problem, seconds=countdown.left)
    chosen = {choices[number][0].id: choices[number][1].id for number in packing.chosen}
    evened = even_out(day, chosen, seconds=seconds * 0.05)
    assigned = day.locked | evened
    bound = day.weight(day.locked) + packing.bound // worth.of_weight
    covered = day.weight(assigned)
    uncovered = {window.id: _why(day, window) for window in day.windows if window.id not in assigned}
    return DayPlan(assigned, uncovered, covered == bound, covered, bound)


class _Worth:
    """The three goals in one number: all lower ones together weigh less than one step of the next higher."""

    def __init__(self, day: Day) -> None:
        self.day = day
        free = day.free_windows
        self.of_kept = 1 + sum(window.previous is not None for window in free)
        self.of_weight = self.of_kept * (1 + sum(window.id in day.known for window in free))

    def __call__(self, window: Window, person: Interpreter) -> int:
        same = window.previous is not None and window.previous == person.id
        return WEIGHTS[window.priority] * self.of_weight + self.of_kept * self.day.keeps(window, person.id) + same


def _problem(day: Day, choices: Sequence[tuple[Window, Interpreter]], worth: _Worth) -> Problem:
    values = [worth(window, person) for window, person in choices]
    by_window: dict[Id, list[int]] = {}
    by_person: dict[Id, dict[Id, int]] = {person.id: {} for person in day.interpreters}
    for number, (window, person) in enumerate(choices):
        by_window.setdefault(window.id, []).append(number)
        by_person[person.id][window.id] = number
    groups = list(by_window.values())
    for numbers in by_person.values():
        cliques = day.exclusive([window for window in day.free_windows if window.id in numbers])
        groups += [[numbers[window.id] for window in clique] for clique in cliques]
    place = {person.id: number for number, person in enumerate(day.interpreters)}
    return Problem(values, groups, [place[person.id] for _window, person in choices], worth.of_weight)


def _why(day: Day, window: Window) -> str:
    """The first hurdle that nobody takes."""
    able = day.interpreters
    for hurdle, code in ((speaks, "no_skill"), (suits, "sex"), (there, "off_shift")):
        able = [person for person in able if hurdle(person, window)]
        if not able:
            return code
    return "clash"


def _refuse_nonsense(day: Day, locked: list[tuple[Id, Id]]) -> None:
    if isinstance(day.travel, int) and day.travel < 0:
        raise PlanInvalid("travel", day.travel)
    if len(day.window) < len(day.windows) or len(day.person) < len(day.interpreters):
        raise PlanInvalid("twice")
    for window in day.windows:
        if window.end <= window.start:
            raise PlanInvalid("window", window.id)
        if window.priority not in WEIGHTS:
            raise PlanInvalid("priority", window.id)
    _refuse_impossible_locks(day, locked)


def _refuse_impossible_locks(day: Day, locked: list[tuple[Id, Id]]) -> None:
    for window_id, person_id in locked:
        if window_id not in day.window or person_id not in day.person:
            raise PlanInvalid("lock_unknown", (window_id, person_id))
        if day.locked[window_id] != person_id:
            raise PlanInvalid("lock_twice", window_id)
    for held in day.held.values():
        for one, other in combinations(held, 2):
            if clash(one, other, 0):
                raise PlanInvalid("lock_clash", (one.id, other.id))
