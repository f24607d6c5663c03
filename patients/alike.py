"""Who may be the same person: a few rows from the index, then the pure likeness."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from patients.duplicates import Identity, likeness
from patients.models import IdentityDocument, Patient
from patients.plausibility import NewPatient
from patients.refusals import Candidate
from patients.secrecy import number_hashes

# People born on one day or reached by one phone; the rest of the house is not looked at.
LOOKED_AT = 200
SHOWN = 8
COMPARED = ("mrn", "surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "birth_date", "sex", "phone")


def identity_of_new(new: NewPatient) -> Identity:
    """What is known of somebody who is being written down."""
    name = " ".join(part for part in (new.surname_ru, new.given_ru, new.patronymic_ru) if part)
    return Identity(
        name=name or f"{new.surname_latin} {new.given_latin}".strip() or new.chinese_name,
        birth_date=new.birth_date,
        sex=new.sex or None,
        document_number=new.document.number if new.document else "",
        phone=new.phone,
    )


def identity_of(patient: Patient, *, latin: bool) -> Identity:
    """A record as the likeness wants it, by its Latin or by its Russian name."""
    name = patient.latin_name if latin else patient.russian_name
    return Identity(
        name=name or patient.latin_name or patient.russian_name, birth_date=patient.birth_date, sex=patient.sex, phone=patient.phone
    )


def candidates(new: Identity, *, limit: int = SHOWN) -> tuple[Candidate, ...]:
    """The likest first; "different" ones are left out. Two queries."""
    clues = Q(pk__in=())
    if new.birth_date:
        clues |= Q(birth_date=new.birth_date)
    if new.phone:
        clues |= Q(phone=new.phone)
    owners = _owners(new.document_number)
    clues |= Q(pk__in=owners)
    people = Patient.objects.current().filter(clues).only(*COMPARED).order_by("-pk")[:LOOKED_AT]
    return _ranked(new, people, owners=owners, limit=limit)


def _owners(document_number: str) -> frozenset[int]:
    """Whose paper has this number, whatever its kind: one person, or none."""
    if not document_number:
        return frozenset()
    return frozenset(IdentityDocument.objects.filter(number_hash__in=number_hashes(document_number)).values_list("patient_id", flat=True))


def _ranked(new: Identity, people: Iterable[Patient], *, owners: frozenset[int], limit: int) -> tuple[Candidate, ...]:
    found = []
    for patient in people:
        number = new.document_number if patient.pk in owners else ""
        both = (replace(identity_of(patient, latin=latin), document_number=number) for latin in (False, True))
        best = max((likeness(new, one) for one in both), key=lambda answer: answer.score)
        if best.verdict != "different":
            found.append(Candidate(patient.pk, patient.mrn, best))
    return tuple(sorted(found, key=lambda c: (-c.likeness.score, c.patient_id))[:limit])
