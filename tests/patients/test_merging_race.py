"""Two desks merge the same two records at once: real processes at the real database."""

import pytest

from patients import merging
from patients.models import Merge, Patient
from patients.refusals import MergedAway
from tests.make import NOW, make_patient, make_user, make_visit

pytestmark = pytest.mark.race
ATTEMPTS = 10


def _attempt(number: int, *, one: int, other: int, by_id: int) -> str:
    """Every second desk merges them the other way round."""
    pair = (one, other) if number % 2 else (other, one)
    try:
        merging.merge(*pair, by_id=by_id, now=NOW)
    except MergedAway:
        return "refused"
    return "merged"


def test_two_records_merged_at_many_desks_at_once_become_one(race) -> None:
    one, other = make_patient(), make_patient()
    make_visit(patient=one), make_visit(patient=other, starts=NOW.replace(hour=15))
    outcomes = race(_attempt, times=ATTEMPTS, one=one.pk, other=other.pk, by_id=make_user().pk)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert [outcome.value for outcome in outcomes].count("merged") == 1
    assert Patient.objects.current().get().visits.count() == 2
    assert Merge.objects.count() == 1
