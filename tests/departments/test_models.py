"""The database itself refuses departments' nonsense."""
from datetime import date, time

import pytest
from django.db import IntegrityError

from clinic.departments.models import ClosedDay, ConsultingHours, Service
from tests.make import make_department, make_practitioner

pytestmark = pytest.mark.django_db


def new_service(**changes):
    return Service.objects.create(code="S_NEW", department=make_department(), **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_min": 0},
        {"price": -1},
        {"interpreting": "first"},
        {"interpreting": "first", "interpreting_min": 0},
        {"interpreting": "first", "interpreting_min": 31},
        {"interpreting": "whole", "interpreting_min": 10},
        {"interpreting": "none", "interpreting_min": 10},
    ],
)
def test_a_service_that_cannot_be_is_refused(changes):
    with pytest.raises(IntegrityError):
        new_service(**changes)


@pytest.mark.parametrize("changes", [{}, {"interpreting": "first", "interpreting_min": 30}, {"interpreting": "none"}, {"price": 0}])
def test_a_sensible_service_is_taken(changes):
    assert new_service(**changes).pk


@pytest.mark.parametrize(
    "changes", [{"ends": time(8)}, {"ends": time(7)}, {"weekday": 7}, {"valid_to": date(2025, 12, 31)}], ids=str
)
def test_hours_that_cannot_be_are_refused(changes):
    given = {"weekday": 0, "starts": time(8), "ends": time(12), "valid_from": date(2026, 1, 1), **changes}
    with pytest.raises(IntegrityError):
        ConsultingHours.objects.create(practitioner=make_practitioner(), **given)


def test_a_day_is_closed_once():
    ClosedDay.objects.create(date=date(2026, 10, 1), kind="holiday")
    with pytest.raises(IntegrityError):
        ClosedDay.objects.create(date=date(2026, 10, 1), kind="river_closed")
