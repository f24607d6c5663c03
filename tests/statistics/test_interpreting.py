"""Sums and comparisons of what interpreters did."""

import pytest

from clinic.statistics.interpreting import Fairness, Tally, fairness, together


def test_tallies_are_added_up_field_by_field():
    assert together([Tally(windows=1, booked=10, at_work=60), Tally(windows=2, booked=20, spoken=5)]) == Tally(3, 30, spoken=5, at_work=60)
    assert together([]) == Tally()


def test_shares_and_averages():
    tally = Tally(windows=5, booked=120, told=2, spoken=50, planned=40, begun=4, delayed=10, asked=4, waited=30, quick=3, at_work=480)
    assert (tally.utilisation, tally.wait, tally.quickly, tally.delay, tally.difference) == (0.25, 7.5, 0.75, 2.5, 10)


def test_what_nobody_did_has_no_average():
    assert (Tally().utilisation, Tally().wait, Tally().quickly, Tally().delay) == (None, None, None, None)


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ([(100, 480), (100, 480)], Fairness(0, 0.0)),
        ([(100, 480), (300, 480)], Fairness(200, 0.5)),
        ([(100, 240), (200, 480)], Fairness(100, 0.0)),
        ([(0, 480), (0, 480)], Fairness(0, 0.0)),
        ([(100, 480), (999, 0)], None),
        ([(100, 480)], None),
        ([], None),
    ],
)
def test_fairness_is_by_the_hour_at_work(loads, expected):
    assert fairness([Tally(booked=booked, at_work=at_work) for booked, at_work in loads]) == expected
