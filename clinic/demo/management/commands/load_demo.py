"""Fill the house with invented people."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from clinic.demo import loading
from clinic.departments.models import Service


class Command(BaseCommand):
    help = "An invented clinic at any size, the same for the same seed. On a clinic that has patients it only fills an empty today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--patients", type=int, help="about so many records; without it 780 persons in 2024 and 2,043 in 2025")
        parser.add_argument("--years", type=int, default=3, help="how many years back the history goes, this one included")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--trips", type=int, default=1, help="trips of each person a year: multiplies the visits")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Service.objects.exists():
            raise CommandError("There are no services yet. Run load_reference first.")
        if options["years"] < 1 or options["trips"] < 1 or (options["patients"] is not None and options["patients"] < 1):
            raise CommandError("Patients, years and trips begin at 1.")
        if loading.is_loaded():
            added = loading.top_up(now=timezone.now())
            self.stdout.write(f"The demo clinic is there already; {added} visits added for today and the days to come.")
            return
        size = loading.Size(options["patients"], options["years"], options["seed"], options["trips"])
        loading.load(size, now=timezone.now(), tell=_bar)
        self.stdout.write(self.style.SUCCESS("The demo clinic is open."))


def _bar(what: str, total: int) -> Callable[[int], object]:
    return tqdm(total=total, desc=what, unit="", smoothing=0).update
