"""What whoever treats must see above every page: who, allergies, medicines, days left of the stay."""
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from clinic.plans.checking import age_on
from patients.facts import once
from patients.models import Fact, Patient
from patients.stay_clocks import clock_of
from patients.stays import Badge


@dataclass(frozen=True)
class Strip:
    patient: Patient
    age: int | None
    clock: Badge | None
    facts: tuple[Fact, ...]

    @property
    def allergies(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == Fact.Kind.ALLERGY]

    @property
    def medicines(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == Fact.Kind.MEDICINE]

    @property
    def conditions(self) -> list[Fact]:
        """Pregnancy first: it stops the most."""
        found = [fact for fact in self.facts if fact.kind in (Fact.Kind.PREGNANCY, Fact.Kind.CONDITION)]
        return sorted(found, key=lambda fact: fact.kind != Fact.Kind.PREGNANCY)


def strip_of(patient: Patient, *, now: datetime) -> Strip:
    """Two queries."""
    today = timezone.localdate(now)
    stay = patient.stays.filter(entry_date__lte=today).order_by("-entry_date").first()
    return Strip(patient, age_on(patient, today), clock_of(stay, today), once(patient.facts.filter(ended_at=None).order_by("pk")))
