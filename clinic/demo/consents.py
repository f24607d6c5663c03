"""What the invented patients agreed to: whoever comes these days has signed a sheet, most of them on paper."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from clinic.demo.house import House
from clinic.demo.people import pool
from clinic.visits.models import Visit
from patients import consents, guardians
from patients.models import Consent, ConsentSheet, ConsentText, Guardian, Patient
from patients.names import romanise

RECENT = timedelta(days=8)
# How likely somebody says yes, of a hundred; what is not listed everybody does.
YES = {"sending_abroad": 40, "reminders_email": 88, "reminders_phone": 55, "reminders_messenger": 35, "publication": 15}
ASKED = 90  # of a hundred; the others still stand in the list of whom to ask
ON_THE_SCREEN, WITHDRAWN = 30, 4
BATCH = 2000


def write(random: Random, *, now: datetime, house: House) -> None:
    """A sheet for whoever has a visit from last week on and has none yet; a mother for a child."""
    texts = consents.current_texts(timezone.localdate(now))
    coming = Visit.objects.filter(day__gte=timezone.localdate(now - RECENT)).values("patient")
    patients = Patient.objects.filter(pk__in=coming, consent_sheets=None).order_by("pk")
    mothers = {patient.pk: _mother(random, patient, house) for patient in patients if guardians.is_under_age(patient, now=now)}
    Guardian.objects.bulk_create(mothers.values())
    sheets = [_sheet(random, patient, house, mothers.get(patient.pk), now=now) for patient in patients if random.randrange(100) < ASKED]
    ConsentSheet.objects.bulk_create(sheets, batch_size=BATCH)
    asked = [texts[kind] for kind in ConsentText.Kind.values if kind in texts]
    said = [_said(random, sheet, text, house) for sheet in sheets for text in asked]
    Consent.objects.bulk_create(said, batch_size=BATCH)


def _sheet(random: Random, patient: Patient, house: House, mother: Guardian | None, *, now: datetime) -> ConsentSheet:
    drawn = random.randrange(100) < ON_THE_SCREEN
    return ConsentSheet(
        patient=patient,
        language=patient.language,
        way="drawn" if drawn else "paper",
        signature=_scrawl(random) if drawn else "",
        guardian=mother,
        signed_at=min(max(patient.created_at, now - RECENT), now),
        witness_id=house.desk,
    )


def _said(random: Random, sheet: ConsentSheet, text: ConsentText, house: House) -> Consent:
    kind = text.kind
    given = random.randrange(100) < YES.get(kind, 100)
    consent = Consent(sheet=sheet, text=text, given=given)
    if given and kind in YES and random.randrange(100) < WITHDRAWN:
        consent.withdrawn_at, consent.withdrawn_way = sheet.signed_at + timedelta(minutes=40), "spoken"
        consent.withdrawn_by_id = house.desk
    return consent


def _mother(random: Random, patient: Patient, house: House) -> Guardian:
    surname = patient.surname_latin if patient.sex == "F" else romanise(random.choice(pool("F").surnames))
    return Guardian(
        patient=patient,
        name=f"{surname} {romanise(random.choice(pool('F').given))}",
        relation="mother",
        phone=patient.phone,
        proof="passport",
        proof_detail=f"71 {random.randrange(10**7):07d}",
        proof_seen_at=patient.created_at,
        noted_at=patient.created_at,
        noted_by_id=house.desk,
    )


def _scrawl(random: Random) -> str:
    """Loops from left to right, as a hurried hand makes them."""
    x, points = 60.0, [(60.0, 120.0)]
    while x < 460:
        x += random.uniform(8, 22)
        points.append((min(x + random.uniform(-14, 14), 599), random.uniform(40, 165)))
    first, *rest = [f"{across:.1f} {down:.1f}" for across, down in points]
    return " ".join([f"M {first}", *(f"L {place}" for place in rest)])
