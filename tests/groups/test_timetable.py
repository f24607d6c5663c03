"""A group laid on a day: covered starts first, families together, nobody twice."""

from datetime import timedelta
from itertools import pairwise

from clinic.groups.timetable import Member, Wish, families_together, lay
from clinic.visits.slots import Opening
from interpreters.availability import Interval, Place
from interpreters.matching import Candidate, Need
from tests.make import heihe

HALF_HOUR = timedelta(minutes=30)


def opening(practitioner: int, *taken: Interval, until: int = 10) -> Opening:
    return Opening(practitioner, (Interval(heihe(8), heihe(until)),), taken)


def speaker(number: int) -> Candidate:
    return Candidate(number, "F", skills=(("*", 3),), shifts=(Interval(heihe(8), heihe(18)),))


def need(start, practitioner: int) -> tuple[Need, ...]:
    return (Need(Interval(start, start + timedelta(minutes=10)), Place(f"30{practitioner}", 3)),)


WISH = Wish(HALF_HOUR, heihe(8), need)


def members(number: int, **changes) -> list[Member]:
    return [Member(patient_id, **changes) for patient_id in range(1, number + 1)]


def test_everybody_gets_the_earliest_start_with_an_interpreter() -> None:
    timetable = lay(members(4), [opening(1), opening(2)], [speaker(7), speaker(8)], WISH)
    assert [(place.start, place.practitioner_id) for place in timetable.places] == [
        (heihe(8), 1), (heihe(8), 2), (heihe(8, 30), 1), (heihe(8, 30), 2)]  # fmt: skip
    assert {place.interpreter_id for place in timetable.places} == {7, 8}


def test_one_interpreter_walks_from_start_to_start_and_is_never_in_two_rooms() -> None:
    timetable = lay(members(4), [opening(1), opening(2)], [speaker(7)], WISH)
    starts = [place.start for place in timetable.places]
    assert (len(starts), len(set(starts))) == (4, 4)
    assert all(later - sooner >= timedelta(minutes=10) for sooner, later in pairwise(starts))


def test_without_an_interpreter_the_place_is_given_and_says_so() -> None:
    timetable = lay(members(2), [opening(1)], [], WISH)
    assert [(place.needs_interpreter, place.interpreter_id) for place in timetable.places] == [(True, None), (True, None)]


def test_who_finds_no_time_is_told_so() -> None:
    assert lay(members(5), [opening(1)], [speaker(7)], WISH).without == {5: "no_time"}


def test_hindered_members_and_taken_times_are_left_alone() -> None:
    people = [Member(1, hindered="after_last_day"), Member(2, taken=(Interval(heihe(8), heihe(9)),))]
    timetable = lay(people, [opening(1)], [speaker(7)], WISH)
    assert (timetable.without, timetable.places[0].start) == ({1: "after_last_day"}, heihe(9))


def test_the_known_interpreter_comes_first_and_then_the_one_whom_the_group_knows() -> None:
    people = [Member(1, previous=8), Member(2)]
    timetable = lay(people, [opening(1)], [speaker(7), speaker(8)], WISH)
    assert [place.interpreter_id for place in timetable.places] == [8, 8]


def test_a_family_stands_together_where_the_first_of_it_stands() -> None:
    names = [(1, "Иванов"), (2, "Белова"), (3, "ИВАНОВА"), (4, "Достоевский"), (5, "Белов"), (6, "Достоевская")]
    assert families_together(names) == [1, 3, 2, 5, 4, 6]
