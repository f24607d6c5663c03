"""Papers that were given out."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from clinic.api.fields import PaperNumber
from clinic.api.problems import REFUSALS, Problem, ProblemOut, not_found
from clinic.api.signing_in import caller, may
from clinic.audit.reading import record_read
from clinic.reports import printing
from clinic.reports.content import WordsDoNotFit
from clinic.reports.models import Document

router = Router(tags=["documents"])
BINARY = {"schema": {"type": "string", "format": "binary"}}
PDF: dict[str, Any] = {"responses": {200: {"description": "OK", "content": {"application/pdf": BINARY}}}}


@router.get("documents/{number}.pdf", response={REFUSALS: ProblemOut}, auth=may("print_documents"), openapi_extra=PDF)
def open_document(request: HttpRequest, number: PaperNumber) -> HttpResponse:
    """The paper as it was given out, marked as a copy, or as cancelled. The look is written down."""
    document = Document.objects.filter(number=number).first()
    if document is None:
        raise not_found()
    record_read(by_id=caller(request).pk, subject="document", subject_id=document.pk, now=timezone.now())
    try:
        made = printing.look(document)
    except WordsDoNotFit as problem:
        raise Problem(409, "words_do_not_fit") from problem
    name = f'inline; filename="{document.number}.pdf"'
    return HttpResponse(made.pdf, content_type="application/pdf", headers={"Content-Disposition": name, "Cache-Control": "no-store"})
