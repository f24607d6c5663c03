"""The desk under load: registration, search in every script, booking, one interpreter's day and the desk's page, through HTTP.

    python -m tests.load.desk [--patients 100000] [--visits N] [--database postgresql|sqlite]

It starts a database of its own, fills it, starts the web server as ./run does, asks with one and with eight clients, runs the
least possible work (the floor) in the same minutes and throws everything away. The clients run on the cores of the server.
PostgreSQL writes durably, so the disk below TMPDIR counts; the floor tells how much.
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
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qiao-desk-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's account must be able to pass
        server = start_postgresql(folder / "postgresql", settings=DURABLE) if asked.database == "postgresql" else None
        url = server.url if server else f"sqlite:///{folder}/desk.sqlite3"
        os.environ |= {"QIAO_DEMO": "1", "QIAO_STATE": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        os.environ |= {"DATABASE_URL": url, "LOG_LEVEL": "INFO"}
        try:
            _measure(asked, folder, (server.process.pid,) if server else ())
        finally:
            if server:
                server.stop()


def _measure(asked: argparse.Namespace, folder: Path, database: tuple[int, ...]) -> None:
    from tests.load import desk_work  # settings load here, when the database is known

    started = time.perf_counter()
    visits = min(asked.visits or asked.patients, 1_000_000)
    loaded = desk_work.load(patients=asked.patients, visits=visits)
    filled = time.perf_counter() - started
    print(f"{asked.database}: {asked.patients:,} patients and {visits:,} visits filled in {filled:.0f} s", flush=True)
    with _web(folder) as (port, web):
        desk_work.tell(loaded, port=port, seconds=asked.seconds, servers=(web, *database))


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
