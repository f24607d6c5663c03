"""Doorbells of the papers."""

from celery import shared_task

from clinic.reports import printing
from clinic.reports.models import Document


@shared_task(ignore_result=True)
def archive(document_ids: list[int]) -> None:
    """Papers that were handed over in one file go into the archive one by one. A lost call is made good by the next print of each."""
    for document in Document.objects.filter(pk__in=document_ids, archived=False):
        printing.keep(document)
