"""All measurements, one after the other: `make bench`. Each can be run alone, see docs/performance.md."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SLOWEST_LAST = (
    "names_accuracy", "likeness_accuracy", "pdf_speed", "day_plan", "booking_race", "first_page", "year_counts", "journey", "group", "desk",
)  # fmt: skip


def main() -> int:
    failed = []
    for name in SLOWEST_LAST:
        print(f"── {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.load.{name}"], cwd=ROOT, env=os.environ | {"QIAO_DEMO": "1"}).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
