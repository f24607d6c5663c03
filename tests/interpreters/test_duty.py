"""Pattern, exception, holiday: which of them says when she works."""

from datetime import date, time, timedelta

import pytest

from interpreters.duty import Hours, Pattern, hours_on
from tests.interpreters.make import TUESDAY

DAY = Hours(time(8, 30), time(17), time(12), time(13))
SHORT = Hours(time(9), time(12))


def pattern(weekday: int = 1, hours: Hours = DAY, valid_from: date = date(2024, 1, 1), valid_to: date | None = None) -> Pattern:
    return Pattern(weekday, hours, valid_from, valid_to)


def test_the_break_is_no_time_at_work():
    assert (DAY.minutes, SHORT.minutes) == (450, 180)


def test_the_pattern_of_the_weekday_counts():
    assert hours_on(TUESDAY, [pattern(), pattern(2, SHORT)], {}) == (DAY,)


def test_two_pieces_of_a_day_come_in_order():
    evening = Hours(time(18), time(20))
    assert hours_on(TUESDAY, [pattern(hours=evening), pattern(hours=SHORT)], {}) == (SHORT, evening)


@pytest.mark.parametrize(("valid_from", "valid_to", "counts"), [
    (TUESDAY, TUESDAY, True),
    (TUESDAY + timedelta(days=1), None, False),
    (date(2024, 1, 1), TUESDAY - timedelta(days=1), False),
    (date(2024, 1, 1), None, True),
])  # fmt: skip
def test_both_dates_of_validity_belong_to_it(valid_from, valid_to, counts):
    assert bool(hours_on(TUESDAY, [pattern(valid_from=valid_from, valid_to=valid_to)], {})) == counts


@pytest.mark.parametrize(("exception", "expected"), [(SHORT, (SHORT,)), (None, ())])
@pytest.mark.parametrize("holidays", [(), (TUESDAY,)])
def test_an_exception_is_stronger_than_pattern_and_holiday(exception, expected, holidays):
    assert hours_on(TUESDAY, [pattern()], {TUESDAY: exception}, holidays) == expected


def test_on_a_holiday_the_pattern_does_not_count():
    assert hours_on(TUESDAY, [pattern()], {}, [TUESDAY]) == ()
