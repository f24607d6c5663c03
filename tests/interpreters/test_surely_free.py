"""The quick yes is never wrong: where it says free, the whole look finds nothing against it either."""

from datetime import time

import pytest

from interpreters.availability import Interval, Place
from interpreters.matching import Need, time_against
from interpreters.models import Absence, Shift
from interpreters.roster import nearby
from interpreters.surely_free import surely_free
from tests.interpreters.make import at, make_booking, make_exception
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db
ROOM = Place("304", 3)
WINDOWS = [
    ("07:50", "08:10"),
    ("08:00", "08:20"),
    ("09:40", "10:00"),
    ("09:55", "10:15"),
    ("10:20", "10:40"),
    ("12:10", "12:30"),
    ("17:50", "18:10"),
]


def absent(who):
    Absence.objects.create(interpreter=who, starts=at("09:00"), ends=at("10:05"), reason="sick", noted_at=at("08:00"))


def with_lunch(who):
    Shift.objects.filter(interpreter=who).update(break_starts=time(12), break_ends=time(13))


HOUSES = {
    "nothing": lambda who: None,
    "a booking here": make_booking,
    "a booking in another room": lambda who: make_booking(who, place="201", floor=2),
    "a booking given back": lambda who: make_booking(who, released_at=at("09:00")),
    "absent": absent,
    "lunch": with_lunch,
    "a day off": lambda who: make_exception(who, None, None),
    "a pattern that ended": lambda who: Shift.objects.filter(interpreter=who).update(valid_to="2026-11-23"),
}


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("hours", WINDOWS)
def test_a_quick_yes_is_a_yes(house, hours):
    who = make_interpreter()
    HOUSES[house](who)
    window = Interval(*map(at, hours))
    if surely_free(who.pk, window, ROOM):
        assert time_against(Need(window, ROOM), nearby(who, window, ROOM)) == ()


@pytest.mark.parametrize(("house", "hours"), [("nothing", WINDOWS[1]), ("a booking here", WINDOWS[2]), ("a booking here", WINDOWS[4])])
def test_the_common_case_is_answered_by_it(house, hours):
    who = make_interpreter()
    HOUSES[house](who)
    assert surely_free(who.pk, Interval(*map(at, hours)), ROOM)


@pytest.mark.parametrize("house", ["a booking in another room", "absent", "a day off", "a pattern that ended"])
def test_what_needs_thought_is_left_to_the_whole_look(house):
    who = make_interpreter()
    HOUSES[house](who)
    assert not surely_free(who.pk, Interval(at("09:55"), at("10:15")), ROOM)
