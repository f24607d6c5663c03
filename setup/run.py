"""The clinic on one machine: broker, web, worker and beat under one supervisor. Called by ./run."""

import fcntl
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from clinic.libraries import missing
from setup.catalogues import ROOT, compile_stale
from setup.processes import NotStarted, answers, free_port
from setup.readiness import reason_to_prepare, state_folder
from setup.servers import redis_command, valkey_program
from setup.supervise import Program, Supervisor

FIRST_PAGE = "/account/sign-in/"


def main() -> int:
    env = dict(os.environ)
    if not env.get("SECRET_KEY"):
        env.setdefault("QIAO_DEMO", "1")
    env.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    env["PYTHONUNBUFFERED"] = "1"
    env["CELERY_SKIP_CHECKS"] = "1"  # worker and beat need no pages; `setup.prepare` and the tests run the checks
    state = state_folder(env)
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    if missing():
        print(f"Libraries for printing are missing. Please install what this system calls {' '.join(missing())}")
        return 1
    lock = only_one(state)
    if lock is None:
        print(f"The clinic already runs from {state}: {(state / 'address').read_text(encoding='utf-8').strip() or 'it is just starting'}")
        return 1
    compile_stale()
    reason = reason_to_prepare(env)
    if reason:
        print(f"Preparing: {reason}", flush=True)
        if subprocess.run([sys.executable, "-m", "setup.prepare"], env=env, cwd=ROOT).returncode:
            print("The clinic could not be prepared; the lines above say why. Nothing was started.")
            return 1
    return open_clinic(env, state)


def only_one(state: Path) -> IO[str] | None:
    """An open, locked file; None when another ./run holds it. Two beats would ring everything twice."""
    lock = (state / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    (state / "address").write_text("", encoding="utf-8")
    return lock


def open_clinic(env: dict[str, str], state: Path) -> int:
    host, wanted = env.get("HOST") or "127.0.0.1", wanted_port(env)
    port = free_port(wanted, host=host)
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/"  # noqa: S104 (compared, not bound)

    def tell() -> None:
        (state / "address").write_text(address, encoding="utf-8")
        if port != wanted:
            supervisor.say(f"port {wanted} is taken")
        kind = "  (demo clinic: every person in it is invented)" if env.get("QIAO_DEMO") == "1" else ""
        waited = f", {time.time() - float(env['QIAO_STARTED']):.1f} s after the start" if env.get("QIAO_STARTED") else ""
        supervisor.say(f"Open {address}{kind}{waited}. Ctrl-C closes the clinic.")

    supervisor = Supervisor([*broker(env, state), *clinic(env, host=host, port=port, when_open=tell)], env=env)
    return supervisor.run()


def wanted_port(env: dict[str, str]) -> int:
    word = env.get("PORT") or "8000"
    if not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise NotStarted("PORT must be a whole number from 1 to 65535.")
    return int(word)


def broker(env: dict[str, str], state: Path) -> list[Program]:
    """Valkey out of its wheel, unless REDIS_URL names a broker; its address goes into `env`."""
    if env.get("REDIS_URL"):
        return []
    folder, port = state / "valkey", free_port()
    folder.mkdir(exist_ok=True)
    env["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    command = redis_command(valkey_program(), port=port, folder=folder, keep=True)
    return [Program("valkey", (*command, "--logfile", str(folder / "valkey.log")), lambda: answers(port))]


def clinic(env: dict[str, str], *, host: str, port: int, when_open: Callable[[], None]) -> list[Program]:
    programs = Path(sys.executable).parent
    workers = env.get("WEB_WORKERS") or "2"
    # Threads of one worker wait for each other; the second is there so that a long answer, a paper, does not hold up a short one.
    granian = (
        *(str(programs / "granian"), "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", host, "--port", str(port), "--workers", workers, "--blocking-threads", "2"),
        *("--workers-kill-timeout", "5", "clinic.wsgi:application"),
    )
    celery = (str(programs / "celery"), "-q", "-A", "clinic")
    worker = (*celery, "worker", "--concurrency", env.get("WORKER_PROCESSES") or "2", "--without-gossip", "--without-mingle")
    return [
        Program("web", granian, lambda: page_comes(host, port), when_open),
        Program("worker", worker, patience=20),
        Program("beat", (*celery, "beat", "--pidfile=")),
    ]


def page_comes(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=30)  # noqa: S104 (compared)
    try:
        connection.request("GET", FIRST_PAGE)
        connection.getresponse()  # an error page is an answer too; its reason stands in the lines of the web
        return True
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NotStarted as refusal:
        sys.exit(str(refusal))
