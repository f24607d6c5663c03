"""The order of the goals (weight, fewest changes, known faces) and ways between rooms, against every possible plan of tiny days."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from interpreters.day import Day, Window, maximal_cliques
from interpreters.planning import plan_day
from tests.interpreters.first_come import first_come
from tests.interpreters.test_planning import WEIGHTS, able, as_pairs, days, person, window

ROOMS = (0, 1, 2)


@st.composite
def known_days(draw):
    """A tiny day, what people were told of it (some of it impossible by now), and a table of ways between three rooms."""
    interpreters, windows, _travel = draw(days())
    told = {
        one.id: draw(st.sampled_from([p.id for p in interpreters])) for one in windows if interpreters and draw(st.sampled_from([1, 1, 0]))
    }
    minutes = {pair: draw(st.integers(0, 12)) for pair in map(frozenset, combinations(ROOMS, 2))}
    room = {one.id: draw(st.sampled_from(ROOMS)) for one in windows}
    return interpreters, windows, told, lambda a, b: minutes.get(frozenset((room[a.id], room[b.id])), 0)


def every_plan(interpreters, windows, way):
    for choice in product([None, *interpreters], repeat=len(windows)):
        pairs = [(wanted, one) for wanted, one in zip(windows, choice, strict=True) if one]
        if all(able(one, wanted) for wanted, one in pairs) and possible(pairs, way):
            yield pairs


def possible(pairs, way) -> bool:
    held = ((a, b) for (a, one), (b, other) in combinations(pairs, 2) if one is other)
    return not any(a.start < b.end + way(a, b) and b.start < a.end + way(a, b) for a, b in held)


def goals(pairs, told) -> tuple[int, int, int]:
    return (
        sum(WEIGHTS[wanted.priority] for wanted, _one in pairs),
        sum(told.get(wanted.id) == one.id for wanted, one in pairs),
        sum(wanted.previous == one.id for wanted, one in pairs),
    )


@settings(max_examples=200, deadline=None)
@given(known_days())
def test_a_tiny_day_is_best_by_weight_then_by_changes_then_by_known_faces(day):
    interpreters, windows, told, way = day
    plan = plan_day(interpreters, windows, travel_minutes=way, known=told)
    best = max(goals(pairs, told) for pairs in every_plan(interpreters, windows, way))
    found = as_pairs(plan, interpreters, windows)
    assert possible(found, way)
    assert goals(found, told) == best
    assert (plan.optimal, plan.bound) == (True, best[0])


@settings(max_examples=60, deadline=None)
@given(days(people=6, windows=40))
def test_what_was_told_and_is_as_good_as_any_plan_stays_as_it_is(day):
    interpreters, windows, travel = day
    first = plan_day(interpreters, windows, travel_minutes=travel)
    again = plan_day(interpreters, windows, travel_minutes=travel, known=first.assigned)
    assert again.assigned == first.assigned


@settings(max_examples=60, deadline=None)
@given(days(people=6, windows=40), st.integers(0, 5))
def test_one_number_for_all_ways_is_the_same_as_a_table_that_says_it_everywhere(day, minutes):
    interpreters, windows, _travel = day
    by_number = plan_day(interpreters, windows, travel_minutes=minutes)
    by_table = plan_day(interpreters, windows, travel_minutes=lambda _one, _other: minutes)
    assert (by_number.covered_weight, by_number.bound) == (by_table.covered_weight, by_table.bound)


@settings(max_examples=100, deadline=None)
@given(known_days())
def test_the_exclusive_sets_hold_every_pair_that_clashes_and_no_other(day):
    _interpreters, windows, _told, way = day
    puzzle = Day([], windows, way, {})
    told = {frozenset((a.id, b.id)) for clique in puzzle.exclusive(puzzle.windows) for a, b in combinations(clique, 2)}
    assert told == {frozenset((a.id, b.id)) for a, b in combinations(windows, 2) if puzzle.clash(a, b)}


def test_covering_one_more_weighs_more_than_every_change():
    people = [person(1), person(2, skills=frozenset({"D_ORTHO"}))]
    windows = [window(1, 600, 620, skill="D_ORTHO"), window(2, 600, 620)]
    assert plan_day(people, windows, travel_minutes=0, known={1: 1}).assigned == {1: 2, 2: 1}


def test_one_change_less_weighs_more_than_every_known_face():
    told = {1: 1, 2: 2}
    windows = [window(1, 600, 620, previous=2), window(2, 600, 620, previous=1)]
    assert plan_day([person(1), person(2)], windows, travel_minutes=0, known=told).assigned == told


def test_even_minutes_move_nothing_that_was_told():
    windows = [window(number, 480 + 30 * number, 500 + 30 * number) for number in range(4)]
    told = dict.fromkeys(range(4), 1)
    assert plan_day([person(1), person(2)], windows, travel_minutes=0, known=told).assigned == told


def test_a_day_that_was_told_and_then_lost_somebody_changes_as_little_as_can_be():
    windows = [window(number, 480 + 10 * number, 500 + 10 * number, previous=1) for number in range(20)]
    told = first_come([person(1), person(2), person(3)], windows, 0)
    plan = plan_day([person(1), person(2)], windows, travel_minutes=0, known=told)
    hers = {number for number, one in told.items() if one == 3}
    assert {number for number, one in plan.assigned.items() if told.get(number) != one} <= hers


def test_only_the_way_that_is_too_long_excludes():
    first, near, far = window(1, 600, 620), window(2, 622, 640), window(3, 621, 640)
    ways = {frozenset((1, 2)): 2, frozenset((1, 3)): 5}
    plan = plan_day([person()], [first, near, far], travel_minutes=lambda a, b: ways.get(frozenset((a.id, b.id)), 0))
    assert plan.assigned == {1: 1, 2: 1}


def test_intervals_that_touch_stay_apart_as_sets():
    touching: list[Window] = [window(1, 600, 620), window(2, 620, 640)]
    assert [[one.id for one in clique] for clique in maximal_cliques(touching, 0)] == [[1], [2]]
