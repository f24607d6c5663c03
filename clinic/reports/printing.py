"""Print, print again, cancel. Words are frozen in the document's row before a page is drawn, and never change there."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from clinic.accounts.models import User
from clinic.plans.models import Plan
from clinic.reports import archive, dates, paper, pdf
from clinic.reports.assemble import head_words, plan_words, slip_words
from clinic.reports.consents import form_words, sheet_words
from clinic.reports.content import (
    ConsentWords,
    Mark,
    PlanWords,
    SlipWords,
    Words,
    WordsDoNotFit,
    characters,
    from_plain,
    missing_translations,
    to_plain,
)
from clinic.reports.models import Document, DocumentNumber
from clinic.reports.refusals import PrintRefused
from clinic.visits.models import LIVE_STATES, Visit
from patients.models import ConsentSheet, Patient

logger = structlog.get_logger(__name__)
PREFIXES = {Document.Kind.SLIP: "S", Document.Kind.PLAN: "P", Document.Kind.CONSENT: "C", Document.Kind.CONSENT_FORM: "F"}
# What issuing fills in later; before that its blanks are no mistake.
NOT_YET = ("head.number", "head.printed_at.zh", "head.printed_at.ru")


@dataclass(frozen=True)
class Printed:
    """A paper as it leaves the house."""

    document: Document
    pdf: bytes
    mark: Mark


@dataclass(frozen=True)
class Subject:
    """What a paper is about: the visit of a slip, the plan of a plan, a signed sheet, the patient of a sheet for signing."""

    kind: str
    pk: int
    patient_id: int


def print_slip(visit: Visit, *, by: User | None, now: datetime) -> Printed:
    """The slip of a visit: a new paper, or a copy of the last one when nothing has changed. Raises PrintRefused."""
    return _print(*_slip(visit, by=by), by=by, now=now)


def issue_slip(visit: Visit, *, by: User | None, now: datetime) -> tuple[Document, Mark]:
    """The words of a slip frozen under their number and not yet drawn, for a file of many. Raises PrintRefused."""
    return _freeze_for_many(*_slip(visit, by=by), by=by, now=now)


def issue_consent_form(patient: Patient, *, only: Collection[str], by: User | None, now: datetime) -> tuple[Document, Mark]:
    """The same for a sheet to be signed by pen that asks what is still open. Raises PrintRefused."""
    return _freeze_for_many(*_consent_form(patient, only=only, by=by, now=now), by=by, now=now)


def keep(document: Document) -> None:
    """Draw a paper that left the house in one file with others, and archive it."""
    _keep(document, paper.pdf_of(words_of(document)))


def print_plan(plan: Plan, *, by: User | None, now: datetime) -> Printed:
    """A signed treatment plan with the sessions booked by now. Raises PrintRefused."""
    if plan.state != Plan.State.SIGNED:
        raise PrintRefused("plan_not_signed")
    words = plan_words(plan, head=head_words(plan.practitioner.department, by=by))
    return _print(Subject(Document.Kind.PLAN, plan.pk, plan.patient_id), words, by=by, now=now)


def print_consent_form(patient: Patient, *, by: User | None, now: datetime) -> Printed:
    """All questions of today with empty ticks, under the patient's name, to be signed by pen. Raises PrintRefused."""
    return _print(*_consent_form(patient, by=by, now=now), by=by, now=now)


def print_consent(sheet: ConsentSheet, *, by: User | None, now: datetime) -> Printed:
    """One signed sheet with its answers, and what of it was taken back since. Raises PrintRefused."""
    words = sheet_words(sheet, head=head_words(None, by=by))
    return _print(Subject(Document.Kind.CONSENT, sheet.pk, sheet.patient_id), words, by=by, now=now)


def reprint(document: Document) -> Printed:
    """The same words once more, marked as a copy, or as cancelled."""
    Document.objects.filter(pk=document.pk).update(copies=F("copies") + 1)
    document.refresh_from_db(fields=["copies", "archived", "cancelled_at"])
    if not document.archived:
        _keep(document, paper.pdf_of(words_of(document)))
    return look(document)


def look(document: Document) -> Printed:
    """The paper as `reprint` gives it, without counting a copy."""
    mark = Mark.CANCELLED if document.cancelled_at else Mark.COPY
    return Printed(document, paper.pdf_of(words_of(document), mark=mark), mark)


def original(document: Document) -> Printed:
    """The bytes that were handed over first, out of the archive. Raises PrintRefused when they are not there or not those."""
    made = archive.kept(document.number)
    if made is None or hashlib.sha256(made).hexdigest() != document.sha256:
        raise PrintRefused("original_lost")
    return Printed(document, made, Mark.ORIGINAL)


def cancel(document: Document, *, by: User, now: datetime) -> Document:
    """From now on every print says so across the page. Cancelling twice keeps the first date and name."""
    Document.objects.filter(pk=document.pk, cancelled_at=None).update(cancelled_at=now, cancelled_by=by)
    document.refresh_from_db(fields=["cancelled_at", "cancelled_by"])
    return document


def words_of(document: Document) -> Words:
    """The frozen words. Raises WordsDoNotFit for a row that another program wrote."""
    if document.kind == Document.Kind.SLIP:
        return from_plain(SlipWords, document.words)
    if document.kind == Document.Kind.PLAN:
        return from_plain(PlanWords, document.words)
    return from_plain(ConsentWords, document.words)


def _slip(visit: Visit, *, by: User | None) -> tuple[Subject, SlipWords]:
    if visit.state not in LIVE_STATES:
        raise PrintRefused("visit_given_up")
    words = slip_words(visit, head=head_words(None, by=by), phone=settings.DESK_PHONE)
    return Subject(Document.Kind.SLIP, visit.pk, visit.patient_id), words


def _consent_form(patient: Patient, *, only: Collection[str] | None = None, by: User | None, now: datetime) -> tuple[Subject, ConsentWords]:
    words = form_words(patient, head=head_words(None, by=by), now=now, only=only)
    if not words.consents:
        raise PrintRefused("no_consent_texts")
    return Subject(Document.Kind.CONSENT_FORM, patient.pk, patient.pk), words


def _print(subject: Subject, words: Words, *, by: User | None, now: datetime) -> Printed:
    document, is_new = _freeze(subject, words, by=by, now=now)
    if not is_new:
        return reprint(document)
    made = paper.pdf_of(words_of(document))
    _keep(document, made)
    return Printed(document, made, Mark.ORIGINAL)


def _freeze_for_many(subject: Subject, words: Words, *, by: User | None, now: datetime) -> tuple[Document, Mark]:
    document, is_new = _freeze(subject, words, by=by, now=now)
    if not is_new:
        Document.objects.filter(pk=document.pk).update(copies=F("copies") + 1)
    return document, Mark.ORIGINAL if is_new else Mark.COPY


def _freeze(subject: Subject, words: Words, *, by: User | None, now: datetime) -> tuple[Document, bool]:
    _refuse_unprintable(words)
    # Before the lock is taken: the first address that a process builds loads every page of the house.
    token = secrets.token_urlsafe(16)
    head = replace(words.head, printed_at=dates.moment(now), verify_url=verify_url(token))
    return _issue(subject, replace(words, head=head), token=token, by=by, now=now)


def _refuse_unprintable(words: Words) -> None:
    if missing := tuple(path for path in missing_translations(words) if path not in NOT_YET):
        raise PrintRefused("translations_missing", missing)
    if absent := pdf.missing_characters("".join(characters(words))):
        raise PrintRefused("characters_missing", tuple(f"U+{ord(each):04X}" for each in sorted(absent)))


@transaction.atomic
def _issue(subject: Subject, words: Words, *, token: str, by: User | None, now: datetime) -> tuple[Document, bool]:
    """The document whose row holds these words, and whether it is new. The number's row is locked: two desks take turns."""
    year = dates.heihe_day(now).year
    DocumentNumber.objects.get_or_create(year=year, kind=subject.kind)
    counter = DocumentNumber.objects.select_for_update().get(year=year, kind=subject.kind)
    last = Document.objects.filter(kind=subject.kind, subject_id=subject.pk).order_by("-version").first()
    if last and not last.cancelled_at and _says(last, words):
        return last, False
    counter.last += 1
    counter.save(update_fields=["last"])
    number = f"{PREFIXES[Document.Kind(subject.kind)]}-{year}-{counter.last:06d}"
    version = last.version + 1 if last else 1
    head = replace(words.head, number=number, version=version)
    document = Document.objects.create(
        number=number,
        kind=subject.kind,
        patient_id=subject.patient_id,
        subject_id=subject.pk,
        version=version,
        words=to_plain(replace(words, head=head)),
        token=token,
        issued_at=now,
        issued_by=by,
    )
    return document, True


def verify_url(token: str) -> str:
    """What the QR code opens; empty where the house has no public address."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('reports:verify', args=[token])}" if settings.PUBLIC_URL else ""


def _says(document: Document, words: Words) -> bool:
    try:
        stored = words_of(document)
    except WordsDoNotFit:
        return False
    return replace(words, head=stored.head) == stored


def _keep(document: Document, made: bytes) -> None:
    """Into the archive. Without room there the paper is still issued and handed over; a later print tries again."""
    changed = {"sha256": hashlib.sha256(made).hexdigest(), "archived": True}
    try:
        archive.keep(document.number, made)
    except OSError as error:
        logger.error("paper_not_archived", document=document.pk, errno=error.errno)
        changed["archived"] = False
    for field, value in changed.items():
        setattr(document, field, value)
    document.save(update_fields=list(changed))
