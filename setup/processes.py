"""Start a process that cannot outlive us, find a free port, wait until something answers."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class NotStarted(Exception):
    """A process did not come up; the text says which one and what it said last."""


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    user: str | None = None,
    cwd: Path | None = None,
    when_we_die: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in its own group, which the kernel ends with `when_we_die` should we be killed ourselves."""
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        cwd=cwd,
        user=user,
        group=user_group(user),
        extra_groups=[] if user else None,
        start_new_session=True,  # Ctrl-C in a terminal reaches us alone, and we stop the others in order
        preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, when_we_die),  # noqa: PLW1509 (after exec there are no threads of ours)
    )


def user_group(user: str | None) -> int | None:
    return int(subprocess.run(["id", "-g", user], check=True, capture_output=True, text=True).stdout) if user else None


def unprivileged_user() -> str | None:
    """The account for servers that refuse to run as root; None when we are not root."""
    if os.geteuid() != 0:
        return None
    known = {line.split(":", 1)[0] for line in Path("/etc/passwd").read_text(encoding="utf-8").splitlines()}
    return "postgres" if "postgres" in known else "nobody"


def free_port(wanted: int = 0, *, tries: int = 50, host: str = "127.0.0.1") -> int:
    """`wanted`, or the next one that is free; any free port when `wanted` is 0."""
    for port in range(wanted, wanted + tries) if wanted else [0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise NotStarted(f"No free port from {wanted} to {wanted + tries - 1}.")


def wait_until(ready: Callable[[], bool], *, process: subprocess.Popen[bytes], name: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise NotStarted(f"{name} ended at once with status {process.returncode}.")
        if time.monotonic() > deadline:
            raise NotStarted(f"{name} did not answer within {seconds:.0f} s.")
        time.sleep(0.02)


def answers(port: int, *, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def stop(process: subprocess.Popen[bytes], *, by: int = signal.SIGTERM, seconds: float = 10) -> None:
    """Ask the child's whole group to end; after `seconds`, or when the child died and left children, insist."""
    if process.poll() is None:
        _signal_group(process, by)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    _signal_group(process, signal.SIGKILL)
    process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
