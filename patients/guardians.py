"""Who decides for a minor: noted, the proof seen, ended when it is no longer so. Nothing is deleted."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from patients.locking import locked
from patients.minors import NewGuardian, guardian_problems, is_minor
from patients.models import Guardian, Patient
from patients.refusals import Implausible


class NotOfThisPatient(Exception):
    """No such guardian of this patient, or not any more."""

    code = "guardian_gone"


def is_under_age(patient: Patient, *, now: datetime) -> bool:
    return is_minor(patient.birth_date, timezone.localdate(now), partial=patient.birth_date_partial)


def of(patient: Patient) -> QuerySet[Guardian]:
    """Who decides for this patient now."""
    return Guardian.objects.filter(patient=patient, ended_at=None).select_related("person", "noted_by").order_by("pk")


def who_may_sign(patient_id: int) -> QuerySet[Guardian]:
    """Those whose proof somebody of the house has seen."""
    return who_may_sign_for([patient_id])


def who_may_sign_for(patients: Collection[int]) -> QuerySet[Guardian]:
    """The same for several."""
    return Guardian.objects.filter(patient__in=patients, ended_at=None, proof_seen_at__isnull=False).exclude(proof="").order_by("pk")


@transaction.atomic
def note(patient_id: int, new: NewGuardian, *, by_id: int | None, now: datetime) -> Guardian:
    """Write one down. The same person in the same relation is not written twice. Raises Implausible."""
    wrong = guardian_problems(new)
    person = _person(new.person_mrn)
    if new.person_mrn and person is None:
        wrong["person_mrn"] = "guardian_unknown"
    elif person and person.pk == patient_id:
        wrong["person_mrn"] = "guardian_is_patient"
    elif person and is_under_age(person, now=now):
        wrong["person_mrn"] = "guardian_is_minor"
    if wrong:
        raise Implausible(wrong)
    patient = locked(patient_id)
    standing = of(patient).filter(Q(name__iexact=new.name, person=person), relation=new.relation).first()
    return standing or Guardian.objects.create(
        patient=patient,
        person=person,
        name=new.name,
        relation=new.relation,
        phone=new.phone,
        proof=new.proof,
        proof_detail=new.proof_detail,
        proof_seen_at=now if new.seen else None,
        noted_at=now,
        noted_by_id=by_id,
    )


@transaction.atomic
def mark_seen(guardian_id: int, *, patient_id: int, proof: str, proof_detail: str, now: datetime) -> Guardian:
    """The paper lies on the counter. Raises NotOfThisPatient, and Implausible for a paper that does not show the relation."""
    guardian = Guardian.objects.select_for_update().filter(pk=guardian_id, patient_id=patient_id, ended_at=None).first()
    if guardian is None:
        raise NotOfThisPatient
    shown = NewGuardian(guardian.name, guardian.relation, proof=proof, proof_detail=proof_detail, seen=True)
    wrong = guardian_problems(shown)
    if wrong:
        raise Implausible(wrong)
    guardian.proof, guardian.proof_seen_at = proof, now
    guardian.proof_detail = proof_detail or guardian.proof_detail
    guardian.save(update_fields=["proof", "proof_detail", "proof_seen_at"])
    return guardian


def end(guardian_id: int, *, patient_id: int, now: datetime) -> bool:
    """It holds no longer. False when it had ended before, or is somebody else's."""
    return bool(Guardian.objects.filter(pk=guardian_id, patient_id=patient_id, ended_at=None).update(ended_at=now))


def _person(mrn: str) -> Patient | None:
    return Patient.objects.current().filter(mrn=mrn).first() if mrn else None
