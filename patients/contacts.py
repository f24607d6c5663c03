"""How to reach a person: further phones, messengers, whom to call in an emergency. Nothing is deleted: what no longer holds ends."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from patients.locking import locked
from patients.models import Contact, EmergencyContact, Patient
from patients.plausibility import NAME_LENGTH, name_problem
from patients.reach import EMAIL, PHONE, NotUnderstood, Way, phone
from patients.refusals import Implausible

ANY_SCRIPT = ("CYRILLIC", "LATIN", "CJK")
LONGEST_RELATION = 40


@dataclass(frozen=True)
class Relative:
    """Whom to call when something happens. `phone` in any writing."""

    name: str
    phone: str
    relation: str = ""
    language: str = "ru"


@transaction.atomic
def add(patient_id: int, way: Way, *, by_id: int | None, now: datetime) -> Contact:
    """A further way. The same one twice (the second of two clicks) is one. Raises Implausible for what the record has already."""
    patient = locked(patient_id)
    if (way.kind, way.value) in ((PHONE, patient.phone), (EMAIL, patient.email)):
        raise Implausible({"value": "contact_known"})
    return write(patient, way, by_id=by_id, now=now)


def write(patient: Patient, way: Way, *, by_id: int | None, now: datetime) -> Contact:
    """One row, inside the transaction of whoever registers."""
    standing = patient.contacts.filter(kind=way.kind, value=way.value, ended_at=None).first()
    return standing or Contact.objects.create(patient=patient, kind=way.kind, value=way.value, noted_at=now, noted_by_id=by_id)


@transaction.atomic
def prefer(patient_id: int, contact_id: int | None) -> None:
    """Write there first; None: to the first phone or the e-mail of the record again."""
    locked(patient_id)
    open_ones = Contact.objects.filter(patient_id=patient_id, ended_at=None)
    chosen = contact_id or 0  # no row has this number
    open_ones.filter(preferred=True).exclude(pk=chosen).update(preferred=False)
    open_ones.filter(pk=chosen).update(preferred=True)


def end(contact_id: int, *, patient_id: int, now: datetime) -> bool:
    """It reaches nobody any more. False when it had ended before, or is somebody else's."""
    standing = Contact.objects.filter(pk=contact_id, patient_id=patient_id, ended_at=None)
    return bool(standing.update(ended_at=now, preferred=False))


@transaction.atomic
def add_relative(patient_id: int, relative: Relative, *, by_id: int | None, now: datetime) -> EmergencyContact:
    """Whom to call. The same phone twice is one person. Raises Implausible."""
    name = " ".join(relative.name.split())
    wrong = {"name": name_problem(name, ANY_SCRIPT) or ("" if name else "relative_name")}
    try:
        number = phone(relative.phone)
    except NotUnderstood as error:
        number, wrong["phone"] = "", error.code
    problems = {field: code for field, code in wrong.items() if code}
    if problems:
        raise Implausible(problems)
    patient = locked(patient_id)
    standing = patient.emergency_contacts.filter(phone=number, ended_at=None).first()
    return standing or EmergencyContact.objects.create(
        patient=patient,
        name=name[:NAME_LENGTH],
        relation=relative.relation.strip()[:LONGEST_RELATION],
        phone=number,
        language=relative.language,
        noted_at=now,
        noted_by_id=by_id,
    )


def end_relative(relative_id: int, *, patient_id: int, now: datetime) -> bool:
    """Not to be called any more. False when it had ended before, or is somebody else's."""
    return bool(EmergencyContact.objects.filter(pk=relative_id, patient_id=patient_id, ended_at=None).update(ended_at=now))
