"""A massage from 10:50 to 11:20, interpreted for its first ten minutes, until somebody changes that."""

import pytest

from clinic.visits import refusals, scheduling, windowing
from clinic.visits.models import Visit
from clinic.visits.windows import Interpreting
from clinic.visits.wording import in_words
from interpreters import booking
from interpreters.booking import InterpreterTaken
from interpreters.models import Booking
from interpreters.telling import WindowOver
from tests.interpreters.make import make_booking
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_service

pytestmark = pytest.mark.django_db
BOTH, WHOLE, NONE = Interpreting("first_and_last", 5), Interpreting("whole"), Interpreting("none")


@pytest.fixture
def wang_li():
    return make_interpreter()


@pytest.fixture
def visit(wang_li):
    new = scheduling.NewVisit(make_patient().pk, make_service().pk, make_practitioner().pk, heihe(10, 50), wang_li.pk)
    return scheduling.book(new, by_id=None, now=NOW)


def _change(visit, wanted, *, now=NOW):
    windowing.change_windows(visit.pk, wanted, by_id=None, now=now)
    return Visit.objects.select_related("service", "booking", "closing_booking").get(pk=visit.pk)


def _minutes(visit):
    return [window.booking and (window.booking.ends - window.booking.starts).seconds // 60 for window in visit.windows]


def test_her_booking_becomes_as_long_as_the_window(visit):
    before = visit.booking_id
    visit = _change(visit, WHOLE)
    assert (_minutes(visit), visit.booking_id, visit.booking.sequence) == ([30], before, 1)


def test_a_window_at_the_end_goes_to_her_too(visit, wang_li):
    visit = _change(visit, BOTH)
    assert (_minutes(visit), visit.closing_booking.interpreter) == ([5, 5], wang_li)


def test_a_window_at_the_end_stands_open_when_she_is_taken(visit, wang_li):
    make_booking(wang_li, "11:12", "11:30")
    assert _minutes(_change(visit, BOTH)) == [5, None]


def test_whoever_stands_in_the_way_of_more_minutes_is_named_and_nothing_changes(visit, wang_li):
    make_booking(wang_li, "11:12", "11:30", place="304")
    with pytest.raises(InterpreterTaken) as refusal:
        _change(visit, WHOLE)
    assert "304" in in_words(refusal.value)
    assert "11:30" in in_words(refusal.value)
    visit.refresh_from_db()
    assert (visit.window_ends, visit.interpreting_override) == (heihe(11), "")


def test_nobody_needed_gives_her_back(visit):
    visit = _change(visit, NONE)
    assert (visit.needs_interpreter, visit.windows, visit.booking, Booking.objects.get().released_at) == (False, (), None, NOW)


def test_needed_after_all_is_a_new_need(visit):
    _change(visit, NONE)
    visit = _change(visit, None, now=heihe(10, 30))
    assert (visit.needs_interpreter, _minutes(visit), visit.interpreter_needed_since) == (True, [None], heihe(10, 30))


def test_two_ends_become_one_whole_and_the_second_booking_is_given_back(visit):
    visit = _change(_change(visit, BOTH), WHOLE)
    assert (_minutes(visit), visit.closing_starts, visit.closing_booking) == ([30], None, None)
    assert Booking.objects.filter(released_at=None).count() == 1


def test_both_ends_grow_together(visit):
    assert _minutes(_change(_change(visit, BOTH), Interpreting("first_and_last", 14))) == [14, 14]


def test_minutes_that_are_spoken_stay_and_the_end_may_still_be_added(visit):
    visit = _change(visit, BOTH)
    booking.finished(visit.booking_id, at=heihe(10, 56))
    with pytest.raises(WindowOver):
        _change(visit, WHOLE)
    assert _minutes(_change(visit, Interpreting("first", 5))) == [5]


def test_a_visit_that_began_long_ago_may_still_get_more_minutes(visit):
    assert _minutes(_change(visit, WHOLE, now=heihe(11, 25))) == [30]


def test_minutes_must_fit_and_the_visit_must_not_be_over(visit):
    with pytest.raises(refusals.MinutesDoNotFit):
        _change(visit, Interpreting("first", 31))
    Visit.objects.filter(pk=visit.pk).update(state="done")
    with pytest.raises(refusals.StepNotAllowed):
        _change(visit, WHOLE)
