"""Two desks press « register » at once: every person is written once, every stay once."""

import pytest

from patients import arrivals
from patients.group_check import check
from patients.lists import read_text
from patients.models import GroupLine, IdentityDocument, Patient, Stay
from tests.bus import pasted, people
from tests.make import NOW, TODAY

pytestmark = pytest.mark.race


def press(number: int, *, groups: list[int]) -> int:
    return arrivals.register_queued(groups[number % len(groups)], now=NOW)


def take_in(number: int) -> int:
    group = arrivals.take_in(arrivals.NewGroup("Автобус", entry_date=TODAY), read_text(pasted(people(number))), by_id=None, now=NOW)
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=None)
    return group.pk


def test_one_list_registered_by_three_desks_at_once(race) -> None:
    outcomes = race(press, times=3, groups=[take_in(4)])
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert (Patient.objects.count(), Stay.objects.count(), GroupLine.objects.filter(registered_at=None).count()) == (4, 4, 0)


def test_the_same_list_taken_in_twice_and_registered_at_once(race) -> None:
    outcomes = race(press, times=2, groups=[take_in(4), take_in(4)])
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert (Patient.objects.count(), IdentityDocument.objects.count(), Stay.objects.count()) == (4, 4, 4)
