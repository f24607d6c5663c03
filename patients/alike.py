"""Who may be the same person: a few rows from the index, then the pure likeness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.conf import settings
from django.db import connection

from patients.duplicates import Identity, Likeness, likeness
from patients.glance import who_may_have
from patients.models import Patient
from patients.plausibility import NewPatient
from patients.refusals import Candidate
from patients.secrecy import number_hashes

# People born on one day or reached by one phone; the rest of the house is not looked at.
LOOKED_AT = 200
SHOWN = 8
COMPARED = ("mrn", "surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "birth_date", "sex", "phone")
# Each clue by its own index; whoever has the very paper comes first.
CLUES = """
WITH clue AS (
    SELECT id, 0 AS owns FROM patients_patient WHERE birth_date = %s
    UNION ALL SELECT id, 0 FROM patients_patient WHERE phone = %s
    UNION ALL SELECT patient_id, 1 FROM patients_identitydocument WHERE number_hash IN ({hashes})
), found AS (SELECT id, MAX(owns) AS owns FROM clue GROUP BY id)
SELECT someone.id, mrn, surname_latin, given_latin, surname_ru, given_ru, patronymic_ru, birth_date, sex, phone, owns
FROM found JOIN patients_patient AS someone ON someone.id = found.id
WHERE merged_into_id IS NULL ORDER BY owns DESC, someone.id DESC LIMIT {looked_at}
"""


@dataclass(frozen=True, slots=True)
class Someone:
    """A record of the house as far as it is compared."""

    patient_id: int
    mrn: str
    surname_latin: str
    given_latin: str
    surname_ru: str
    given_ru: str
    patronymic_ru: str
    birth_date: date | None
    sex: str
    phone: str
    owns: bool
    """Has a paper with the very number, whatever its kind."""

    @property
    def latin_name(self) -> str:
        return " ".join(part for part in (self.surname_latin, self.given_latin) if part)

    @property
    def russian_name(self) -> str:
        return " ".join(part for part in (self.surname_ru, self.given_ru, self.patronymic_ru) if part)


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


def identity_of(someone: Someone | Patient, *, latin: bool) -> Identity:
    """A record as the likeness wants it, by its Latin or by its Russian name."""
    name = someone.latin_name if latin else someone.russian_name
    return Identity(
        name=name or someone.latin_name or someone.russian_name, birth_date=someone.birth_date, sex=someone.sex, phone=someone.phone
    )


def candidates(new: Identity, *, limit: int = SHOWN) -> tuple[Candidate, ...]:
    """The likest first; "different" ones are left out. One query."""
    near = _at_a_glance(new, list(_within_reach(new)))
    found = (
        Candidate(someone.patient_id, someone.mrn, _best(new, someone, number=new.document_number if someone.owns else ""))
        for someone in near
    )
    return tuple(sorted((c for c in found if c.likeness.verdict != "different"), key=lambda c: (-c.likeness.score, c.patient_id))[:limit])


def housemates(new: Identity, *, besides: Iterable[int], limit: int = 3) -> tuple[Candidate, ...]:
    """Others whom the same phone reaches: family, perhaps. One query, none without a phone."""
    if not new.phone:
        return ()
    people = Patient.objects.current().filter(phone=new.phone).exclude(pk__in=besides).only(*COMPARED).order_by("-pk")[:limit]
    return tuple(Candidate(patient.pk, patient.mrn, _best(new, patient)) for patient in people)


def lookalikes(patient: Patient, *, limit: int = SHOWN) -> list[Patient]:
    """Other records that may be this person's, the likest first."""
    found = candidates(identity_of(patient, latin=False), limit=limit + 1)
    people = Patient.objects.in_bulk([candidate.patient_id for candidate in found if candidate.patient_id != patient.pk])
    return [people[candidate.patient_id] for candidate in found if candidate.patient_id in people]


def likeness_of(one: Patient, other: Patient) -> Likeness:
    """Of two records, by the forms of their names that are likest. Their documents are not compared: numbers stay encrypted."""
    return max((_best(identity_of(one, latin=latin), other) for latin in (False, True)), key=lambda found: found.score)


def _at_a_glance(new: Identity, people: list[Someone]) -> list[Someone]:
    """Most of those born on that day have nothing else in common, and a million patients have forty such people for each."""
    names = [[name for name in (someone.latin_name, someone.russian_name) if name] for someone in people]
    passed = who_may_have(new.name, names)
    return [
        someone
        for someone, called, alike in zip(people, names, passed, strict=True)
        if alike or not called or _near_otherwise(new, someone)
    ]


def _near_otherwise(new: Identity, someone: Someone) -> bool:
    return someone.owns or someone.birth_date != new.birth_date or bool(new.phone and someone.phone[-10:] == new.phone[-10:])


def _best(new: Identity, someone: Someone | Patient, *, number: str = "") -> Likeness:
    """By the Russian or by the Latin name, whichever is liker."""
    both = (replace(identity_of(someone, latin=latin), document_number=number) for latin in (False, True))
    return max((likeness(new, one) for one in both), key=lambda answer: answer.score)


def _within_reach(new: Identity) -> Iterator[Someone]:
    hashes = number_hashes(new.document_number) if new.document_number else (None,) * len(settings.PASSPORT_HASH_KEYS)
    born = connection.ops.adapt_datefield_value(new.birth_date) if new.birth_date else None
    with connection.cursor() as cursor:
        cursor.execute(_clues(len(hashes)), [born, new.phone or None, *hashes])
        rows = cursor.fetchall()
    return (Someone(*row) for row in rows)


@cache
def _clues(hashes: int) -> str:
    return CLUES.format(hashes=", ".join(["%s"] * hashes), looked_at=LOOKED_AT)
