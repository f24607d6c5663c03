"""Bring everything encrypted, archived papers too, and every look-up hash under the newest keys. May be stopped and run again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.reports import archive
from patients.keys import BATCH, Rotated, rotate_keys


class Command(BaseCommand):
    help = "Re-encrypt and re-hash under the first of SECRET_KEY, SALT_KEY and PASSPORT_HASH_KEY; says when old keys may be dropped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = self._rows(options["batch"], aloud=options["verbosity"] > 1)
        papers = self._papers(aloud=options["verbosity"] > 1)
        unreadable = rows.unreadable + [f"archived paper {number}" for number in papers.unreadable]
        for trouble, names in (("cannot be read with any key", unreadable), ("is written down twice", rows.twice)):
            for name in names:
                self.stderr.write(f"{name} {trouble}")
        if unreadable or rows.twice:
            raise CommandError("Some are left as they were: keep the old keys.")
        self.stdout.write("Nothing needs the old keys any more: drop them from the settings and restart.")

    def _rows(self, batch: int, *, aloud: bool) -> Rotated:
        done = Rotated()
        for done in rotate_keys(batch=max(1, batch)):
            if aloud:
                self.stdout.write(f"{done.seen} rows seen")
        self.stdout.write(f"{done.seen} rows seen, {done.encrypted} encrypted anew, {done.hashed} hashed anew.")
        return done

    def _papers(self, *, aloud: bool) -> archive.Rotated:
        done = archive.Rotated()
        for done in archive.rotate():
            if aloud:
                self.stdout.write(f"{done.seen} papers seen")
        self.stdout.write(f"{done.seen} papers in the archive seen, {done.sealed} encrypted anew.")
        return done
