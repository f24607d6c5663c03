"""The invented clinic is the same for the same seed, breaks no rule of the house, and can be topped up."""

from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from clinic.demo import loading
from clinic.demo.history import persons_of, trips
from clinic.demo.timetable import LUNCH, Wish, place
from clinic.reports.models import Document
from clinic.visits.models import Visit
from patients.models import Patient
from tests.make import NOW, TODAY


@pytest.fixture
def small(db):
    call_command("load_reference", verbosity=0)
    loading.load(loading.Size(patients=120, years=1, seed=7), now=NOW, tell=lambda what, total: lambda done: None)


def test_the_clinics_own_counts_are_met_at_full_size():
    assert (persons_of(2024, scale=1), persons_of(2025, scale=1)) == (780, 2043)


def test_nobody_is_taken_twice_in_a_crowded_day():
    wishes = [Wish(n % 30, "massage", 3, 1, n % 48) for n in range(200)]
    placed = place(wishes, offered_by={"massage": (1, 2, 3)}, interpreters=(7, 8))
    taken = [(one.practitioner, cell) for one in placed for cell in range(one.cell, one.cell + 3)]
    assert len(taken) == len(set(taken))
    assert not any(LUNCH >> cell & 1 for _who, cell in taken)


def test_today_is_a_full_day_in_every_state(small):
    states = set(Visit.objects.filter(day=TODAY).values_list("state", flat=True))
    assert {"done", "booked"} <= states


def test_a_few_papers_lie_printed(small):
    assert set(Document.objects.values_list("kind", flat=True)) == {"slip", "plan"}


def test_every_name_stands_in_three_alphabets(small):
    for name in ("surname_latin", "surname_ru", "chinese_name", "search_text"):
        assert not Patient.objects.filter(**{name: ""}).exists()


def test_the_coming_visits_lie_within_the_stay(small):
    for visit in Visit.objects.filter(day__gte=TODAY).select_related("patient")[:60]:
        stay = visit.patient.stays.first()
        assert stay.entry_date <= visit.day <= stay.last_day


def test_the_same_seed_gives_the_same_trips():
    def drawn():
        return list(trips(Random(7), years=range(2025, 2027), today=TODAY, scale=0.02, trips_each=1))

    assert drawn() == drawn()


def test_a_second_load_adds_nothing_to_a_full_day(small):
    before = Visit.objects.count()
    assert loading.top_up(now=NOW) == 0
    assert Visit.objects.count() == before


def test_a_new_day_is_filled(small):
    later = NOW + timedelta(days=70)
    assert loading.top_up(now=later) > 0
    assert Visit.objects.filter(day=later.date()).exists()


def test_without_reference_data_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_demo")


@pytest.mark.parametrize("wrong", [{"patients": 0}, {"years": 0}, {"trips": -1}])
def test_senseless_sizes_are_refused(db, wrong):
    with pytest.raises(CommandError):
        call_command("load_demo", **wrong)
