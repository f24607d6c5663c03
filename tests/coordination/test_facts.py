"""What moved between two readings of a day, by name."""

import pytest

from clinic.coordination.facts import Change, changes

WINDOW = ["A-1001", "2026-11-24T02:00", "2026-11-24T02:10", "302", 1, False, ""]


def _with(**changed) -> list:
    place = {"starts": 1, "ends": 2, "room": 3, "holder": 4, "locked": 5, "sex": 6}
    found = list(WINDOW)
    for name, value in changed.items():
        found[place[name]] = value
    return found


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (_with(starts="2026-11-24T02:05"), Change("moved", "A-1001")),
        (_with(room="304"), Change("moved", "A-1001")),
        (_with(holder=2), Change("held", "A-1001", 1, 2)),
        (_with(holder=None), Change("held", "A-1001", 1, None)),
        (_with(locked=True), Change("held", "A-1001", 1, 1)),
        (_with(sex="F"), Change("wish", "A-1001")),
        (None, Change("gone", "A-1001")),
    ],
)
def test_a_window_that_is_not_as_it_was_says_what_moved(now, change):
    assert changes({"1:opening": WINDOW}, {"1:opening": now} if now else {}) == (change,)


def test_the_same_day_has_no_change():
    assert changes({"1:opening": WINDOW}, {"1:opening": tuple(WINDOW)}) == ()


def test_new_windows_people_and_other_bookings_are_told_apart():
    after = {"1:opening": WINDOW, "person:3": ["王丽", [], []], "booking:4": ["陈静", "", ""]}
    assert set(changes({}, after)) == {Change("new", "A-1001"), Change("person", "王丽"), Change("other", "陈静")}
