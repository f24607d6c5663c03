"""Fifty processes' worth of attempts at one slot, then eight processes booking side by side, on both databases.

`python -m tests.load.booking_race [bookings]`. PostgreSQL runs with its own durable settings, SQLite with the product's.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from setup.servers import start_postgresql

ATTEMPTS, RACERS = 50, 10
CLIENTS, PEOPLE, SLOTS_A_DAY = 8, 8, 60


def slot(number: int) -> tuple[datetime, datetime]:
    """The ten minutes of one of eight people, all in one room so that nobody walks."""
    from tests.interpreters.make import at

    day, place_in_day = divmod(number // PEOPLE, SLOTS_A_DAY)
    starts = at("08:00") + timedelta(days=day, minutes=10 * place_in_day)
    return starts, starts + timedelta(minutes=10)


def book_one(number: int, *, interpreters: list[int]) -> str:
    from interpreters import booking
    from tests.interpreters.make import at

    starts, ends = slot(number)
    try:
        booking.book(interpreters[number % PEOPLE], starts=starts, ends=ends, place="304", by_id=None, now=at("07:50"))
    except booking.BookingRefused as refused:
        return refused.code
    return "booked"


def insert_one(number: int, *, interpreters: list[int]) -> str:
    """The floor: a transaction with one insert and no question asked."""
    from interpreters.models import Booking

    starts, ends = slot(number)
    Booking.objects.create(interpreter_id=interpreters[number % PEOPLE], starts=starts, ends=ends, place="304", booked_at=starts)
    return "inserted"


def measure(bookings: int) -> dict[str, object]:
    """In a process of its own, because the database is chosen when settings load."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.interpreters.test_race import want
    from tests.make import make_interpreter
    from tests.racing import run_processes

    call_command("migrate", verbosity=0)
    raced = run_processes(want, times=ATTEMPTS, processes=RACERS, interpreter_id=make_interpreter().pk)
    side_by_side, floor = (
        run_processes(one, times=bookings, processes=CLIENTS, interpreters=[make_interpreter().pk for _number in range(PEOPLE)])
        for one in (book_one, insert_one)
    )
    rate, floor_rate = (round(bookings / max(outcome.seconds for outcome in outcomes)) for outcomes in (side_by_side, floor))
    return {
        "race": Counter(str(outcome.value) for outcome in raced),
        "race errors": Counter(outcome.error for outcome in raced if outcome.error),
        "side by side": Counter(str(outcome.value) for outcome in side_by_side),
        "side by side errors": Counter(outcome.error for outcome in side_by_side if outcome.error),
        "bookings a second": rate,
        "bare inserts a second": f"{floor_rate}, so {rate / floor_rate:.0%} of the floor",
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
