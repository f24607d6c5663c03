"""Start a real Celery worker and wait until it answers; wait until something it does has happened."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from celery import Celery
from kombu import pools

from setup.processes import start, stop, wait_until

SECONDS = 30


def start_worker(app: Celery, *, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "celery", "-q", "-A", "clinic", "worker", "--pool", "solo", "--without-gossip", "--without-mingle"]
    with log.open("wb") as output:
        process = start(command, env=env, output=output)
    wait_until(lambda: bool(app.control.ping(timeout=0.3)), process=process, name=f"the worker (see {log})", seconds=SECONDS)
    return process


def stop_worker(app: Celery, process: subprocess.Popen[bytes]) -> None:
    """Our own ends of the broker are let go too: left open, each process of every later race waits ten seconds for them."""
    stop(process)
    pools.reset()
    app._after_fork()
    app.control._after_fork()


def eventually(happened: Callable[[], object], *, seconds: float = SECONDS) -> bool:
    """Ask until the answer is true; False when it never was."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
