from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.reminders import channels, sending
from clinic.reminders.tasks import prepare, tell


class Command(BaseCommand):
    help = "One sweep in place: plan what is missing and send what is due, reminders to patients and news to interpreters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", help="act as if it were this moment, ISO 8601; without an offset it is Heihe time")

    def handle(self, *args: Any, **options: Any) -> None:
        now = _moment(options["now"])
        states = Counter(sending.deliver(reminder_id, now=now, send=channels.send) for reminder_id in prepare(now))
        told = [f"{count} {state}" for state, count in sorted(states.items()) if state]
        mails = Counter("told" if changes else "not told" for changes in tell(now))
        told += [f"{count} interpreters {word}" for word, count in sorted(mails.items())]
        self.stdout.write(", ".join(told) or "nothing due")


def _moment(text: str | None) -> datetime:
    if not text:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise CommandError("--now wants a moment like 2026-11-24T18:00:00+08:00") from problem
    return moment if moment.tzinfo else timezone.make_aware(moment)
