"""When an interpreter really began and finished: said by herself, or read off the steps of the visit."""

import pytest

from clinic.visits import progress, refusals, scheduling, speaking
from clinic.visits.models import Visit
from clinic.visits.windows import Interpreting
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_service

pytestmark = pytest.mark.django_db
BOTH = Interpreting("first_and_last", 5)


@pytest.fixture
def wang_li():
    return make_interpreter()


def _visit(wang_li, interpreting=None):
    """10:50 to 11:20, the patient is here."""
    service, practitioner = make_service(), make_practitioner()
    new = scheduling.NewVisit(make_patient().pk, service.pk, practitioner.pk, heihe(10, 50), wang_li.pk, interpreting=interpreting)
    visit = scheduling.book(new, by_id=None, now=NOW)
    return progress.change_state(visit.pk, "arrived", seen="booked", by_id=None, now=NOW)


def _step(visit, to, at):
    return progress.change_state(visit.pk, to, seen=Visit.objects.get(pk=visit.pk).state, by_id=None, now=at)


def _told(visit):
    """Start and end in minutes after 10:50 of each window."""
    visit = Visit.objects.select_related("booking", "closing_booking").get(pk=visit.pk)
    moments = [(window.booking.started_at, window.booking.ended_at) for window in visit.windows]
    return [tuple(one and int((one - visit.starts).total_seconds() // 60) for one in pair) for pair in moments]


def test_she_begins_with_the_treatment_and_ends_with_it(wang_li):
    visit = _visit(wang_li, Interpreting("whole"))
    _step(visit, "in_treatment", heihe(10, 52))
    _step(visit, "done", heihe(11, 25))
    assert _told(visit) == [(2, 35)]


def test_who_is_needed_for_the_first_minutes_leaves_when_they_are_over(wang_li):
    visit = _visit(wang_li)
    _step(visit, "in_treatment", heihe(10, 52))
    _step(visit, "done", heihe(11, 25))
    assert _told(visit) == [(2, 12)]


def test_her_own_word_counts_before_the_plan(wang_li):
    visit = _visit(wang_li)
    speaking.begin(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(10, 51))
    after = speaking.finish(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(11, 6))
    _step(visit, "done", heihe(11, 25))
    assert (_told(visit), after.state) == ([(1, 16)], "in_treatment")


def test_the_end_of_a_treatment_that_nobody_announced_is_taken_from_the_plan(wang_li):
    visit = _visit(wang_li, BOTH)
    _step(visit, "in_treatment", heihe(10, 50))
    _step(visit, "done", heihe(11, 22))
    assert _told(visit) == [(0, 5), (25, 32)]


def test_each_end_is_said_by_itself(wang_li):
    visit = _visit(wang_li, BOTH)
    for moment, say in ((50, speaking.begin), (56, speaking.finish)):
        state = say(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(10, moment)).state
    assert state == "in_treatment"
    for moment, say in ((14, speaking.begin), (21, speaking.finish)):
        state = say(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(11, moment)).state
    assert (_told(visit), state) == ([(0, 6), (24, 31)], "done")


def test_said_twice_it_is_said_once(wang_li):
    visit = _visit(wang_li)
    for minute in (51, 55):
        speaking.begin(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(10, minute))
    for minute in (58, 59):
        speaking.finish(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=heihe(10, minute))
    assert _told(visit) == [(1, 8)]


def test_undo_takes_the_word_back(wang_li):
    visit = _visit(wang_li, Interpreting("whole"))
    for to, clock in (("in_treatment", heihe(10, 50)), ("done", heihe(11, 20)), ("in_treatment", heihe(11, 21))):
        _step(visit, to, clock)
    assert _told(visit) == [(0, None)]
    _step(visit, "arrived", heihe(11, 21))
    assert _told(visit) == [(None, None)]


def test_nobody_speaks_for_another_nor_before_the_patient_came(wang_li):
    visit = _visit(wang_li)
    with pytest.raises(refusals.StepNotAllowed):
        speaking.begin(visit.pk, interpreter_id=make_interpreter().pk, by_id=None, at=NOW)
    Visit.objects.filter(pk=visit.pk).update(state="booked")
    with pytest.raises(refusals.StepNotAllowed):
        speaking.begin(visit.pk, interpreter_id=wang_li.pk, by_id=None, at=NOW)
