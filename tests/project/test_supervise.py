"""Several programs under one roof: one dies, all stop."""

import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from setup.processes import NotStarted, free_port, start, stop
from setup.supervise import Program, Supervisor
from tests.working import eventually

SLEEPS = (sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)")
DIES = (sys.executable, "-c", "import sys; print('no further', flush=True); sys.exit(3)")


def supervise(*programs: Program) -> tuple[Supervisor, io.StringIO, int]:
    output = io.StringIO()
    supervisor = Supervisor(list(programs), env=dict(os.environ), output=output)
    return supervisor, output, supervisor.run()


def alive(supervisor: Supervisor) -> list[str]:
    return [program.name for program, process in supervisor.running if process.poll() is None]


@pytest.fixture(autouse=True)
def _signals_as_before():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def test_when_one_dies_the_others_are_stopped() -> None:
    supervisor, output, status = supervise(Program("web", SLEEPS), Program("worker", DIES))
    assert (status, alive(supervisor)) == (1, [])
    assert "worker ended with status 3; stopping the others" in output.getvalue()


def test_each_line_carries_its_program() -> None:
    _supervisor, output, _status = supervise(Program("web", SLEEPS), Program("worker", DIES))
    assert "web    | awake" in output.getvalue().splitlines()
    assert "worker | no further" in output.getvalue().splitlines()


def test_asked_to_stop_all_stop_and_the_status_is_good() -> None:
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    supervisor, output, status = supervise(Program("web", SLEEPS), Program("worker", SLEEPS))
    assert (status, alive(supervisor)) == (0, [])
    assert output.getvalue().splitlines()[-1] == "clinic | everything is stopped"


def test_what_is_not_ready_is_waited_for_before_the_next_starts(tmp_path) -> None:
    there = tmp_path / "there"
    broker = Program("broker", ("sh", "-c", f"sleep 0.5; touch {there}; sleep 60"), there.exists)
    web = Program("web", ("sh", "-c", f"test -e {there} && exit 7"))
    _supervisor, output, _status = supervise(broker, web)
    assert "web ended" in output.getvalue()
    assert "status 7" in output.getvalue()


def test_a_program_that_ignores_the_request_is_ended() -> None:
    deaf = Program("deaf", (sys.executable, "-c", "import signal, time; signal.signal(15, 1); print('deaf'); time.sleep(60)"), patience=0.3)
    supervisor, _output, _status = supervise(deaf, Program("worker", (sys.executable, "-c", "import time; time.sleep(0.5)")))
    assert supervisor.running[0][1].returncode == -signal.SIGKILL


def test_what_a_dead_program_left_behind_is_ended_too(tmp_path) -> None:
    left = tmp_path / "left"
    supervise(Program("web", SLEEPS), Program("worker", ("sh", "-c", f"sleep 60 & echo $! > {left}; exit 1")))
    stat = Path(f"/proc/{left.read_text().strip()}/stat")
    assert eventually(lambda: not stat.exists() or stat.read_text().split()[2] == "Z", seconds=5)


def test_children_do_not_outlive_a_killed_parent() -> None:
    code = "import time; from setup.processes import start; print(start(['sleep', '60']).pid, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        child = Path(f"/proc/{int(parent.stdout.readline())}/stat")
        parent.kill()
    assert eventually(lambda: not child.exists() or child.read_text().split()[2] == "Z", seconds=5)


def test_a_taken_port_gives_the_next_one() -> None:
    wanted = free_port()
    listener = start([sys.executable, "-m", "http.server", str(wanted), "--bind", "127.0.0.1"], output=subprocess.DEVNULL)
    try:
        assert eventually(lambda: wanted < free_port(wanted) < wanted + 50, seconds=10)
    finally:
        stop(listener)


def test_no_free_port_is_said() -> None:
    with pytest.raises(NotStarted, match="No free port from 1 to 0"):
        free_port(1, tries=0)
