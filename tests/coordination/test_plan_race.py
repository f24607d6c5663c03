"""Accepting a plan while desks book, interpreters fall ill and another coordinator accepts hers. Real processes, both databases."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from clinic.coordination.models import DayProposal
from clinic.coordination.proposals import ProposalRefused, accept, propose
from clinic.visits import scheduling
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from interpreters import absences
from interpreters.booking import BookingRefused
from interpreters.models import Booking, Interpreter
from tests.make import NOW, TODAY, heihe, make_interpreter, make_user, make_visit

PROCESSES = 10
TIMES = [heihe(13 + number // 4, number % 4 * 15) for number in range(16)]


def overlaps() -> int:
    """Pairs of live bookings of one person that overlap; the walk between rooms is the verb's, here all are in one room."""
    live = list(Booking.objects.filter(released_at=None).order_by("interpreter", "starts"))
    pairs = [(one, other) for one in live for other in live if one.pk < other.pk and one.interpreter_id == other.interpreter_id]
    return sum(one.starts < other.ends and other.starts < one.ends for one, other in pairs)


def dangling() -> int:
    """Live bookings no window points at, and windows that point at a released one."""
    pointed = set(Visit.objects.filter(booking__isnull=False).values_list("booking", flat=True))
    live = set(Booking.objects.filter(released_at=None).values_list("pk", flat=True))
    return len(pointed ^ live)


def act(number: int, *, proposals: list[int], visits: list[int], people: list[int], user: int) -> str:
    """By turns: accept one of the proposals, send somebody to an open visit, take somebody away, note an absence."""
    what = ("accept", "assign", "free", "assign", "away")[number % 5]
    try:
        if what == "accept":
            accept(proposals[number // 5 % len(proposals)], by_id=user, now=NOW)
        elif what == "assign":
            scheduling.assign(visits[number % len(visits)], people[number % len(people)], by_id=user, now=NOW)
        elif what == "free":
            scheduling.assign(visits[number % len(visits)], None, by_id=user, now=NOW)
        else:
            ends = TIMES[number % len(TIMES)] + timedelta(minutes=20)
            absences.note(people[number % len(people)], starts=TIMES[0], ends=ends, reason="sick", by_id=user, now=NOW)
    except (ProposalRefused, BookingRefused, Refusal) as refused:
        return f"{what}: {type(refused).__name__}"
    return what


def taken(number: int, *, proposals: list[int], user: int) -> str:
    try:
        accept(proposals[number % len(proposals)], by_id=user, now=NOW)
    except ProposalRefused as refused:
        return type(refused).__name__
    return f"accepted {proposals[number % len(proposals)]}"


def day_of(starts: list[datetime], people: int) -> tuple[list[int], list[int]]:
    return [make_visit(starts=one).pk for one in starts], [make_interpreter(name_zh_hans=f"王{number}").pk for number in range(people)]


def two_proposals() -> list[int]:
    return [propose(TODAY, by_id=make_user("coordinator").pk, now=NOW).pk for _ in range(2)]


@pytest.mark.race
def test_a_plan_accepted_while_desks_book_and_people_fall_ill_books_nobody_twice(race):
    visits, people = day_of(TIMES, 3)
    for number, visit in enumerate(visits[:8]):
        scheduling.assign(visit, people[number % 3], by_id=None, now=NOW)
    given = {"proposals": two_proposals(), "visits": visits, "people": people, "user": make_user("coordinator").pk}
    outcomes = race(act, times=50, processes=PROCESSES, **given)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert (overlaps(), dangling()) == (0, 0)


@pytest.mark.race
def test_of_two_coordinators_who_accept_at_once_one_wins_and_the_other_is_told(race):
    day_of(TIMES, 3)
    proposals = two_proposals()
    outcomes = race(taken, times=50, processes=PROCESSES, proposals=proposals, user=make_user("coordinator").pk)
    said = Counter(outcome.value for outcome in outcomes)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert sorted(said.values()) == [25, 25]  # the winner's double clicks are told it is accepted, all others that the day moved
    assert "DayMoved" in said
    assert DayProposal.objects.filter(accepted_at__isnull=False).count() == 1
    assert (Booking.objects.filter(released_at=None).count(), overlaps(), dangling()) == (len(TIMES), 0, 0)


@pytest.mark.race
def test_two_plans_that_share_no_visit_still_do_not_pass_each_other(race):
    """Each was made from a day without the other's changes: the second would rest on what is no longer so."""
    visits, _people = day_of(TIMES, 3)
    proposals = two_proposals()
    for half, proposal in enumerate(DayProposal.objects.filter(pk__in=proposals).order_by("pk")):
        proposal.content["moves"] = [move for move in proposal.content["moves"] if move["visit"] in visits[half::2]]
        proposal.save()
    outcomes = race(taken, times=2, proposals=proposals, user=make_user("coordinator").pk)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert Counter(str(outcome.value).split()[0] for outcome in outcomes) == {"accepted": 1, "DayMoved": 1}


def test_the_helpers_see_what_they_look_for(db):
    visit, person = make_visit(starts=TIMES[0]), make_interpreter()
    scheduling.assign(visit.pk, person.pk, by_id=None, now=NOW)
    assert (overlaps(), dangling(), Interpreter.objects.count()) == (0, 0, 1)
    Visit.objects.update(booking=None)
    assert dangling() == 1
