"""Bring everything encrypted, and every look-up hash, under the newest keys. May be stopped and run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from patients.keys import BATCH, Rotated, rotate_keys


class Command(BaseCommand):
    help = "Re-encrypt and re-hash under the first of SECRET_KEY, SALT_KEY and PASSPORT_HASH_KEY; says when old keys may be dropped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        done = Rotated()
        for done in rotate_keys(batch=max(1, options["batch"])):
            if options["verbosity"] > 1:
                self.stdout.write(f"{done.seen} rows seen")
        self.stdout.write(f"{done.seen} rows seen, {done.encrypted} encrypted anew, {done.hashed} hashed anew.")
        for trouble, rows in (("cannot be read with any key", done.unreadable), ("is written down twice", done.twice)):
            for row in rows:
                self.stderr.write(f"{row} {trouble}")
        if done.unreadable or done.twice:
            raise CommandError("Some rows are left as they were: keep the old keys.")
        self.stdout.write("Nothing needs the old keys any more: drop them from the settings and restart.")
