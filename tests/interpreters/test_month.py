"""The month as a grid: what each cell says, and the minutes of its weeks."""

from datetime import date, timedelta

import pytest

from interpreters.models import Absence, Interpreter
from interpreters.month import Row, bounds, month_of, whole_weeks
from tests.interpreters.make import TUESDAY, at, make_exception
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db
DAY = 10 * 60


def row_of(interpreter: Interpreter, **changes: object) -> Row:
    return month_of(TUESDAY, [interpreter], **changes).rows[0]


def test_a_month_costs_the_same_queries_for_one_and_for_seven(django_assert_num_queries):
    people = [make_interpreter() for _ in range(7)]
    with django_assert_num_queries(3):
        month_of(TUESDAY, people)


@pytest.mark.parametrize(
    ("day", "last"), [(date(2026, 2, 14), 28), (date(2028, 2, 29), 29), (date(2026, 12, 31), 31), (date(2026, 11, 1), 30)]
)
def test_a_month_ends_where_it_ends(day, last):
    assert bounds(day) == (day.replace(day=1), day.replace(day=last))


def test_weeks_reach_over_the_edge_of_the_month():
    assert whole_weeks(date(2026, 11, 1), date(2026, 11, 30)) == (date(2026, 10, 26), date(2026, 12, 6))
    row = row_of(make_interpreter())
    assert (len(row.cells), [week.days for week in row.weeks]) == (30, [1, 7, 7, 7, 7, 1])


def test_a_week_holds_its_minutes_without_absence():
    wang_li = make_interpreter()
    Absence.objects.create(
        interpreter=wang_li, starts=at("13:00"), ends=at("08:00") + timedelta(days=1), reason="training", noted_at=at("08:00")
    )
    week = row_of(wang_li).weeks[4]
    assert (week.monday, week.minutes) == (date(2026, 11, 23), 7 * DAY - 5 * 60)


def test_a_cell_knows_its_exception_its_note_and_its_absence():
    wang_li = make_interpreter()
    make_exception(wang_li, "09:00", "12:00")
    wang_li.shift_exceptions.update(note="врач")
    away = Absence.objects.create(interpreter=wang_li, starts=at("11:00"), ends=at("12:00"), reason="other", noted_at=at("08:00"))
    cell = row_of(wang_li).cells[23]
    assert (cell.day, cell.changed, cell.note, cell.absences, cell.minutes) == (TUESDAY, True, "врач", (away,), 120)


def test_on_a_holiday_nobody_works_but_who_said_so():
    wang_li = make_interpreter()
    make_exception(wang_li, "09:00", "12:00", day=date(2026, 11, 25))
    cells = row_of(wang_li, holidays={TUESDAY, date(2026, 11, 25)}).cells
    assert (cells[23].minutes, cells[24].minutes) == (0, 180)
