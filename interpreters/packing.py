"""Choosing what is worth most when some choices exclude each other: weighted set packing, solved by HiGHS.

The linear relaxation gives a bound that no choice can beat and, over cliques of intervals, is nearly whole already.
Its whole part is kept and the rest solved exactly; what is still missing is found by branch and bound, or, where
that is too large, by solving a few people's days anew again and again. The answer says how far from the bound it is.
"""

import math
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import highspy  # 0.3 s and 30 MB: a page that plans imports interpreters.planning when it plans, not before

# Above this branch and bound finds less in the same time than the neighbourhoods do (measured on 50 x 900).
COLUMNS_FOR_BRANCHING = 6000
NEIGHBOURS = 8
STALE_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Choices by number, each with a whole value above 0; of each group at most one may be chosen.

    `parts` says whose choice each is. Differences below `unit` matter less and are not worth the last second.
    """

    values: Sequence[int]
    groups: Sequence[Sequence[int]]
    parts: Sequence[int]
    unit: int = 1


@dataclass(frozen=True, slots=True)
class Packing:
    """What was chosen, and a value that no choice can exceed."""

    chosen: frozenset[int]
    bound: int


@dataclass(frozen=True, slots=True)
class _Relaxed:
    shares: Sequence[float]
    bound: int


class Countdown:
    """Seconds from now on; the rules around the solver look at no clock themselves."""

    def __init__(self, seconds: float) -> None:
        self.deadline = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self.deadline - time.perf_counter())


def pack(problem: Problem, *, seconds: float) -> Packing:
    """The best choice found within `seconds`; the best there is when its value equals the bound."""
    deadline = time.perf_counter() + seconds
    search = _Search(problem, deadline)
    if not problem.values:
        return Packing(frozenset(), 0)
    relaxed = _relax(problem, seconds / 2)
    search.bound = relaxed.bound
    search.start_greedily(relaxed.shares)
    if len(problem.values) > COLUMNS_FOR_BRANCHING:
        search.improve()
    else:
        search.keep_whole_part(relaxed.shares)
        search.branch()
    return Packing(frozenset(search.chosen), search.bound)


class _Search:
    """The best choice so far, and ways to a better one."""

    def __init__(self, problem: Problem, deadline: float) -> None:
        self.problem, self.deadline = problem, deadline
        self.chosen: set[int] = set()
        self.bound = sum(problem.values)
        self.groups_of: list[list[int]] = [[] for _ in problem.values]
        for number, group in enumerate(problem.groups):
            for choice in group:
                self.groups_of[choice].append(number)

    @property
    def done(self) -> bool:
        return self.value(self.chosen) >= self.bound

    @property
    def left(self) -> float:
        return self.deadline - time.perf_counter()

    def value(self, choices: Iterable[int]) -> int:
        return sum(self.problem.values[choice] for choice in choices)

    def start_greedily(self, shares: Sequence[float]) -> None:
        """As they come, the most valuable first, and as the relaxation likes them: the best of the three."""
        numbers = range(len(self.problem.values))
        orders = (numbers, sorted(numbers, key=lambda c: -self.problem.values[c]), sorted(numbers, key=lambda c: -shares[c]))
        self.chosen = max((self._greedy(order) for order in orders), key=self.value)

    def _greedy(self, order: Iterable[int]) -> set[int]:
        chosen, taken = set[int](), set[int]()
        for choice in order:
            if taken.isdisjoint(self.groups_of[choice]):
                chosen.add(choice)
                taken.update(self.groups_of[choice])
        return chosen

    def keep_whole_part(self, shares: Sequence[float]) -> None:
        kept = self._greedy(choice for choice, share in enumerate(shares) if share > 1 - 1e-6)
        self._complete(kept, range(len(shares)))

    def improve(self) -> None:
        """Free a few people's days and solve them exactly; the same neighbourhoods in every run."""
        people = sorted(set(self.problem.parts))
        draw, stale = Random(len(people)), 0  # noqa: S311 - no secret
        while not self.done and self.left > 0 and not (stale > STALE_ROUNDS and self._as_good_as_bound):
            freed = set(draw.sample(people, min(NEIGHBOURS, len(people))))
            before = self.value(self.chosen)
            theirs = [choice for choice, part in enumerate(self.problem.parts) if part in freed]
            self._complete({choice for choice in self.chosen if self.problem.parts[choice] not in freed}, theirs)
            stale = stale + 1 if self.value(self.chosen) == before else 0

    @property
    def _as_good_as_bound(self) -> bool:
        return self.value(self.chosen) // self.problem.unit == self.bound // self.problem.unit

    def _complete(self, kept: set[int], candidates: Collection[int]) -> None:
        """The best addition to `kept` out of `candidates`; taken when the whole is at least as good as before."""
        taken = {group for choice in kept for group in self.groups_of[choice]}
        free = [choice for choice in candidates if choice not in kept and taken.isdisjoint(self.groups_of[choice])]
        found = kept
        if free and self.left > 0:
            number_of = {choice: number for number, choice in enumerate(free)}
            touched = {group for choice in free for group in self.groups_of[choice]}
            groups = [[number_of[choice] for choice in self.problem.groups[group] if choice in number_of] for group in sorted(touched)]
            part, _bound = _solve_whole([self.problem.values[choice] for choice in free], groups, self.left)
            found = kept | {free[number] for number in part}
        if self.value(found) >= self.value(self.chosen):
            self.chosen = found

    def branch(self) -> None:
        if not self.done and self.left > 0:
            found, bound = _solve_whole(self.problem.values, self.problem.groups, self.left, start=self.chosen)
            self.bound = min(self.bound, bound)
            self.chosen = max(self.chosen, found, key=self.value)


def _relax(problem: Problem, seconds: float) -> _Relaxed:
    """Shares between 0 and 1, and a bound from the prices of the groups, valid whatever the solver's tolerance."""
    solver = _model(problem.values, problem.groups, seconds, whole=False)
    solver.run()
    solution = solver.getSolution()
    rest = [float(value) for value in problem.values]
    prices = [max(0.0, -price) for price in solution.row_dual] or [0.0] * len(problem.groups)
    for price, group in zip(prices, (group for group in problem.groups if len(group) > 1), strict=False):
        for choice in group if price else ():
            rest[choice] -= price
    bound = math.fsum(prices) + math.fsum(value for value in rest if value > 0)
    return _Relaxed(solution.col_value or [0.0] * len(problem.values), math.floor(bound + 1e-3))


def _solve_whole(
    values: Sequence[int], groups: Sequence[Sequence[int]], seconds: float, start: Collection[int] = ()
) -> tuple[set[int], int]:
    """The best choice found in time and its bound; the empty choice when none was found."""
    solver = _model(values, groups, seconds, whole=True)
    if start:
        solver.setSolution(_solution(len(values), start))
    solver.run()
    info = solver.getInfo()
    bound = -info.mip_dual_bound
    shares = solver.getSolution().col_value if info.primal_solution_status == 2 else ()
    found = {choice for choice, share in enumerate(shares) if share > 0.5}
    return found, math.floor(bound + 1e-3) if math.isfinite(bound) else sum(values)


def _solution(size: int, chosen: Collection[int]) -> Any:
    solution = highspy.HighsSolution()
    solution.col_value = [float(choice in chosen) for choice in range(size)]
    return solution


def _model(values: Sequence[int], groups: Sequence[Sequence[int]], seconds: float, *, whole: bool) -> Any:
    solver = highspy.Highs()
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "time_limit": max(seconds, 0.01),
        "mip_rel_gap": 0.0,
        "parallel": "off",
        "threads": 1,
        "random_seed": 0,
    }
    for option, setting in options.items():
        solver.setOptionValue(option, setting)
    rows = [group for group in groups if len(group) > 1]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(values), len(rows)
    model.col_cost_ = [-float(value) for value in values]
    model.col_lower_, model.col_upper_ = [0.0] * len(values), [1.0] * len(values)
    model.row_lower_, model.row_upper_ = [-highspy.kHighsInf] * len(rows), [1.0] * len(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [choice for row in rows for choice in row]
    model.a_matrix_.value_ = [1.0] * starts[-1]
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(values)
    solver.passModel(model)
    return solver
