"""How good and how fast a day is planned, with first come first served beside it: `python -m tests.load.day_plan [days]`.

Days are generated and want more than can be covered. Seconds are those of `plan_day` alone, its import told apart.
"""

import statistics
import subprocess
import sys
import time

from tqdm import tqdm

from interpreters.day import WEIGHTS
from interpreters.planning import plan_day
from tests.interpreters.first_come import first_come
from tests.interpreters.full_day import full_day

TRAVEL = 3
COLD = "import time; started = time.perf_counter(); import interpreters.planning; print(f'{time.perf_counter() - started:.2f}')"
# People, windows, seconds allowed, days for each asked for.
SIZES = ((7, 140, 10.0, 10), (20, 300, 6.0, 3), (50, 900, 20.0, 1))
HEADS = ("people", "windows", "days", "proven", "wanted", "covered", "bound", "first come", "median s", "slowest s", "furthest from bound")


def row(people: int, windows: int, seconds: float, days: int) -> tuple[str, ...]:
    took, plans, served, wanted = [], [], 0, 0
    for seed in tqdm(range(days), desc=f"{people} x {windows}", leave=False):
        interpreters, asked = full_day(people, windows, seed)
        started = time.perf_counter()
        plans.append(plan_day(interpreters, asked, travel_minutes=TRAVEL, seconds=seconds))
        took.append(time.perf_counter() - started)
        by_hand = first_come(interpreters, asked, TRAVEL)
        served += sum(WEIGHTS[window.priority] for window in asked if window.id in by_hand)
        wanted += sum(WEIGHTS[window.priority] for window in asked)
    covered, bound = sum(plan.covered_weight for plan in plans), sum(plan.bound for plan in plans)
    gap = max(1 - plan.covered_weight / plan.bound for plan in plans)
    proven = sum(plan.optimal for plan in plans)
    figures = (people, windows, days, proven, wanted, covered, bound, served)
    return (*map(str, figures), f"{statistics.median(took):.3f}", f"{max(took):.3f}", f"{gap:.2%}")


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout.strip()
    print(f"import of the planner and its solver: {cold} s (weights below are sums over the days)")
    rows = [HEADS, *(row(people, windows, seconds, days * times) for people, windows, seconds, days in SIZES)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEADS))]
    for line in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


if __name__ == "__main__":
    main()
