from datetime import timedelta

import pytest

from clinic.visits import progress, refusals, scheduling
from clinic.visits.models import VisitChange
from interpreters.models import Booking
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_service, make_visit


@pytest.fixture
def visit(liu_fang):
    return make_visit()


def _set(visit, to, by, seen=None):
    return progress.change_state(visit.pk, to, seen=seen or visit.state, by_id=by.pk, now=NOW)


def test_each_step_is_kept_with_who_and_when(visit, liu_fang):
    _set(visit, "arrived", liu_fang)
    assert list(VisitChange.objects.values_list("from_state", "to_state", "by", "at")) == [("booked", "arrived", liu_fang.pk, NOW)]


def test_a_second_click_changes_nothing(visit, liu_fang):
    _set(visit, "arrived", liu_fang)
    _set(visit, "arrived", liu_fang, seen="booked")
    assert VisitChange.objects.count() == 1


def test_a_desk_that_saw_an_older_state_is_told(visit, liu_fang):
    _set(visit, "cancelled", liu_fang)
    with pytest.raises(refusals.StateMoved) as refusal:
        _set(visit, "arrived", liu_fang, seen="booked")
    assert refusal.value.state == "cancelled"


@pytest.mark.parametrize("wanted", ["done", "in_treatment", "sleeping", ""])
def test_a_step_the_rules_do_not_know_is_refused(visit, liu_fang, wanted):
    with pytest.raises(refusals.StepNotAllowed):
        _set(visit, wanted, liu_fang)


@pytest.mark.parametrize("state", ["no_show", "cancelled"])
def test_giving_up_a_visit_sets_the_interpreter_free(liu_fang, state):
    new = scheduling.NewVisit(
        patient_id=make_patient().pk, service_id=make_service().pk, practitioner_id=make_practitioner().pk,
        starts=heihe(10, 50), interpreter_id=make_interpreter().pk,
    )  # fmt: skip
    visit = scheduling.book(new, by_id=None, now=NOW)
    _set(visit, state, liu_fang)
    visit.refresh_from_db()
    assert (visit.booking, Booking.objects.get().released_at) == (None, NOW)


def test_who_comes_after_all_is_refused_when_the_time_is_gone(liu_fang):
    practitioner = make_practitioner()
    late = make_visit(practitioner=practitioner, state="no_show")
    make_visit(practitioner=practitioner)
    with pytest.raises(refusals.PractitionerTaken):
        _set(late, "arrived", liu_fang)


@pytest.mark.parametrize("to", ["arrived", "no_show"])
def test_nobody_has_come_or_stayed_away_before_the_day(to, liu_fang):
    visit = make_visit(starts=NOW + timedelta(days=4))
    with pytest.raises(refusals.NotYet):
        _set(visit, to, liu_fang)
    visit.refresh_from_db()
    assert visit.state == "booked"


def test_a_visit_of_a_later_day_is_cancelled(liu_fang):
    assert _set(make_visit(starts=NOW + timedelta(days=4)), "cancelled", liu_fang).state == "cancelled"
