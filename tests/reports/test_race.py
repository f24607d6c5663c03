"""Several desks print at the same moment; the suite's database decides which database is asked."""

import pytest

from clinic.reports import printing
from clinic.reports.models import Document
from clinic.visits.models import Visit
from tests.make import NOW, heihe, make_patient, make_practitioner, make_visit

DESKS = 6


def print_one(number: int, *, visits: list[int]) -> str:
    printed = printing.print_slip(Visit.objects.get(pk=visits[number]), by=None, now=NOW)
    return f"{printed.document.number} {printed.mark}"


@pytest.mark.race
def test_one_slip_printed_at_six_desks_is_one_document_and_five_copies(race):
    visit = make_visit()
    outcomes = race(print_one, times=DESKS, visits=[visit.pk] * DESKS)

    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert sorted(outcome.value for outcome in outcomes) == ["S-2026-000001 copy"] * 5 + ["S-2026-000001 original"]
    assert Document.objects.get().copies == 5


@pytest.mark.race
def test_six_slips_at_six_desks_take_six_numbers_without_a_gap(race):
    practitioner = make_practitioner()
    visits = [make_visit(starts=heihe(9 + hour), practitioner=practitioner, patient=make_patient()).pk for hour in range(DESKS)]
    outcomes = race(print_one, times=DESKS, visits=visits)

    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert sorted(Document.objects.values_list("number", flat=True)) == [f"S-2026-{number:06d}" for number in range(1, 7)]
