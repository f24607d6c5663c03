"""Writing down a person: the verbs of the desk. One transaction each, named refusals, nothing half-written."""

import zlib
from datetime import date, datetime
from typing import NoReturn

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from patients import alike, contacts, staying
from patients.finding import search_text_of
from patients.inserting import insert, insert_with
from patients.locking import locked
from patients.models import DistinctPerson, Fact, IdentityDocument, Patient
from patients.plausibility import NewDocument, NewFact, NewPatient, problems
from patients.refusals import AlreadyRegistered, Implausible, PossibleDuplicate
from patients.secrecy import number_hash, number_hashes, plain_number

PATIENT_FIELDS = (
    "surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name", "pinyin", "origins", "birth_date",
    "birth_date_partial", "sex", "nationality", "region_id", "phone", "email", "language", "referral", "referral_detail",
)  # fmt: skip

# One statement: what Django has for this needs three, and each is waited for by every other desk.
NEXT_NUMBER = """
INSERT INTO patients_recordnumber (year, last) VALUES (%s, 1)
ON CONFLICT (year) DO UPDATE SET last = patients_recordnumber.last + 1 RETURNING last
"""


@transaction.atomic
def register(new: NewPatient, *, by_id: int | None, now: datetime, confirm_new: bool = False) -> Patient:
    """Give a person a record number.

    Raises Implausible for what cannot be true, AlreadyRegistered when this very passport is in the house, and
    PossibleDuplicate when somebody is so alike that a person must decide; `confirm_new` is that decision, and is kept
    beside both records with who made it. Two desks with one passport end with one record: the second is refused.
    """
    today = timezone.localdate(now)
    wrong = problems(new, today=today)
    if wrong:
        raise Implausible(wrong)
    _one_at_a_time(new.birth_date)
    found = alike.candidates(alike.identity_of_new(new), limit=alike.LOOKED_AT)
    if any("same_document" in c.likeness.reasons for c in found):
        _refuse_known_document(new.document)
    same = tuple(c for c in found if c.likeness.verdict == "same")[: alike.SHOWN]
    if same and not confirm_new:
        raise PossibleDuplicate(same)
    patient = Patient(**{name: getattr(new, name) for name in PATIENT_FIELDS}, created_at=now, created_by_id=by_id)
    patient.search_text = search_text_of(patient)
    paper = _paper(patient, new.document, now=now) if new.document else None
    stay = staying.unsaved(patient, new.stay, by_id=by_id, now=now) if new.stay else None
    patient.mrn = _next_record_number(today)
    if not insert_with(patient, *filter(None, (paper, stay)), unless_known=IdentityDocument):
        _refuse_twice(new.document)
    for way in new.contacts:
        contacts.write(patient, way, by_id=by_id, now=now)
    if new.facts:
        _note_facts(patient, new.facts, by_id=by_id, now=now)
    if by_id and same:
        DistinctPerson.objects.bulk_create(
            DistinctPerson(patient=patient, other_id=c.patient_id, said_by_id=by_id, said_at=now, score=c.likeness.score) for c in same
        )
    return patient


@transaction.atomic
def add_document(patient_id: int, document: NewDocument, *, now: datetime) -> IdentityDocument:
    """A further passport of a person who is known. Raises Implausible, MergedAway, or AlreadyRegistered naming whose it is."""
    patient = locked(patient_id)
    wrong = problems(
        NewPatient(sex="X", birth_date=patient.birth_date, surname_latin="X", document=document), today=timezone.localdate(now)
    )
    if wrong:
        raise Implausible(wrong)
    _refuse_known_document(document)
    return _attach_document(patient, document, now=now)


def find_by_document(document: NewDocument) -> Patient | None:
    """Whose passport this is: exact, by keyed hash; a merged record answers with the one it went into."""
    found = _papers_like(document).select_related("patient__merged_into").first()
    return (found.patient.merged_into or found.patient) if found else None


def _papers_like(document: NewDocument) -> QuerySet[IdentityDocument]:
    return IdentityDocument.objects.filter(
        kind=document.kind, issuing_state=document.issuing_state, number_hash__in=number_hashes(document.number)
    )


def _one_at_a_time(birth_date: date | None) -> None:
    """Registrations of people born on one day wait for each other, so that both cannot miss the other's row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"patient born {birth_date}".encode())])


def _refuse_known_document(document: NewDocument | None) -> None:
    known = _papers_like(document).values_list("patient__mrn", "patient__merged_into__mrn").first() if document else None
    if known:
        raise AlreadyRegistered(known[1] or known[0])


def _next_record_number(today: date) -> str:
    """H26-00001: the year and a running number, given out under a row lock that is taken last."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [today.year])
        return f"H{today:%y}-{cursor.fetchone()[0]:05d}"


def _attach_document(patient: Patient, document: NewDocument, *, now: datetime) -> IdentityDocument:
    paper = _paper(patient, document, now=now)
    if not insert(paper, unless_known=True):
        _refuse_twice(document)
    return paper


def _paper(patient: Patient, document: NewDocument, *, now: datetime) -> IdentityDocument:
    number = plain_number(document.number)
    return IdentityDocument(
        patient=patient,
        kind=document.kind,
        issuing_state=document.issuing_state,
        number=number,
        number_hash=number_hash(number),
        last_four=number[-4:],
        expiry_date=document.expiry_date,
        seen_at=now,
    )


def _refuse_twice(document: NewDocument | None) -> NoReturn:
    """Of two desks with one paper the second waited for the first when it wrote, and is told whose it is."""
    _refuse_known_document(document)
    raise IntegrityError("a paper that is known has nobody")  # never seen: who had it is gone between two statements


def _note_facts(patient: Patient, facts: tuple[NewFact, ...], *, by_id: int | None, now: datetime) -> None:
    Fact.objects.bulk_create(
        Fact(patient=patient, kind=fact.kind, text=fact.text, text_zh=fact.text_zh, code=fact.code, noted_at=now, noted_by_id=by_id)
        for fact in facts
    )
