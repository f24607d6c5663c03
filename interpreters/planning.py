"""A day planned: who takes which window, so that as much as can be is covered, and the proof that it is.

First the weight covered, then patients who keep the interpreter they know, then even minutes. The first two are one
exact problem; the third exchanges windows without touching them. Times are minutes after midnight.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from interpreters.day import WEIGHTS, Day, Id, Interpreter, Window, clash, maximal_cliques, speaks, suits, there
from interpreters.evening import even_out
from interpreters.packing import Problem, pack

__all__ = ["DayPlan", "Interpreter", "PlanInvalid", "Window", "plan_day"]


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
    travel_minutes: int,
    locked: Collection[tuple[Id, Id]] = (),
    seconds: float = 10.0,
) -> DayPlan:
    """Plan within `seconds`. A locked pair stays even against skill or shift; two that overlap raise PlanInvalid."""
    day = Day(list(interpreters), list(windows), travel_minutes, dict(locked))
    _refuse_nonsense(day, list(locked))
    choices = [(window, person) for window in day.free_windows for person in day.interpreters if day.could(person, window)]
    unit = len(day.windows) + 1  # all that know their interpreter together weigh less than one window
    packing = pack(_problem(day, choices, unit), seconds=seconds * 0.9)
    chosen = {choices[number][0].id: choices[number][1].id for number in packing.chosen}
    evened = even_out(day, chosen, seconds=seconds * 0.05)
    assigned = day.locked | evened
    bound = day.weight(day.locked) + packing.bound // unit
    covered = day.weight(assigned)
    uncovered = {window.id: _why(day, window) for window in day.windows if window.id not in assigned}
    return DayPlan(assigned, uncovered, covered == bound, covered, bound)


def _problem(day: Day, choices: Sequence[tuple[Window, Interpreter]], unit: int) -> Problem:
    values = [
        WEIGHTS[window.priority] * unit + (window.previous == person.id and window.previous is not None) for window, person in choices
    ]
    by_window: dict[Id, list[int]] = {}
    by_person: dict[Id, dict[Id, int]] = {person.id: {} for person in day.interpreters}
    for number, (window, person) in enumerate(choices):
        by_window.setdefault(window.id, []).append(number)
        by_person[person.id][window.id] = number
    groups = list(by_window.values())
    for numbers in by_person.values():
        cliques = maximal_cliques([window for window in day.free_windows if window.id in numbers], day.travel)
        groups += [[numbers[window.id] for window in clique] for clique in cliques]
    place = {person.id: number for number, person in enumerate(day.interpreters)}
    return Problem(values, groups, [place[person.id] for _window, person in choices], unit)


def _why(day: Day, window: Window) -> str:
    """The first hurdle that nobody takes."""
    able = day.interpreters
    for hurdle, code in ((speaks, "no_skill"), (suits, "sex"), (there, "off_shift")):
        able = [person for person in able if hurdle(person, window)]
        if not able:
            return code
    return "clash"


def _refuse_nonsense(day: Day, locked: list[tuple[Id, Id]]) -> None:
    if day.travel < 0:
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
