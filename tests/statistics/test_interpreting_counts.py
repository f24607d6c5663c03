"""The interpreters' figures against a few windows of November 2026, until Tuesday the 24th."""

from datetime import date, timedelta

import pytest

from clinic.departments.models import ClosedDay
from clinic.statistics.interpreting import Tally
from clinic.statistics.interpreting_counts import bookings_of, interpreting_of, uncovered_visits
from interpreters.models import Absence, ShiftException
from interpreters.worked import minutes_at_work
from tests.interpreters.make import make_booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang_li():
    return make_interpreter()


def _tally(year=2026, month=11):
    (person,) = interpreting_of(year, month=month, today=TODAY).persons
    return person.tally


def test_booked_and_spoken_minutes_and_the_delay(wang_li):
    make_booking(wang_li, "10:00", "10:20", started_at=heihe(10, 4), ended_at=heihe(10, 30))
    make_booking(wang_li, "11:00", "11:10", started_at=heihe(10, 58))
    make_booking(wang_li, "12:00", "12:10", released_at=NOW)
    tally = _tally()
    assert (tally.windows, tally.booked, tally.told, tally.spoken, tally.planned) == (2, 30, 1, 26, 20)
    assert (tally.begun, tally.delayed) == (2, 4)


def test_only_requests_for_at_once_wait(wang_li):
    make_booking(wang_li, "10:00", "10:10", requested_at=heihe(9, 1), started_at=heihe(10, 5))
    make_booking(wang_li, "11:00", "11:10", requested_at=heihe(10, 58), started_at=heihe(11, 8))
    make_booking(wang_li, "13:00", "13:10", requested_at=heihe(12), started_at=heihe(13))
    make_booking(wang_li, "14:00", "14:10", requested_at=heihe(14, 5), started_at=heihe(14, 2))
    tally = _tally()
    assert (tally.asked, tally.waited, tally.quick) == (3, 64 + 10, 2)


def test_a_month_ends_at_midnight_in_heihe(wang_li):
    start = heihe(0, day=date(2026, 11, 1))
    make_booking(wang_li, starts=start - timedelta(minutes=10), ends=start + timedelta(minutes=10))
    make_booking(wang_li, starts=start + timedelta(minutes=10), ends=start + timedelta(minutes=11))
    assert (_tally(month=10).booked, _tally(month=11).booked, _tally(month=None).booked) == (20, 1, 21)
    assert bookings_of(wang_li.pk, 2026, 11, today=TODAY).count() == 1


def test_time_at_work_is_without_breaks_absences_and_holidays(wang_li):
    ClosedDay.objects.create(date=date(2026, 11, 2), kind="holiday")
    Absence.objects.create(
        interpreter=wang_li, starts=heihe(12, day=date(2026, 11, 3)), ends=heihe(18, day=date(2026, 11, 4)), reason="sick", noted_at=NOW
    )
    ShiftException.objects.create(interpreter=wang_li, day=date(2026, 11, 5), noted_at=NOW)
    worked = {
        day: minutes_at_work([wang_li.pk], date(2026, 11, day), date(2026, 11, day), holidays={date(2026, 11, 2)}) for day in range(1, 7)
    }
    hours = {day: found[wang_li.pk][11] // 60 for day, found in worked.items()}
    assert hours == {1: 10, 2: 0, 3: 4, 4: 0, 5: 0, 6: 10}


def test_what_lies_ahead_is_not_counted(wang_li):
    tomorrow = heihe(10, day=TODAY + timedelta(days=1))
    make_booking(wang_li, starts=tomorrow, ends=tomorrow + timedelta(minutes=10))
    assert (_tally().windows, _tally().at_work) == (0, 24 * 600)
    assert not bookings_of(wang_li.pk, 2026, 11, today=TODAY).exists()
    assert interpreting_of(2027, today=TODAY).persons == ()


def test_each_end_of_a_visit_may_be_without_anybody(wang_li):
    make_visit(state="done", closing_starts=heihe(10, 50), closing_ends=heihe(11))
    make_visit(state="done", starts=heihe(12), booking=make_booking(wang_li, "12:00", "12:10"),
               closing_starts=heihe(12, 20), closing_ends=heihe(12, 30))  # fmt: skip
    make_visit(state="cancelled", starts=heihe(14))
    make_visit(state="done", starts=heihe(15), needs_interpreter=False, window_starts=None, window_ends=None)
    found = interpreting_of(2026, today=TODAY)
    assert (found.windows[11], found.uncovered[11], found.bare) == (4, 3, 3)
    assert uncovered_visits(2026, 11).count() == 2


def test_the_figures_cost_six_statements(wang_li, django_assert_num_queries):
    make_interpreter()
    for hour in range(8, 17):
        make_booking(wang_li, f"{hour:02}:00", f"{hour:02}:10")
    with django_assert_num_queries(6):
        interpreting_of(2026, today=TODAY)


def test_an_empty_house_is_nought(db):
    found = interpreting_of(2026, today=TODAY)
    assert (found.whole, found.fairness, found.as_plain["utilisation"]) == (Tally(), None, None)
