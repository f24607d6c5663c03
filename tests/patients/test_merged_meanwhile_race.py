"""One desk merges a record while others write to it, as real processes: nothing stays behind with the record that is gone."""

import pytest

from clinic.visits import scheduling
from clinic.visits.models import Visit
from patients import facts, merging
from patients.models import Fact
from patients.plausibility import NewFact
from patients.refusals import MergedAway
from tests.make import NOW, heihe, make_patient, make_practitioner, make_service, make_user

pytestmark = pytest.mark.race
ATTEMPTS = 9


def _attempt(number: int, *, kept: int, gone: int, by_id: int, service: int, practitioner: int) -> str:
    """One merges, some note, some book."""
    try:
        if number == 4:
            merging.merge(kept, gone, by_id=by_id, now=NOW)
        elif number % 2:
            facts.note(gone, NewFact("allergy", f"мёд {number}"), by_id=by_id, now=NOW)
        else:
            scheduling.book(scheduling.NewVisit(gone, service, practitioner, heihe(11 + number // 2)), by_id=by_id, now=NOW)
    except MergedAway:
        return "told"
    return "done"


def test_whatever_is_written_while_two_records_are_merged_belongs_to_the_one_that_stays(race) -> None:
    kept, gone = make_patient(), make_patient()
    given = {"by_id": make_user().pk, "service": make_service().pk, "practitioner": make_practitioner().pk}
    outcomes = race(_attempt, times=ATTEMPTS, kept=kept.pk, gone=gone.pk, **given)
    done = [outcome.value for outcome in outcomes].count("done")
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert (Fact.objects.filter(patient=gone).count(), Visit.objects.filter(patient=gone).count()) == (0, 0)
    assert Fact.objects.count() + Visit.objects.count() == done - 1
