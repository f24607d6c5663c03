"""The solver behind the day plan, on puzzles harder than any day."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from interpreters import packing
from interpreters.packing import Problem, pack

SECONDS = 20.0


@st.composite
def problems(draw):
    values = draw(st.lists(st.integers(1, 9), max_size=9))
    numbers = st.integers(0, len(values) - 1) if values else st.nothing()
    groups = draw(st.lists(st.sets(numbers, min_size=1, max_size=4).map(sorted), max_size=8)) if values else []
    return Problem(values, groups, [number % 3 for number in range(len(values))])


def allowed(problem: Problem, choices) -> bool:
    return all(len(set(group) & set(choices)) <= 1 for group in problem.groups)


def best(problem: Problem) -> int:
    numbers = range(len(problem.values))
    every = chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))
    return max(sum(problem.values[number] for number in choices) for choices in every if allowed(problem, choices))


def pentagons(count: int) -> Problem:
    """Of each ring of five only two fit, while halves of all five would."""
    groups = [[5 * ring + corner, 5 * ring + (corner + 1) % 5] for ring in range(count) for corner in range(5)]
    return Problem([1] * (5 * count), groups, [number // 5 for number in range(5 * count)])


@settings(max_examples=150, deadline=None)
@given(problems())
def test_nothing_is_worth_more_than_what_is_chosen(problem):
    packed = pack(problem, seconds=SECONDS)
    assert allowed(problem, packed.chosen)
    assert sum(problem.values[choice] for choice in packed.chosen) == packed.bound == best(problem)


def test_where_halves_would_be_worth_more_branching_proves_the_whole():
    packed = pack(pentagons(8), seconds=SECONDS)
    assert (len(packed.chosen), packed.bound) == (16, 16)


def test_without_branching_the_bound_stays_above_and_the_neighbourhoods_reach_the_best(monkeypatch):
    monkeypatch.setattr(packing, "COLUMNS_FOR_BRANCHING", 0)
    packed = pack(pentagons(12), seconds=0.5)
    assert allowed(pentagons(12), packed.chosen)
    assert (len(packed.chosen), packed.bound) == (24, 30)
