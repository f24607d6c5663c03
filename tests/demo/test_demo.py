"""The invented clinic is the same for the same seed, breaks no rule of the house, and can be topped up."""

from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from clinic.demo import bus, loading
from clinic.demo.history import persons_of, trips
from clinic.demo.timetable import LUNCH, Wish, place
from clinic.groups.members import patients_of
from clinic.groups.to_sign import asked_of
from clinic.reports.models import Document
from clinic.visits.models import Visit
from patients.group_check import check
from patients.models import Group, Patient
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


def test_a_bus_has_come_half_of_it_registered_the_rest_with_its_faults(small):
    group = Group.objects.get()
    counts = check(group, today=TODAY).counts
    assert (group.entry_date, counts["registered"], counts["left_out"]) == (TODAY, 16, 1)
    assert counts["new"] >= 8
    assert counts["wrong"] >= 3
    assert counts["decide"] + counts["known"] >= 3
    assert group.lines.exclude(refused="").count() == 0


def test_the_same_day_brings_the_same_bus_and_another_day_another(small):
    first, again = list(bus._rows(TODAY)), list(bus._rows(TODAY))
    other = list(bus._rows(TODAY + timedelta(days=1)))
    assert first == again
    assert {row[4] for row in first[1:26]}.isdisjoint(row[4] for row in other[1:26])


def test_somebody_of_the_bus_is_under_age_and_nobody_was_asked_yet(small):
    asked = asked_of(patients_of(Group.objects.get()), now=NOW)
    assert sum(one.minor for one in asked) == 1
    assert all(one.wanted for one in asked)


def test_the_bus_changes_no_count_of_a_year(small):
    assert not Visit.objects.filter(patient__group_lines__isnull=False).exists()


def test_a_second_load_adds_nothing_to_a_full_day(small):
    before = Visit.objects.count()
    assert loading.top_up(now=NOW) == 0
    assert Visit.objects.count() == before


def test_a_new_day_is_filled(small):
    later = NOW + timedelta(days=70)
    assert loading.top_up(now=later) > 0
    assert Visit.objects.filter(day=later.date()).exists()
    assert Group.objects.filter(entry_date=later.date()).count() == 1


def test_without_reference_data_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_demo")


@pytest.mark.parametrize("wrong", [{"patients": 0}, {"years": 0}, {"trips": -1}])
def test_senseless_sizes_are_refused(db, wrong):
    with pytest.raises(CommandError):
        call_command("load_demo", **wrong)
