"""A file of papers as an answer."""

from django.http import HttpResponse


def pdf_answer(made: bytes, name: str) -> HttpResponse:
    """Shown in the browser under its name, kept by nobody on the way."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
