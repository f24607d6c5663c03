"""`manage.py load_reference`: departments, services, herbs, formulas, vocabulary, regions, rules, phrases."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.reference.loading import TableReport, load_reference
from clinic.reference.sources import DATA, BrokenCatalogue


class Command(BaseCommand):
    help = "Load the catalogue that ships with the product. Idempotent; says what it changed; never overwrites what staff edited."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=DATA, help="another edition of the files than the one that ships")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = load_reference(options["folder"])
        except (BrokenCatalogue, OSError) as broken:
            raise CommandError(str(broken)) from broken
        self.stdout.write(f"{'table':26}{'added':>7}{'changed':>9}{'unchanged':>11}{'kept':>6}")
        for report in reports:
            self._tell(report)

    def _tell(self, report: TableReport) -> None:
        self.stdout.write(f"{report.label:26}{report.added:7}{report.changed:9}{report.unchanged:11}{report.kept:6}")
        for field in report.kept_fields:
            self.stdout.write(f"  kept, edited by staff: {field}")
        for key in report.kept_deleted:
            self.stdout.write(f"  not added again, deleted by staff: {key}")
        for key in report.vanished:
            self.stdout.write(f"  no longer shipped, left as it is: {key}")
