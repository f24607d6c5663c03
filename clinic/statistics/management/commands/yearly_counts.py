import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.statistics.counts import of_year
from clinic.statistics.definitions import MEASURES
from clinic.statistics.interpreting_counts import interpreting_of
from clinic.statistics.shape import as_plain


class Command(BaseCommand):
    help = "The counts of a year with their breakdowns; definitions are in clinic/statistics/definitions.py."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        if not 2000 <= year <= 2100:
            raise CommandError("YEAR must lie between 2000 and 2100.")
        counts = of_year(year)
        if options["format"] == "json":
            interpreting = interpreting_of(year, today=timezone.localdate()).as_plain
            self.stdout.write(json.dumps(as_plain(counts) | {"interpreting": interpreting}, ensure_ascii=False))
            return
        for measure in MEASURES:
            self.stdout.write(f"{getattr(counts, measure.code):>10,} {measure.unit:14} {measure.definition}")
