"""A migrated database, made once and then copied: by every process of a run, and by every part of ./test.

`python -m tests.ready sqlite|postgresql FOLDER` makes it beforehand. Migrating takes ten seconds, a copy none.
"""

import fcntl
import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
from django.core.management import call_command
from django.db import connections

from setup.catalogues import ROOT
from setup.servers import start_postgresql
from tests.servers import READY, use_settings_of_our_own

NAME, UNFINISHED = "qiao_ready", "qiao_unfinished"


@contextmanager
def one_at_a_time(folder: Path) -> Generator[None]:
    """The others wait, and then find what the first has made."""
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def give(database: dict[str, Any]) -> None:
    """Let Django's own preparation of a test database begin with a copy. `database` is one of settings.DATABASES."""
    folder = Path(os.environ[READY])
    if database["ENGINE"].endswith("sqlite3"):
        subprocess.run([sys.executable, "-m", "tests.ready", "sqlite", str(folder)], check=True, cwd=ROOT)
        shutil.copy(_file(folder), database["TEST"]["NAME"])
    else:
        subprocess.run([sys.executable, "-m", "tests.ready", "postgresql", str(folder), os.environ["DATABASE_URL"]], check=True, cwd=ROOT)
        database["TEST"]["TEMPLATE"] = NAME


def copy_sqlite(source: sqlite3.Connection | Path, target: sqlite3.Connection | Path) -> None:
    """All of one database into another, also while somebody has it open."""
    opened = [end if isinstance(end, sqlite3.Connection) else sqlite3.connect(end) for end in (source, target)]
    opened[0].backup(opened[1])
    for given, end in zip((source, target), opened, strict=True):
        if given is not end:
            end.close()


def make_sqlite(folder: Path) -> None:
    with one_at_a_time(folder):
        if not _file(folder).exists():
            unfinished = folder / f"{UNFINISHED}.sqlite3"
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            unfinished.rename(_file(folder))


def make_postgresql(folder: Path, url: str) -> None:
    """`url` is the database postgres of a running server."""
    with one_at_a_time(folder), psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(f"DROP DATABASE IF EXISTS {UNFINISHED}")
            server.execute(f"CREATE DATABASE {UNFINISHED}")
            _migrate(url.removesuffix("/postgres") + f"/{UNFINISHED}")
            server.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {NAME}")


def _file(folder: Path) -> Path:
    return folder / f"{NAME}.sqlite3"


def _migrate(url: str) -> None:
    gc.disable()  # the models of each migration are many small rings, looked through again and again: a third of the time
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "clinic.settings"}
    django.setup()
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    connections.close_all()


def main(database: str, folder: Path, url: str = "") -> None:
    use_settings_of_our_own(folder)
    if database == "sqlite":
        make_sqlite(folder)
    elif url:
        make_postgresql(folder, url)
    else:
        server = start_postgresql(folder / "postgresql")
        make_postgresql(folder, server.url)
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
