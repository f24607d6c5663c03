"""Fifty processes' worth of attempts at one slot, then eight processes booking side by side, on both databases.

`python -m tests.load.booking_race [bookings]`. PostgreSQL runs with its own durable settings, SQLite with the product's.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from setup.servers import start_postgresql

ATTEMPTS, RACERS = 50, 10
CLIENTS, PEOPLE, SLOTS_A_DAY = 8, 8, 60


def book_one(number: int, *, interpreters: list[int]) -> str:
    """The next free ten minutes of one of eight people, all in one room so that nobody walks."""
    from interpreters import booking
    from tests.interpreters.make import at

    day, slot = divmod(number // PEOPLE, SLOTS_A_DAY)
    starts = at("08:00") + timedelta(days=day, minutes=10 * slot)
    ends = starts + timedelta(minutes=10)
    try:
        booking.book(interpreters[number % PEOPLE], starts=starts, ends=ends, place="304", by_id=None, now=at("07:50"))
    except booking.BookingRefused as refused:
        return refused.code
    return "booked"


def measure(bookings: int) -> dict[str, object]:
    """In a process of its own, because the database is chosen when settings load."""
    import django

    django.setup()
    from django.core.management import call_command

    from interpreters.models import Booking
    from tests.interpreters.test_race import want
    from tests.make import make_interpreter
    from tests.racing import run_processes

    call_command("migrate", verbosity=0)
    raced = run_processes(want, times=ATTEMPTS, processes=RACERS, interpreter_id=make_interpreter().pk)
    people = [make_interpreter().pk for _number in range(PEOPLE)]
    side_by_side = run_processes(book_one, times=bookings, processes=CLIENTS, interpreters=people)
    slowest = max(outcome.seconds for outcome in side_by_side)
    return {
        "race": Counter(str(outcome.value) for outcome in raced),
        "race errors": Counter(outcome.error for outcome in raced if outcome.error),
        "side by side": Counter(str(outcome.value) for outcome in side_by_side),
        "side by side errors": Counter(outcome.error for outcome in side_by_side if outcome.error),
        "bookings a second": round(bookings / slowest),
        "live rows": Booking.objects.filter(released_at=None).count(),
    }


def run(name: str, url: str, bookings: int, folder: Path) -> None:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "clinic.settings", "QIAO_DEMO": "1", "QIAO_STATE": str(folder), "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "--measure", str(bookings)], env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    print(name)
    for figure, found in json.loads(done.stdout.splitlines()[-1]).items():
        print(f"  {figure:20} {found}", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    bookings = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print(f"{ATTEMPTS} attempts at one slot from {RACERS} processes; {bookings} distinct slots from {CLIENTS} processes")
    with tempfile.TemporaryDirectory(prefix="qiao-race-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's account must be able to pass
        run("SQLite", f"sqlite:///{folder}/race.sqlite3", bookings, folder)
        server = start_postgresql(folder / "postgresql", settings=("max_connections=100",))
        try:
            run("PostgreSQL", server.url, bookings, folder)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
