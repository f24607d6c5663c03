"""The demo clinic from nothing, or topped up for a new day. Everything is drawn from one seed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from clinic.demo import bus, consents, messages_and_papers, staff, treatment, writing
from clinic.demo.history import PERSONS, Trip, current_trips, trips
from clinic.demo.house import look_around
from clinic.demo.ordinary_day import covered_by, state_by
from clinic.visits.models import Visit
from patients.models import Patient, Stay

CURRENT = 52
# Records that the years from 2024 on make at full size, roughly: what `--patients` is measured against.
PATIENTS_AT_FULL_SIZE = 4000
VISITS_A_DAY_OF_ONE = 14


@dataclass(frozen=True)
class Size:
    """How large a clinic to invent. `patients` None: the clinic's own counts. `trips_each` multiplies the visits."""

    patients: int | None = None
    years: int = 3
    seed: int = 1
    trips_each: int = 1


Tell = Callable[[str, int], Callable[[int], object]]


def is_loaded() -> bool:
    """Whether there are people in the house already."""
    return Patient.objects.exists()


@transaction.atomic
def load(size: Size, *, now: datetime, tell: Tell) -> None:
    """Write the whole invented clinic; all of it, or nothing."""
    random = Random(size.seed)  # noqa: S311  (invented people, no secrets)
    today = timezone.localdate(now)
    all_trips = _all_trips(random, size, today)
    expected = sum(len(trip.visits) for trip in all_trips)
    extra = max(0, expected // (365 * size.years * VISITS_A_DAY_OF_ONE) - len(staff.PRACTITIONERS))
    staff.hire(therapists=extra * 2, interpreters=extra)
    house = look_around()
    keys = writing.write_people(random, _first_entries(all_trips), house, tell("patients", len({trip.person for trip in all_trips})))
    writing.write_stays(all_trips, keys, house)
    steps = treatment.write_plans(random, all_trips, keys, house, today=today)
    decide = writing.Decide(state_by(now), covered_by(now), steps)
    writing.write_days(writing.wishes_by_day(random, all_trips, house), keys, house, decide, tell("visits", expected))
    consents.write(random, now=now, house=house)
    messages_and_papers.write(random, now=now, house=house)
    bus.arrive(now=now, house=house)


def _all_trips(random: Random, size: Size, today: date) -> list[Trip]:
    scale = size.patients / PATIENTS_AT_FULL_SIZE if size.patients else 1.0
    first = min(*PERSONS, today.year - size.years + 1) if size.years >= 3 else today.year - size.years + 1
    past = list(trips(random, years=range(first, today.year + 1), today=today, scale=scale, trips_each=size.trips_each))
    people = max((trip.person for trip in past), default=-1) + 1
    now_here = list(current_trips(random, first_person=people, count=max(4, round(CURRENT * min(1.0, scale))), today=today))
    return past + now_here


def _first_entries(all_trips: list[Trip]) -> dict[int, date]:
    first: dict[int, date] = {}
    for trip in all_trips:
        first[trip.person] = min(first.get(trip.person, trip.entry), trip.entry)
    return first


@transaction.atomic
def top_up(*, now: datetime) -> int:
    """A day without visits gets people who came back over the river; answers how many visits were added."""
    today = timezone.localdate(now)
    if Visit.objects.filter(day=today).exists():
        return 0
    random = Random(today.toordinal())  # noqa: S311  (invented people, no secrets)
    house = look_around()
    keys = _long_away(today)
    fresh = [_from(trip, today) for trip in current_trips(random, first_person=0, count=len(keys), today=today)]
    writing.write_stays(fresh, keys, house)
    steps = treatment.write_plans(random, fresh, keys, house, today=today)
    decide = writing.Decide(state_by(now), covered_by(now), steps)
    writing.write_days(writing.wishes_by_day(random, fresh, house), keys, house, decide, lambda _done: None)
    consents.write(random, now=now, house=house)
    messages_and_papers.write(random, now=now, house=house)
    bus.arrive(now=now, house=house)
    return Visit.objects.filter(day__gte=today).count()


def _long_away(today: date) -> list[int]:
    """Patients without a stay in the last two months, the latest first."""
    here = Stay.objects.filter(entry_date__gt=today - timedelta(days=60)).values("patient")
    return list(Patient.objects.current().exclude(pk__in=here).order_by("-pk").values_list("pk", flat=True)[:CURRENT])


def _from(trip: Trip, today: date) -> Trip:
    """Only what is still to come: days that were written once are not written again."""
    return replace(trip, visits=tuple(visit for visit in trip.visits if visit[0] >= today) or ((today, "S_PULSE", 0),))
