"""Run several programs as one: each line carries its program's name, and when one dies the others are stopped."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from setup.processes import NotStarted, start, stop, wait_until


@dataclass(frozen=True)
class Program:
    """`ready` is asked until it says yes, then `after` is called, then the next program starts.

    `patience` is how many seconds it may take to end.
    """

    name: str
    command: tuple[str, ...]
    ready: Callable[[], bool] = field(default=lambda: True)
    after: Callable[[], None] = field(default=lambda: None)
    patience: float = 10


class Supervisor:
    def __init__(self, programs: list[Program], *, env: Mapping[str, str], output: TextIO = sys.stdout) -> None:
        self.programs = programs
        self.env = env
        self.output = output
        self.width = max(len(program.name) for program in [*programs, Program("clinic", ())])
        self.running: list[tuple[Program, subprocess.Popen[bytes]]] = []
        self.readers: list[threading.Thread] = []
        self.asked_to_stop = threading.Event()
        self.one_line_at_a_time = threading.Lock()

    def say(self, line: str, *, name: str = "clinic") -> None:
        with self.one_line_at_a_time:
            print(f"{name:<{self.width}} | {line}", file=self.output, flush=True)

    def run(self) -> int:
        """Start all in order and watch; the exit status is 0 when we were asked to stop, else 1."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.asked_to_stop.set())
        try:
            for program in self.programs:
                if not self.asked_to_stop.is_set():
                    self._start(program)
            return self._watch()
        except NotStarted as refusal:
            self.say(str(refusal))
            return 1
        finally:
            self._stop_all()

    def _start(self, program: Program) -> None:
        process = start(program.command, env=self.env, output=subprocess.PIPE)
        self.running.append((program, process))
        reader = threading.Thread(target=self._copy_lines, args=(program.name, process), daemon=True)
        reader.start()
        self.readers.append(reader)
        started = time.monotonic()
        wait_until(lambda: self.asked_to_stop.is_set() or program.ready(), process=process, name=program.name, seconds=120)
        self.say(f"{program.name} is up (process {process.pid}, {time.monotonic() - started:.1f} s)")
        program.after()

    def _copy_lines(self, name: str, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.say(line.decode(errors="replace").rstrip(), name=name)

    def _watch(self) -> int:
        while not self.asked_to_stop.wait(0.2):
            for program, process in self.running:
                if process.poll() is not None:
                    self.say(f"{program.name} ended with status {process.returncode}; stopping the others")
                    return 1
        return 0

    def _stop_all(self) -> None:
        """In the opposite order, so that the broker outlives those who still want to write to it."""
        for program, process in reversed(self.running):
            stop(process, seconds=program.patience)
        for reader in self.readers:
            reader.join(2)
        self.say("everything is stopped")
