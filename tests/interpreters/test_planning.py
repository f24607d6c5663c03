"""The day plan against its promises, and against every possible plan of tiny days."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interpreters.planning import Interpreter, PlanInvalid, Window, plan_day
from tests.interpreters.first_come import first_come
from tests.interpreters.full_day import full_day

WEIGHTS = {1: 1, 2: 3, 3: 9}
SKILLS = ["D_ACU", "D_ORTHO"]


def person(number: int = 1, **changes) -> Interpreter:
    return Interpreter(**({"id": number, "sex": "F", "skills": frozenset(SKILLS), "shift": (480, 1020), "breaks": ((720, 780),)} | changes))


def window(number: int, start: int, end: int, **changes) -> Window:
    return Window(**({"id": number, "start": start, "end": end, "skill": "D_ACU", "priority": 1, "sex": None, "previous": None} | changes))


@st.composite
def days(draw, people=3, windows=5):
    interpreters = [
        Interpreter(
            number,
            draw(st.sampled_from("FM")),
            frozenset(draw(st.sets(st.sampled_from(SKILLS)))),
            (480, 540),
            draw(st.sampled_from([(), ((500, 505),)])),
        )
        for number in range(draw(st.integers(0, people)))
    ]
    spans = st.tuples(st.integers(475, 535), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair)))
    wanted = [
        Window(
            f"w{number}",
            *draw(spans),
            draw(st.sampled_from(SKILLS)),
            draw(st.integers(1, 3)),
            draw(st.sampled_from([None, None, "F", "M"])),
            draw(st.sampled_from([None, 0, 1])),
        )
        for number in range(draw(st.integers(0, windows)))
    ]
    return interpreters, wanted, draw(st.integers(0, 5))


def able(one: Interpreter, wanted: Window) -> bool:
    inside = (
        one.shift[0] <= wanted.start and wanted.end <= one.shift[1] and all(wanted.end <= a or b <= wanted.start for a, b in one.breaks)
    )
    return inside and wanted.skill in one.skills and wanted.sex in (None, one.sex)


def clashes(pairs, travel: int) -> bool:
    return any(one is other and a.start < b.end + travel and b.start < a.end + travel for (a, one), (b, other) in combinations(pairs, 2))


def every_plan(interpreters, windows, travel: int, locked=()):
    for choice in product([None, *interpreters], repeat=len(windows)):
        pairs = [(wanted, one) for wanted, one in zip(windows, choice, strict=True) if one]
        if not dict(locked).items() <= {wanted.id: one.id for wanted, one in pairs}.items():
            continue
        if all(able(one, wanted) for wanted, one in pairs) and not clashes(pairs, travel):
            yield pairs


def score(pairs) -> tuple[int, int]:
    return sum(WEIGHTS[wanted.priority] for wanted, _one in pairs), sum(wanted.previous == one.id for wanted, one in pairs)


def as_pairs(plan, interpreters, windows):
    people = {one.id: one for one in interpreters}
    return [(wanted, people[plan.assigned[wanted.id]]) for wanted in windows if wanted.id in plan.assigned]


@settings(max_examples=150, deadline=None)
@given(days())
def test_a_tiny_day_is_as_good_as_the_best_of_all_plans(day):
    interpreters, windows, travel = day
    plan = plan_day(interpreters, windows, travel_minutes=travel)
    best = max(score(pairs) for pairs in every_plan(interpreters, windows, travel))
    assert score(as_pairs(plan, interpreters, windows)) == best
    assert (plan.optimal, plan.covered_weight, plan.bound) == (True, best[0], best[0])


@settings(max_examples=100, deadline=None)
@given(days(), st.data())
def test_a_tiny_day_with_locks_is_as_good_as_the_best_plan_that_keeps_them(day, data):
    interpreters, windows, travel = day
    before = first_come(interpreters, windows, travel)
    locked = data.draw(st.sets(st.sampled_from(sorted(before.items())))) if before else set()
    plan = plan_day(interpreters, windows, travel_minutes=travel, locked=tuple(locked))
    assert plan.covered_weight == max(score(pairs)[0] for pairs in every_plan(interpreters, windows, travel, locked))


@settings(max_examples=60, deadline=None)
@given(days(people=6, windows=40))
def test_nobody_is_twice_nor_where_she_cannot_be_and_everything_is_accounted_for(day):
    interpreters, windows, travel = day
    plan = plan_day(interpreters, windows, travel_minutes=travel)
    pairs = as_pairs(plan, interpreters, windows)
    assert all(able(one, wanted) for wanted, one in pairs)
    assert not clashes(pairs, travel)
    assert plan.assigned.keys() | plan.uncovered.keys() == {wanted.id for wanted in windows}
    assert plan.covered_weight == score(pairs)[0] <= plan.bound


@settings(max_examples=60, deadline=None)
@given(days(people=6, windows=40))
def test_a_plan_is_never_worse_than_first_come_first_served(day):
    interpreters, windows, travel = day
    served = sum(WEIGHTS[wanted.priority] for wanted in windows if wanted.id in first_come(interpreters, windows, travel))
    assert plan_day(interpreters, windows, travel_minutes=travel).covered_weight >= served


@settings(max_examples=60, deadline=None)
@given(days(people=6, windows=40), st.data())
def test_a_lock_is_never_broken_and_the_rest_still_fits(day, data):
    interpreters, windows, travel = day
    before = first_come(interpreters, windows, travel)
    locked = data.draw(st.sets(st.sampled_from(sorted(before.items())))) if before else set()
    plan = plan_day(interpreters, windows, travel_minutes=travel, locked=tuple(locked))
    assert dict(locked).items() <= plan.assigned.items()
    assert not clashes(as_pairs(plan, interpreters, windows), travel)


@settings(max_examples=30, deadline=None)
@given(days(people=6, windows=40))
def test_without_time_to_search_the_plan_is_still_a_plan_and_its_bound_honest(day):
    interpreters, windows, travel = day
    hurried = plan_day(interpreters, windows, travel_minutes=travel, seconds=0.0)
    assert not clashes(as_pairs(hurried, interpreters, windows), travel)
    assert hurried.bound >= plan_day(interpreters, windows, travel_minutes=travel).covered_weight


def test_a_lock_stays_against_skill_shift_and_sex():
    plan = plan_day([person(skills=frozenset())], [window(1, 300, 320, sex="M")], travel_minutes=3, locked=[(1, 1)])
    assert (plan.assigned, plan.covered_weight, plan.optimal) == ({1: 1}, 1, True)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"skill": "D_PREV"}, "no_skill"),
        ({"sex": "M"}, "sex"),
        ({"start": 1010, "end": 1030}, "off_shift"),
        ({"start": 715, "end": 725}, "off_shift"),
        ({}, "clash"),
    ],
)
def test_an_uncovered_window_says_why(changes, reason):
    urgent = window(1, 600, 620, priority=3)
    plan = plan_day([person()], [urgent, window(2, **({"start": 610, "end": 630} | changes))], travel_minutes=0)
    assert plan.uncovered == {2: reason}


def test_one_weighty_window_beats_two_light_ones():
    plan = plan_day([person()], [window(1, 600, 620), window(2, 620, 640), window(3, 610, 630, priority=2)], travel_minutes=0)
    assert plan.assigned == {3: 1}


@pytest.mark.parametrize("known", [{1: 1, 2: 2, 3: 3}, {1: 2, 2: 3, 3: 1}, {1: 3, 2: 2, 3: 1}])
def test_a_patient_keeps_the_interpreter_he_knows(known):
    plan = plan_day(
        [person(1), person(2), person(3)], [window(number, 600, 620, previous=known[number]) for number in known], travel_minutes=0
    )
    assert plan.assigned == known


def test_an_ordinary_full_day_is_proven():
    interpreters, windows = full_day(people=7, windows=140, seed=1)
    plan = plan_day(interpreters, windows, travel_minutes=3)
    served = sum(WEIGHTS[wanted.priority] for wanted in windows if wanted.id in first_come(interpreters, windows, 3))
    assert plan.optimal
    assert plan.bound == plan.covered_weight > served


def test_covering_one_more_weighs_more_than_every_known_face():
    people = [person(1), person(2, skills=frozenset({"D_ORTHO"}))]
    plan = plan_day(people, [window(1, 600, 620, skill="D_ORTHO", previous=1), window(2, 600, 620)], travel_minutes=0)
    assert plan.assigned == {1: 2, 2: 1}


def test_minutes_are_spread_evenly():
    plan = plan_day([person(1), person(2)], [window(number, 480 + 30 * number, 500 + 30 * number) for number in range(6)], travel_minutes=5)
    assert sorted(plan.assigned.values()) == [1, 1, 1, 2, 2, 2]


def test_the_way_to_the_next_room_counts_and_touching_does_not():
    pair = [window(1, 600, 620), window(2, 620, 640)]
    assert [plan_day([person()], pair, travel_minutes=minutes).covered_weight for minutes in (0, 1)] == [2, 1]


@pytest.mark.parametrize(
    ("windows", "locked", "code"),
    [
        ([window(1, 600, 620), window(1, 630, 640)], [], "twice"),
        ([window(1, 600, 600)], [], "window"),
        ([window(1, 600, 620, priority=7)], [], "priority"),
        ([window(1, 600, 620)], [(2, 1)], "lock_unknown"),
        ([window(1, 600, 620)], [(1, 1), (1, 2)], "lock_twice"),
        ([window(1, 600, 620), window(2, 610, 630)], [(1, 1), (2, 1)], "lock_clash"),
    ],
)
def test_a_question_that_contradicts_itself_is_named(windows, locked, code):
    with pytest.raises(PlanInvalid) as refused:
        plan_day([person(1), person(2)], windows, travel_minutes=0, locked=locked)
    assert refused.value.code == code
