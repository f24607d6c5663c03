"""Many slips in one file: each a paper of its own with its number, drawn once, handed over together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from clinic.accounts.models import User
from clinic.reports import paper, pdf, printing
from clinic.reports.content import Mark
from clinic.reports.models import Document
from clinic.reports.refusals import PrintRefused
from clinic.visits.models import Visit


@dataclass(frozen=True)
class Bundle:
    """`pdf` is empty when every slip was refused; `refused` maps a visit to the reason."""

    documents: tuple[Document, ...]
    pdf: bytes
    refused: dict[int, PrintRefused] = field(default_factory=dict)


def print_slips(visits: Iterable[Visit], *, by: User | None, now: datetime) -> Bundle:
    """The slips of these visits in their order, new ones and copies. They are archived later, see `archive`."""
    issued: list[tuple[Document, Mark]] = []
    refused: dict[int, PrintRefused] = {}
    for visit in visits:
        try:
            issued.append(printing.issue_slip(visit, by=by, now=now))
        except PrintRefused as refusal:
            refused[visit.pk] = refusal
    pages = [paper.html_of(printing.words_of(document), mark=mark) for document, mark in issued]
    made = pdf.render_together(pages, sheet=pdf.Sheet.SLIP) if pages else b""
    return Bundle(tuple(document for document, _mark in issued), made, refused)


def archive(document_ids: Iterable[int]) -> None:
    """Draw each paper alone and keep it: the same words give the same bytes as in the file that was handed over."""
    for document in Document.objects.filter(pk__in=list(document_ids), archived=False):
        printing.keep(document)
