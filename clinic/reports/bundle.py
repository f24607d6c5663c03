"""Many papers in one file: each of its own number, drawn once, handed over together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clinic.accounts.models import User
from clinic.reports import paper, pdf, printing
from clinic.reports.content import Mark
from clinic.reports.models import Document
from clinic.reports.refusals import PrintRefused
from clinic.visits.models import Visit
from patients.models import Patient

Issue = Callable[[], tuple[Document, Mark]]


@dataclass(frozen=True)
class Bundle:
    """`pdf` is empty when every paper was refused; `refused` maps a visit or a patient to the reason."""

    documents: tuple[Document, ...]
    pdf: bytes
    refused: dict[int, PrintRefused] = field(default_factory=dict)


def print_slips(visits: Iterable[Visit], *, by: User | None, now: datetime) -> Bundle:
    """The slips of these visits in their order, new ones and copies. They are archived later, see `archive`."""
    return _together([(visit.pk, _slip_of(visit, by=by, now=now)) for visit in visits], sheet=pdf.Sheet.SLIP)


def print_consent_forms(wanted: Mapping[Patient, Iterable[str]], *, by: User | None, now: datetime) -> Bundle:
    """For each patient the sheet that asks these kinds, to be signed by pen; archived later, too."""
    papers = [(patient.pk, _form_of(patient, frozenset(kinds), by=by, now=now)) for patient, kinds in wanted.items()]
    return _together(papers, sheet=pdf.Sheet.A4)


def archive(document_ids: Iterable[int]) -> None:
    """Draw each paper alone and keep it: the same words give the same bytes as in the file that was handed over."""
    for document in Document.objects.filter(pk__in=list(document_ids), archived=False):
        printing.keep(document)


def _slip_of(visit: Visit, *, by: User | None, now: datetime) -> Issue:
    return lambda: printing.issue_slip(visit, by=by, now=now)


def _form_of(patient: Patient, kinds: frozenset[str], *, by: User | None, now: datetime) -> Issue:
    return lambda: printing.issue_consent_form(patient, only=kinds, by=by, now=now)


def _together(papers: Iterable[tuple[int, Issue]], *, sheet: pdf.Sheet) -> Bundle:
    issued: list[tuple[Document, Mark]] = []
    refused: dict[int, PrintRefused] = {}
    for subject_id, issue in papers:
        try:
            issued.append(issue())
        except PrintRefused as refusal:
            refused[subject_id] = refusal
    pages = [paper.html_of(printing.words_of(document), mark=mark) for document, mark in issued]
    made = pdf.render_together(pages, sheet=sheet) if pages else b""
    return Bundle(tuple(document for document, _mark in issued), made, refused)
