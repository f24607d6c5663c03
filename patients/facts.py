"""What whoever treats this person must know: noted, and ended when it is no longer so. Nothing is deleted."""

from datetime import datetime

from django.db import transaction

from patients.locking import locked
from patients.models import Fact
from patients.plausibility import NewFact

LONGEST = 200


class FactEmpty(Exception):
    """An allergy, a condition or a medicine needs its words; a pregnancy needs none."""

    code = "fact_empty"


@transaction.atomic
def note(patient_id: int, fact: NewFact, *, by_id: int | None, now: datetime) -> Fact:
    """Write one down. The same words that still hold are not written twice (the second of two clicks). Raises FactEmpty and MergedAway."""
    text = fact.text.strip()[:LONGEST] or ("+" if fact.kind == Fact.Kind.PREGNANCY else "")
    if not text:
        raise FactEmpty(fact.kind)
    patient = locked(patient_id)
    standing = patient.facts.filter(kind=fact.kind, text__iexact=text, ended_at=None).first()
    return standing or Fact.objects.create(
        patient=patient, kind=fact.kind, text=text, text_zh=fact.text_zh.strip()[:LONGEST], code=fact.code, noted_at=now, noted_by_id=by_id
    )


def end(fact_id: int, *, patient_id: int, now: datetime) -> bool:
    """It holds no longer. False when it had ended before, or is somebody else's."""
    return bool(Fact.objects.filter(pk=fact_id, patient_id=patient_id, ended_at=None).update(ended_at=now))
