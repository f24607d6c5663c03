"""Clients that ask again as soon as they were answered: each a process with one connection kept open."""

import http.client
import multiprocessing
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

Ask = Callable[[int], None]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of each answer, answers a second of all clients together, and what went wrong."""

    milliseconds: tuple[float, ...]
    per_second: float
    wrong: tuple[str, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95)]


def drive(make: Callable[[], Ask], *, clients: int, seconds: float) -> Taken:
    """`make` is called in each client's own process; its answer is asked with numbers that no other client gets."""
    context = multiprocessing.get_context("fork")
    running = []
    barrier = context.Barrier(clients)
    for client in range(clients):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_client, args=(make, range(client, 10**9, clients), seconds, barrier, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    found = [pipe.recv() for _process, pipe in running]
    for process, _pipe in running:
        process.join(10)
    milliseconds = tuple(one for times, _wrong in found for one in times)
    return Taken(milliseconds or (0.0,), len(milliseconds) / seconds, tuple(text for _times, wrong in found for text in wrong))


def _client(make: Callable[[], Ask], numbers: range, seconds: float, barrier: object, pipe: Connection) -> None:
    ask, times, wrong = make(), [], []
    for number in numbers[:3]:
        _one(ask, number, wrong)  # the first answers of a process are its start and are not told
    barrier.wait(60)  # type: ignore[attr-defined]
    until = time.perf_counter() + seconds
    for number in numbers[3:]:
        started = time.perf_counter()
        if started > until:
            break
        _one(ask, number, wrong)
        times.append((time.perf_counter() - started) * 1000)
    pipe.send((times, wrong))
    pipe.close()


def _one(ask: Ask, number: int, wrong: list[str]) -> None:
    try:
        ask(number)
    except Exception as error:  # every failure is a figure here
        wrong.append(f"{type(error).__name__}: {error}"[:300])


class Caller:
    """One kept connection to the server with the caller's credentials."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = headers

    def ask(self, method: str, path: str, body: str | None = None, *, expected: int = 200) -> bytes:
        kind = {"Content-Type": "application/json"} if body else {}
        self.connection.request(method, path, body and body.encode(), self.headers | kind)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != expected:
            raise ValueError(f"{response.status} {answer[:200]!r}")
        return answer
