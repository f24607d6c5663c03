"""Several processes at one database: each is a real process with a connection of its own.

def attempt(number: int, *, interpreter_id: int) -> str: ...      # at module level; what it returns must be picklable

@pytest.mark.race
def test_one_wins(race):
    outcomes = race(attempt, times=50, interpreter_id=maria.pk)
    assert [o.value for o in outcomes].count("booked") == 1
    assert not [o.error for o in outcomes if o.error]
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from django.db import connection, connections, transaction

SECONDS = 60
LONGEST_WAY_TO_A_LOCK, SQLITE_WAITS = 10.0, 0.3
WAITS_FOR_A_LOCK = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@dataclass(frozen=True)
class Outcome:
    """What one attempt returned, or its exception as "Type: text"; seconds from the common start."""

    value: object
    error: str
    seconds: float


def run_processes(function: Callable[..., object], *, times: int, processes: int | None = None, **given: object) -> list[Outcome]:
    """Call `function(number, **given)` for each number below `times`, spread over `processes` (as many as `times` by default)."""
    count = processes or times
    connections.close_all()  # a connection must never be shared between processes
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(count)
    running = []
    for first in range(count):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_attempt, args=(function, range(first, times, count), given, barrier, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    outcomes: list[Outcome] = []
    for process, pipe in running:
        outcomes += pipe.recv() if pipe.poll(SECONDS) else [Outcome(None, "no answer", SECONDS)]
        process.join(5)
        process.kill()
    return outcomes


def _attempt(function: Callable[..., object], numbers: range, given: dict[str, object], barrier: Barrier, pipe: Connection) -> None:
    for one in connections.all():
        one.ensure_connection()
    barrier.wait(SECONDS)
    started = time.perf_counter()
    outcomes = []
    for number in numbers:
        value, error = None, ""
        try:
            value = function(number, **given)
        except Exception as raised:  # every failure is an outcome here
            error = f"{type(raised).__name__}: {raised}"
        outcomes.append(Outcome(value, error, time.perf_counter() - started))
    connections.close_all()
    pipe.send(outcomes)
    pipe.close()
    os._exit(0)  # the orderly end waits for threads of the parent that a fork does not have: five seconds for each process under xdist


def second_in_line(first: Callable[[], object], second: Callable[[], object]) -> Outcome:
    """`first` is done and not committed when `second` begins elsewhere; it is committed when `second` waits for it, or is through."""
    outcomes: list[Outcome] = []
    with transaction.atomic():
        first()
        waiting = threading.Thread(target=lambda: outcomes.append(_outcome(second)))
        waiting.start()
        _until_it_waits(waiting)
    waiting.join(SECONDS)
    return outcomes[0] if outcomes else Outcome(None, "no answer", SECONDS)


def _outcome(function: Callable[[], object]) -> Outcome:
    started = time.perf_counter()
    try:
        value, error = function(), ""
    except Exception as raised:  # as above
        value, error = None, f"{type(raised).__name__}: {raised}"
    connections.close_all()
    return Outcome(value, error, time.perf_counter() - started)


def _until_it_waits(thread: threading.Thread) -> None:
    """SQLite has one writer at a time and tells nobody who waits."""
    deadline = time.perf_counter() + (LONGEST_WAY_TO_A_LOCK if connection.vendor == "postgresql" else SQLITE_WAITS)
    while thread.is_alive() and time.perf_counter() < deadline:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(WAITS_FOR_A_LOCK)
                if cursor.fetchone():
                    return
        time.sleep(0.02)
