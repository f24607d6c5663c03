"""How long from ./run to the first page: `python -m tests.load.first_page [times]`. Uses a state folder of its own.

The first start prepares everything and is told apart; the warm figure is the median of the others.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN = re.compile(r"Open http\S+ .*?([\d.]+) s after the start")


def seconds_to_first_page(state: str) -> float:
    """The time ./run itself tells: its own start until the sign-in page has been fetched once."""
    env = {**os.environ, "QIAO_STATE": state, "PORT": "8765"}
    with subprocess.Popen([str(ROOT / "run")], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/") as clinic:
        assert clinic.stdout is not None
        found = next((match for line in clinic.stdout if (match := OPEN.search(line))), None)
        time.sleep(1)
        clinic.send_signal(signal.SIGTERM)
        clinic.stdout.read()
    if found is None:
        sys.exit("The clinic did not open; start ./run by hand to see why.")
    return float(found.group(1))


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(prefix="qiao-first-page-") as state:
        print(f"first start, everything prepared: {seconds_to_first_page(state):.1f} s", flush=True)
        warm = [seconds_to_first_page(state) for _ in range(times)]
    print(f"warm, {times} times: median {statistics.median(warm):.1f} s, slowest {max(warm):.1f} s")


if __name__ == "__main__":
    main()
