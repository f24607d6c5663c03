"""The desk under load: registration, search in every script, booking, one interpreter's day and the desk's page, through HTTP.

    python -m tests.load.desk [--patients 100000] [--visits N] [--database postgresql|sqlite] [--keep FOLDER] [--only WORD]

It starts a database of its own, registers into it while it is empty, fills it, starts the web server as ./run does, asks with one
and with eight clients, runs the least possible work (the floor) in the same minutes and throws everything away. The clients run
on the cores of the server. PostgreSQL writes durably, so the disk below TMPDIR counts; the floor tells how much.
With --keep the filled database stays in FOLDER (reachable for the account of PostgreSQL) and the next run with it fills nothing.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.processes import free_port, start, stop, wait_until
from setup.run import clinic, page_comes
from setup.servers import start_postgresql

SECONDS = 2.5
DURABLE = ("max_connections=100", "shared_buffers=512MB", "max_wal_size=4GB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--visits", type=int, help="as many as patients when not given; at most a million")
    parser.add_argument("--database", choices=("postgresql", "sqlite"), default="postgresql")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    parser.add_argument("--keep", type=Path, help="where the filled database stays, or stands from last time")
    parser.add_argument("--only", default="", help="measure only what has this word in its name, and its floor")
    asked = parser.parse_args()
    with _folder(asked.keep) as folder:
        server = start_postgresql(folder / "postgresql", settings=DURABLE) if asked.database == "postgresql" else None
        url = server.url if server else f"sqlite:///{folder}/desk.sqlite3"
        os.environ |= {"QIAO_DEMO": "1", "QIAO_STATE": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        os.environ |= {"DATABASE_URL": url, "LOG_LEVEL": "INFO"}
        try:
            _measure(asked, folder, (server.process.pid,) if server else ())
        finally:
            if server:
                server.stop()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="qiao-desk-") as name:
        folder = kept.absolute() if kept else Path(name)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)  # PostgreSQL's account must be able to pass
        yield folder


def _measure(asked: argparse.Namespace, folder: Path, database: tuple[int, ...]) -> None:
    from tests.load import desk_work  # settings load here, when the database is known

    visits = min(asked.visits or asked.patients, 1_000_000)
    loaded = desk_work.loaded_before(folder)
    if loaded is None:
        house = desk_work.prepare()
        with _web(folder) as (port, web):
            print("empty house", flush=True)
            desk_work.tell(desk_work.Loaded(house, 0), port=port, seconds=asked.seconds, servers=(web, *database), only="register")
        started = time.perf_counter()
        loaded = desk_work.load(folder, house, patients=asked.patients, visits=visits)
        filled = time.perf_counter() - started
        print(f"{asked.database}: {asked.patients:,} patients and {visits:,} visits filled in {filled:.0f} s", flush=True)
    else:
        print(f"{asked.database}: {loaded.patients:,} patients from last time", flush=True)
    with _web(folder) as (port, web):
        desk_work.tell(loaded, port=port, seconds=asked.seconds, servers=(web, *database), only=asked.only)


@contextmanager
def _web(folder: Path) -> Iterator[tuple[int, int]]:
    """The server with the arguments of ./run: its port and its process."""
    port = free_port()
    web = clinic(dict(os.environ), host="127.0.0.1", port=port, when_open=lambda: None)[0]
    with (folder / "web.log").open("wb") as output:
        process = start(web.command, env=os.environ, output=output)
        try:
            wait_until(lambda: page_comes("127.0.0.1", port), process=process, name="web", seconds=60)
            yield port, process.pid
        finally:
            stop(process)


if __name__ == "__main__":
    main()
