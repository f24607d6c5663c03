"""Everybody at once: desks, coordinators, a merge. No two bookings overlap, and the database never has to break a ring of waiting."""

import random
from datetime import timedelta

import pytest

from clinic.coordination import proposals
from clinic.visits import moving, progress, scheduling, windowing
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.states import NEXT
from clinic.visits.windows import Interpreting
from interpreters import absences
from interpreters.booking import BookingRefused
from interpreters.models import Absence
from patients import merging, refusals
from tests.interpreters.house import House
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_user, make_visit

PROCESSES, STEPS = 8, 160
PARTS = [None, Interpreting("none"), Interpreting("whole"), Interpreting("first", 5), Interpreting("first_and_last", 5)]
POLITE = (Refusal, BookingRefused, proposals.ProposalRefused, refusals.Refusal)


class Hand:
    """One desk that does whatever comes; every act is chosen by the number of its step, so that a run can be told."""

    def __init__(self, number: int, *, visits: list[int], people: list[int], patients: list[int], by: int) -> None:
        self.chance = random.Random(number)
        self.visits, self.people, self.patients = visits, people, patients
        self.by = {"by_id": by, "now": NOW}
        self.visit, self.who = self.one_of(visits), self.one_of([None, *people])
        self.hour = heihe(13) + timedelta(minutes=15 * number % 120)

    def one_of(self, things: list):
        return self.chance.choice(things)

    def assign(self) -> None:
        scheduling.assign(self.visit, self.who, window=self.one_of(["", "", "closing"]), **self.by)

    def move(self) -> None:
        moving.move_visit(moving.Move(self.visit, self.hour, self.one_of(["", "opening", "closing"]), self.who), **self.by)

    def change_windows(self) -> None:
        windowing.change_windows(self.visit, self.one_of(PARTS), **self.by)

    def step(self) -> None:
        seen = Visit.objects.values_list("state", flat=True).get(pk=self.visit)
        progress.change_state(self.visit, self.one_of(list(NEXT[seen]) or ["done"]), seen=seen, **self.by)

    def be_away(self) -> None:
        absences.note(self.one_of(self.people), starts=self.hour, ends=self.hour + timedelta(minutes=20), reason="sick", **self.by)

    def come_back(self) -> None:
        for absence in Absence.objects.order_by("?")[:1]:
            absences.end(absence.pk, at=absence.starts)

    def plan(self) -> None:
        proposals.accept(proposals.propose(TODAY, help_wanted=False, **self.by).pk, **self.by)

    def merge(self) -> None:
        merge = merging.merge(*self.chance.sample(self.patients, 2), certain=True, **self.by)
        merging.unmerge(merge.pk, **self.by)


OFTEN, SELDOM = [Hand.assign, Hand.move], [Hand.be_away, Hand.come_back, Hand.plan, Hand.merge]
ACTS = OFTEN * 6 + [Hand.change_windows, Hand.step] * 3 + SELDOM


def act(number: int, **house) -> str:
    hand = Hand(number, **house)
    what = hand.one_of(ACTS)
    try:
        what(hand)
    except POLITE as refusal:
        return f"{what.__name__}: {type(refusal).__name__}"
    return what.__name__


@pytest.mark.race
def test_whatever_all_do_at_once_nobody_is_taken_twice_and_nobody_waits_for_ever(race):
    rooms = [make_practitioner(room=make_room(code)) for code in ("302", "304", "311")]
    patients = [make_patient() for _number in range(6)]
    visits = [
        make_visit(practitioner=rooms[number % 3], patient=patients[number % 6], starts=heihe(13 + number // 3)).pk for number in range(12)
    ]
    people = [make_interpreter().pk for _number in range(3)]
    house = {"visits": visits, "people": people, "patients": [one.pk for one in patients], "by": make_user("admin").pk}
    outcomes = race(act, times=STEPS, processes=PROCESSES, **house)
    assert [one.error for one in outcomes if one.error] == []
    assert {one.value for one in outcomes} >= {act.__name__ for act in ACTS}
    for holds in (House.nobody_is_in_two_rooms_nor_between_them, House.every_live_booking_is_the_window_of_one_live_visit):
        holds(None)
