"""The race fixture itself: processes see the test database and each other's commits."""

import pytest
from django.contrib.auth.models import Group

from tests.racing import Outcome


def add_group(number: int, *, name: str) -> str:
    if number == 3:
        raise ValueError("third")
    Group.objects.create(name=f"{name} {number}")
    return "added"


@pytest.mark.race
def test_each_process_writes_into_the_test_database(race) -> None:
    outcomes = race(add_group, times=8, processes=4, name="racer")
    assert Group.objects.filter(name__startswith="racer").count() == 7
    assert [o.error for o in outcomes if o.error] == ["ValueError: third"]
    assert all(isinstance(outcome, Outcome) for outcome in outcomes)
