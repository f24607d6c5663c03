"""The whole of the tests, in the order in which they fail fastest, with a summary at the end. Called by ./test."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from clinic.libraries import missing
from setup.catalogues import ROOT, compile_stale
from setup.processes import start, stop
from setup.scratch import new_folder

NOTHING_COLLECTED = 5
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Step:
    name: str
    command: list[str]
    env: dict[str, str]
    after: subprocess.Popen[bytes] | None = None  # what must have ended before


@dataclass(frozen=True)
class Done:
    name: str
    status: int
    seconds: float


def main() -> int:
    options, for_pytest = asked(sys.argv[1:])
    if missing():
        print(f"Libraries for printing are missing. Please install what this system calls {' '.join(missing())}")
        return 1
    compile_stale()
    folder = new_folder()
    env = environment(folder)
    making = {database: migrated(database, folder, env) for database in DATABASES if options.database in (database, "both")}
    try:
        return summary([run(step) for step in steps(options, for_pytest, env=env, making=making)])
    finally:
        for process in making.values():
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path) -> dict[str, str]:
    env = dict(os.environ) | {"QIAO_TEST_READY": str(folder)}
    if env.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Thirty processes compile everything anew otherwise, a tenth of the whole; nothing is written beside the sources.
        env["PYTHONPYCACHEPREFIX"] = str(ROOT / ".venv" / "bytecode")
    return env


def migrated(database: str, folder: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """The database that the tests copy is made while faults and types are looked at."""
    return start([sys.executable, "-m", "tests.ready", database, folder], env=env, cwd=ROOT)


def asked(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="./test", description="Run the tests. What is not listed here goes to pytest.")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--no-browser", action="store_true", help="leave out the journeys in a browser")
    parser.add_argument("--no-lint", action="store_true", help="leave out the look at faults and types")
    parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, 8), help="how many tests at a time")
    return parser.parse_known_args(arguments)


def steps(
    options: argparse.Namespace, for_pytest: list[str], *, env: dict[str, str], making: dict[str, subprocess.Popen[bytes]]
) -> list[Step]:
    programs = Path(sys.executable).parent
    planned = []
    if not options.no_lint:
        planned.append(Step("lint", [str(programs / "ruff"), "check", "--quiet", "."], env))
        planned.append(Step("types", [str(programs / "mypy"), "--no-error-summary"], env | {"QIAO_DEMO": "1"}))
    pytest = [sys.executable, "-m", "pytest", "-q", "--no-header"]
    for database in DATABASES:
        if options.database in (database, "both"):
            # What touches no database runs once; the second run takes what does.
            second = ["--only-database"] if database == "postgresql" and options.database == "both" else []
            after = making[database] if database == "postgresql" else None  # a folder has one server; for a file the tests wait themselves
            # Whoever is through takes from the others: a few tests last a hundred times as long as most.
            command = [*pytest, "-n", str(options.processes), "--dist", "worksteal", "-m", "not browser", *second, *for_pytest]
            planned.append(Step(f"tests on {database}", command, env | {"QIAO_TEST_DATABASE": database}, after))
    if not options.no_browser:
        # A file's journeys share one opened clinic, so a file stays in one process.
        command = [*pytest, "-n", str(min(options.processes, 2)), "--dist", "loadfile", "-m", "browser", *for_pytest]
        planned.append(Step("journeys in a browser", command, env | {"QIAO_TEST_DATABASE": "sqlite"}))
    return planned


def run(step: Step) -> Done:
    print(f"── {step.name}", flush=True)
    started = time.monotonic()
    if step.after:
        step.after.wait()
    status = subprocess.run(step.command, cwd=ROOT, env=step.env, stdin=subprocess.DEVNULL).returncode
    if status == NOTHING_COLLECTED and "pytest" in step.command:
        print("nothing to run here")
        status = 0
    return Done(step.name, status, time.monotonic() - started)


def summary(done: list[Done]) -> int:
    print("──")
    for step in done:
        print(f"{'passed' if step.status == 0 else 'FAILED':<8}{step.name:<26}{step.seconds:6.1f} s")
    return 1 if any(step.status for step in done) else 0


if __name__ == "__main__":
    sys.exit(main())
