"""Any paper from the shell: a slip by its visit, a plan by its number, a consent sheet, an issued paper by the number printed on it.

`original` opens what the archive keeps sealed: the very bytes that were handed over first, and counts no copy.
"""

import argparse
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.accounts.models import User
from clinic.plans.models import Plan
from clinic.reports import printing
from clinic.reports.models import Document
from clinic.reports.refusals import PrintRefused
from clinic.visits.models import Visit
from patients.models import ConsentSheet, Patient


class Command(BaseCommand):
    help = (
        "Print a slip (by visit), a plan (by plan), a consent sheet (by sheet, or for signing by record number) "
        "or an issued document (by its number; « original »: as archived) into a PDF file."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", choices=["slip", "plan", "consent", "consent_form", "document", "original"])
        parser.add_argument("id", help="id of the visit, the plan or the sheet, a record number, or the number of the document")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--by", metavar="USER", help="in whose name it is printed; without it, the program's")

    def handle(self, *, kind: str, id: str, out: Path, by: str | None, **options: object) -> None:
        try:
            printed = self._print(kind, id, by=User.objects.get(username=by) if by else None)
        except (ObjectDoesNotExist, ValueError) as error:
            raise CommandError(f"There is no such {kind}, or no such user.") from error
        except PrintRefused as refused:
            raise CommandError(f"{refused.code}: {', '.join(refused.details)}") from refused
        try:
            out.write_bytes(printed.pdf)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}. The paper is issued as {printed.document.number}.") from error
        self.stdout.write(f"{printed.document.number} {printed.mark} {out} {len(printed.pdf)} bytes")

    def _print(self, kind: str, ident: str, *, by: User | None) -> printing.Printed:
        now = timezone.now()
        if kind == "slip":
            return printing.print_slip(Visit.objects.get(pk=ident), by=by, now=now)
        if kind == "plan":
            return printing.print_plan(Plan.objects.select_related("practitioner__department").get(pk=ident), by=by, now=now)
        if kind == "consent":
            return printing.print_consent(ConsentSheet.objects.get(pk=ident), by=by, now=now)
        if kind == "consent_form":
            return printing.print_consent_form(Patient.objects.current().get(mrn=ident), by=by, now=now)
        document = Document.objects.get(number=ident)
        return printing.original(document) if kind == "original" else printing.reprint(document)
