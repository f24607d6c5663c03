"""What whoever treats this person must know: noted, and ended when it is no longer so. Nothing is deleted."""

from collections.abc import Iterable
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
    standing = patient.facts.filter(kind=fact.kind, ended_at=None).order_by("pk")
    # Compared here: SQLite knows large and small letters of Latin alone.
    return next((one for one in standing if one.text.casefold() == text.casefold()), None) or Fact.objects.create(
        patient=patient, kind=fact.kind, text=text, text_zh=fact.text_zh.strip()[:LONGEST], code=fact.code, noted_at=now, noted_by_id=by_id
    )


def end(fact_id: int, *, patient_id: int, now: datetime) -> bool:
    """It holds no longer, nor do the same words from a record that was merged. False when it had ended before, or is somebody else's."""
    standing = Fact.objects.filter(patient_id=patient_id, ended_at=None)
    fact = standing.filter(pk=fact_id).first()
    same = [one.pk for one in standing.filter(kind=fact.kind) if one.text.casefold() == fact.text.casefold()] if fact else []
    return bool(standing.filter(pk__in=same).update(ended_at=now))


def once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Without those that say the same again, as after a merge; the one that the herb check knows by a code goes before the others."""
    said: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        key = fact.kind, fact.text.casefold()
        if key not in said or (fact.code and not said[key].code):
            said[key] = fact
    return tuple(said.values())
