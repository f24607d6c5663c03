"""Somebody is away, or back: the rest of the day is planned anew with the fewest changes."""

from datetime import timedelta

import pytest

from clinic.coordination.models import DayProposal
from clinic.coordination.proposals import accept, answer_of
from clinic.coordination.repair import Away, UntilInvalid, away, back
from clinic.reminders import notices
from clinic.visits import scheduling
from clinic.visits.models import Visit
from interpreters.models import Absence, Booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_visit

pytestmark = pytest.mark.django_db
WEEKS_AGO = NOW - timedelta(days=14)


@pytest.fixture
def three():
    return [make_interpreter(name_zh_hans=name) for name in ("王丽", "陈静", "赵敏")]


def booked(who, hour: int, minute: int = 0) -> Visit:
    return scheduling.assign(make_visit(starts=heihe(hour, minute)).pk, who.pk, by_id=None, now=WEEKS_AGO)


def holder_of(visit: Visit) -> int | None:
    booking = Visit.objects.select_related("booking").get(pk=visit.pk).booking
    return booking.interpreter_id if booking else None


def ill(who, until="day", **changes) -> DayProposal:
    return away(Away(who.pk, TODAY, until), by_id=None, now=NOW, **changes)


def test_only_hers_change_hands_when_somebody_falls_ill(three):
    hers, others = booked(three[0], 14), [booked(three[1], 14), booked(three[2], 15)]
    accept(ill(three[0]).pk, by_id=None, now=NOW)
    assert holder_of(hers) == three[2].pk
    assert [holder_of(visit) for visit in others] == [three[1].pk, three[2].pk]


def test_whom_nobody_can_take_over_is_left_open_first_and_freed(three):
    visits = [booked(one, 14) for one in three]
    answer = answer_of(proposal := ill(three[0]))
    assert [one.visit for one in answer.uncovered] == [visits[0].pk]
    accept(proposal.pk, by_id=None, now=NOW)
    assert [holder_of(visit) for visit in visits] == [None, three[1].pk, three[2].pk]


def test_a_lock_by_hand_does_not_hold_her_who_is_not_there(three):
    hers = booked(three[0], 14)
    Booking.objects.update(locked=True)
    accept(ill(three[0]).pk, by_id=None, now=NOW)
    assert holder_of(hers) in (three[1].pk, three[2].pk)


def test_what_is_near_goes_to_somebody_else_when_she_is_not_there(three):
    hers = booked(three[0], 10, 22)
    accept(ill(three[0]).pk, by_id=None, now=NOW)
    assert holder_of(hers) in (three[1].pk, three[2].pk)


def test_until_noon_leaves_her_the_afternoon(three):
    morning, afternoon = booked(three[0], 11), booked(three[0], 14)
    accept(ill(three[0], "noon").pk, by_id=None, now=NOW)
    assert (holder_of(morning) != three[0].pk, holder_of(afternoon)) == (True, three[0].pk)


def test_in_an_emergency_one_tap_does_both(three):
    hers = booked(three[0], 14)
    assert ill(three[0], at_once=True).accepted_at == NOW
    assert holder_of(hers) in (three[1].pk, three[2].pk)


def test_noting_it_twice_notes_it_once(three):
    ill(three[0])
    ill(three[0])
    assert Absence.objects.count() == 1


def test_the_absence_stays_when_the_proposal_is_dropped(three):
    ill(three[0]).delete()
    assert Absence.objects.get().ends == heihe(0) + timedelta(days=1)


def test_an_absence_until_a_date_is_one_absence(three):
    ill(three[0], TODAY + timedelta(days=2))
    assert Absence.objects.get().ends == heihe(0) + timedelta(days=3)


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=90)])
def test_a_date_that_cannot_be_is_refused(three, until):
    with pytest.raises(UntilInvalid):
        ill(three[0], until)
    assert not Absence.objects.exists()


def test_noon_is_refused_in_the_afternoon(three):
    with pytest.raises(UntilInvalid):
        away(Away(three[0].pk, TODAY, "noon"), by_id=None, now=heihe(12, 1))


def test_who_is_back_takes_what_stands_open(three):
    visits = [booked(one, 14) for one in three]
    ill(three[0], at_once=True)
    accept(back(three[0].pk, day=TODAY, by_id=None, now=NOW + timedelta(minutes=5)).pk, by_id=None, now=NOW + timedelta(minutes=5))
    assert [holder_of(visit) for visit in visits] == [one.pk for one in three]
    assert Absence.objects.get().ends == NOW + timedelta(minutes=5)


def test_who_was_not_away_is_not_back(three):
    assert back(three[0].pk, day=TODAY, by_id=None, now=NOW) is None


def test_everyone_concerned_is_told_and_nobody_else(three):
    booked(three[0], 14)
    booked(three[1], 14)
    ill(three[0], at_once=True)
    later = NOW + timedelta(minutes=1)
    assert {who: [one.kind for one in hers] for who, hers in notices.unseen_by_all(now=later).items()} == {
        three[0].pk: ["taken_away"],
        three[2].pk: ["assigned"],
    }
