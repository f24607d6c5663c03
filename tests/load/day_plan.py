"""How good and how fast a day is planned, with first come first served beside it: `python -m tests.load.day_plan [days]`.

Days are generated and want more than can be covered. Seconds are those of `plan_day` alone, its import told apart.
Each size is planned thrice: from nothing; with one travel number and a day that was told already, from which two people
have fallen ill; and the same with a table of ways between twelve rooms.
"""

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

from tqdm import tqdm

from interpreters.day import WEIGHTS
from interpreters.planning import DayPlan, Interpreter, Window, plan_day
from tests.interpreters.first_come import first_come
from tests.interpreters.full_day import full_day

TRAVEL = 3
COLD = "import time; started = time.perf_counter(); import interpreters.planning; print(f'{time.perf_counter() - started:.2f}')"
# People, windows, seconds allowed, days for each asked for.
SIZES = ((7, 140, 10.0, 10), (20, 300, 6.0, 3), (50, 900, 20.0, 1))
HEADS = (
    *("people", "windows", "given", "days", "proven", "wanted", "covered", "bound", "first come"),
    *("told", "changed", "median s", "slowest s", "furthest from bound"),
)
GIVEN = ("nothing", "told", "told, ways")


@dataclass
class Sums:
    """What the days of one row come to."""

    took: list[float] = field(default_factory=list)
    plans: list[DayPlan] = field(default_factory=list)
    served: int = 0
    wanted: int = 0
    told: int = 0
    changed: int = 0


def row(size: tuple[int, int, float, int], given: str, times: int) -> tuple[str, ...]:
    people, windows, seconds, days = size
    sums = Sums()
    for seed in tqdm(range(days * times), desc=f"{people} x {windows} {given}", leave=False):
        _plan(sums, *full_day(people, windows, seed), given=given, seconds=seconds)
    covered, bound = sum(plan.covered_weight for plan in sums.plans), sum(plan.bound for plan in sums.plans)
    gap = max(1 - plan.covered_weight / plan.bound for plan in sums.plans)
    proven = sum(plan.optimal for plan in sums.plans)
    figures = (people, windows, given, days * times, proven, sums.wanted, covered, bound, sums.served, sums.told, sums.changed)
    return (*map(str, figures), f"{statistics.median(sums.took):.3f}", f"{max(sums.took):.3f}", f"{gap:.2%}")


def _plan(sums: Sums, interpreters: list[Interpreter], asked: list[Window], *, given: str, seconds: float) -> None:
    """`changed`: windows of what was told that go to somebody else or to nobody, those of the two who fell ill among them."""
    told = {} if given == "nothing" else dict(first_come(interpreters, asked, TRAVEL))
    there = interpreters if given == "nothing" else interpreters[2:]
    started = time.perf_counter()
    plan = plan_day(there, asked, travel_minutes=way if given == "told, ways" else TRAVEL, known=told, seconds=seconds)
    sums.took.append(time.perf_counter() - started)
    sums.plans.append(plan)
    by_hand = first_come(there, asked, TRAVEL)
    sums.served += sum(WEIGHTS[window.priority] for window in asked if window.id in by_hand)
    sums.wanted += sum(WEIGHTS[window.priority] for window in asked)
    sums.told += len(told)
    sums.changed += sum(plan.assigned.get(window) != person for window, person in told.items())


def way(one: Window, other: Window) -> int:
    """Twelve rooms on three floors: none in the same room, one on the floor, two and three further away."""
    here, there = hash(one.id) % 12, hash(other.id) % 12
    return 0 if here == there else 1 + abs(here // 4 - there // 4)


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout.strip()
    print(f"import of the planner and its solver: {cold} s (weights below are sums over the days)")
    rows = [HEADS, *(row(size, given, times) for size in SIZES for given in GIVEN)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEADS))]
    for line in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


if __name__ == "__main__":
    main()
