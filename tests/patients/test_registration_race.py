"""Two desks, one person: real processes at the real database."""

from dataclasses import replace

import pytest

from patients import registration
from patients.models import IdentityDocument, Patient
from patients.refusals import AlreadyRegistered, PossibleDuplicate
from tests.make import NOW
from tests.patients.test_registration import NATALIA

pytestmark = pytest.mark.race
ATTEMPTS = 12


def _with_passport(number: int) -> str:
    try:
        return registration.register(NATALIA, by_id=None, now=NOW).mrn
    except AlreadyRegistered:
        return "refused"


def _without_passport(number: int) -> str:
    try:
        return registration.register(replace(NATALIA, document=None), by_id=None, now=NOW).mrn
    except PossibleDuplicate:
        return "refused"


@pytest.mark.parametrize("attempt", [_with_passport, _without_passport])
def test_one_person_registered_at_many_desks_at_once_gets_one_record(race, attempt):
    outcomes = race(attempt, times=ATTEMPTS)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert [outcome.value for outcome in outcomes].count("refused") == ATTEMPTS - 1
    assert Patient.objects.count() == 1


def _somebody_else(number: int) -> str:
    new = replace(
        NATALIA,
        document=None,
        given_ru=("Анна", "Вера", "Зоя", "Инна", "Нина", "Ольга")[number % 6],
        birth_date=NATALIA.birth_date.replace(year=1940 + number),
    )
    return registration.register(new, by_id=None, now=NOW).mrn


def test_different_people_at_many_desks_get_different_numbers(race):
    outcomes = race(_somebody_else, times=ATTEMPTS)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert len({outcome.value for outcome in outcomes}) == ATTEMPTS
    assert not IdentityDocument.objects.exists()
