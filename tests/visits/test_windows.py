"""Which minutes of a visit are interpreted: 10:00 to 10:30, unless a test says otherwise."""

from datetime import datetime, timedelta

import pytest

from clinic.visits.windows import Interpreting, interpreting_windows, minutes_fit
from interpreters.availability import Interval
from tests.make import HEIHE, heihe

HALF_HOUR = timedelta(minutes=30)


def _windows(mode, minutes=None, *, starts=None, lasts=30):
    starts = starts or heihe(10)
    found = interpreting_windows(Interpreting(mode, minutes), starts=starts, ends=starts + timedelta(minutes=lasts))
    return [tuple(int((moment - starts).total_seconds() // 60) for moment in (one.start, one.end)) for one in found]


@pytest.mark.parametrize(
    ("mode", "minutes", "windows"),
    [
        ("none", None, []),
        ("whole", None, [(0, 30)]),
        ("first", 10, [(0, 10)]),
        ("first", 30, [(0, 30)]),
        ("first", 90, [(0, 30)]),
        ("first_and_last", 1, [(0, 1), (29, 30)]),
        ("first_and_last", 14, [(0, 14), (16, 30)]),
        ("first_and_last", 15, [(0, 30)]),
        ("first_and_last", 16, [(0, 30)]),
        ("first_and_last", 30, [(0, 30)]),
    ],
)
def test_windows_of_half_an_hour(mode, minutes, windows):
    assert _windows(mode, minutes) == windows


def test_a_minute_at_each_end_of_three_leaves_one_between():
    assert _windows("first_and_last", 1, lasts=3) == [(0, 1), (2, 3)]
    assert _windows("first_and_last", 1, lasts=2) == [(0, 2)]


def test_minutes_forgotten_mean_the_whole_visit():
    assert _windows("first") == _windows("first_and_last") == [(0, 30)]


@pytest.mark.parametrize("starts", [datetime(2026, 11, 30, 23, 45, tzinfo=HEIHE), datetime(2026, 12, 31, 23, 50, tzinfo=HEIHE)])
def test_windows_cross_midnight_and_the_end_of_a_month(starts):
    assert _windows("first_and_last", 5, starts=starts) == [(0, 5), (25, 30)]


def test_windows_never_touch_each_other():
    opening, closing = interpreting_windows(Interpreting("first_and_last", 10), starts=heihe(10), ends=heihe(10, 30))
    assert (opening, closing) == (Interval(heihe(10), heihe(10, 10)), Interval(heihe(10, 20), heihe(10, 30)))


@pytest.mark.parametrize(
    ("mode", "minutes", "fits"),
    [("none", None, True), ("none", 5, False), ("whole", 5, False), ("first", None, False), ("first", 0, False), ("first", 30, True),
     ("first", 31, False), ("first_and_last", 16, True)],
)  # fmt: skip
def test_a_choice_must_make_sense(mode, minutes, fits):
    assert minutes_fit(Interpreting(mode, minutes), duration=HALF_HOUR) is fits
