"""Which windows matter more, and why."""

import pytest

from clinic.coordination.urgency import Case, urgency


@pytest.mark.parametrize(
    ("case", "level", "reasons"),
    [
        (Case("massage"), 1, ()),
        (Case("massage", days_left=4), 1, ()),
        (Case("massage", days_left=3), 2, ("few_days",)),
        (Case("massage", days_left=2), 2, ("few_days",)),
        (Case("massage", days_left=1), 3, ("last_days",)),
        (Case("massage", days_left=0), 3, ("last_days",)),
        (Case("massage", days_left=-2), 3, ("last_days",)),
        (Case("massage", waits=True), 2, ("waits",)),
        (Case("massage", first_visit=True), 3, ("first_visit",)),
        (Case("consultation"), 3, ("consultation",)),
        (Case("consultation", first_visit=True, days_left=3, waits=True), 3, ("consultation", "first_visit", "waits")),
    ],
)
def test_what_cannot_be_done_without_words_or_on_another_day_comes_first(case, level, reasons):
    found = urgency(case)
    assert (found.level, found.reasons) == (level, reasons)
