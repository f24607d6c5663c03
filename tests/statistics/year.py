"""A small made-up clinic over three years, and its counts done slowly in Python: what the statements are compared with."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clinic.plans.models import Plan, Prescription, Step
from clinic.visits.models import Visit
from interpreters.models import Booking
from patients.models import Patient, Region
from tests.make import HEIHE, NOW, make_interpreter, make_patient, make_practitioner, make_service

BEGIN = datetime(2023, 12, 30, 23, 40, tzinfo=HEIHE)
STATES = ("done", "done", "done", "booked", "cancelled", "no_show")
FORMULA_STATES = ("signed", "dispensed", "reviewed", "refused", "cancelled")
UTC = ZoneInfo("UTC")


def make_years(seed: int, *, visits: int = 110) -> None:
    """A visit each nine and a half days from the end of 2023, at any hour, so that years begin in different zones."""
    chance = random.Random(seed)
    regions = [Region.objects.create(code=f"RU-{code}", name=code) for code in ("AMU", "KHA", "PRI")]
    homes, sources = [*regions, None], ["friend", "web", ""]
    people = [
        make_patient(surname_ru=f"Житель{end}", region=chance.choice(homes), referral=chance.choice(sources)) for end in "абвгдежзикл"
    ]
    for gone, kept in ((0, 1), (1, 2), (3, 4)):  # one chain of two
        Patient.objects.filter(pk=people[gone].pk).update(merged_into=people[kept])
    services = [make_service("S_TUINA"), make_service("S_BONE", kind="bone_setting")]
    practitioner, interpreter = make_practitioner(services=services), make_interpreter()
    plan = Plan.objects.create(patient=people[5], practitioner=practitioner, created_at=NOW)
    step = Step.objects.create(plan=plan, position=1, kind="massage", service=services[0], sessions=10)
    for number in range(visits):
        starts = BEGIN + timedelta(days=9, hours=12) * number + timedelta(hours=chance.randrange(12))
        patient, service = chance.choice(people), chance.choice(services)
        ends = starts + timedelta(minutes=chance.choice([10, 25, 30]))
        window = {"starts": starts, "ends": ends, "place": "302", "booked_at": NOW}
        booking = Booking.objects.create(interpreter=interpreter, **window) if chance.random() < 0.6 else None
        Visit.objects.create(
            ticket=f"A-{number}", day=starts.date(), patient=patient, service=service, practitioner=practitioner, starts=starts,
            ends=starts + timedelta(minutes=30), state=chance.choice(STATES), window_starts=starts, window_ends=ends, booking=booking,
            step=step if chance.random() < 0.4 else None, booked_at=NOW,
        )  # fmt: skip
        if number % 3 == 0:
            signed = {"state": chance.choice(FORMULA_STATES), "signed_at": starts, "frozen": {}}
            Prescription.objects.create(patient=patient, practitioner=practitioner, created_at=NOW, **signed)


def counted_slowly(year: int) -> dict[str, object]:
    """The definitions, word by word, one visit at a time."""
    done = [visit for visit in Visit.objects.select_related("patient", "service", "booking").order_by("starts") if visit.state == "done"]
    of_year = [visit for visit in done if visit.starts.astimezone(HEIHE).year == year]
    first: dict[int, int] = {}
    for visit in done:
        first.setdefault(person(visit).pk, visit.starts.astimezone(HEIHE).year)
    persons = {person(visit) for visit in of_year}
    new = [one for one in persons if first[one.pk] == year]
    signed = [row for row in Prescription.objects.all() if row.signed_at.astimezone(HEIHE).year == year]
    formulas = [row for row in signed if row.state not in ("cancelled", "refused")]
    minutes = sum(int((visit.window_ends - visit.window_starts).total_seconds() // 60) for visit in of_year if visit.booking)
    return {
        "persons": len(persons),
        "new_persons": len(new),
        "visits": len(of_year),
        "sessions": sum(visit.step_id is not None for visit in of_year),
        "formulas": len(formulas),
        "interpreter_minutes": minutes,
        "months": tuple(sum(visit.starts.astimezone(HEIHE).month == month for visit in of_year) for month in range(1, 13)),
        "regions": tally(one.region.code if one.region else "" for one in persons),
        "services": tally(visit.service.code for visit in of_year),
        "referrals": tally(one.referral for one in new),
    }


def person(visit: Visit) -> Patient:
    patient = visit.patient
    while patient.merged_into:
        patient = patient.merged_into
    return patient


def tally(codes) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes:
        found[code] = found.get(code, 0) + 1
    return found
