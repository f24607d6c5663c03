"""A bus of fifty, from the agency's workbook to fifty slips in one file, through HTTP as the desk's browser does it.

    python -m tests.load.group [--people 50] [--house 4000] [--database postgresql|sqlite]
    python -m tests.load.group --rows 2000

Seconds and queries of every step with a worker at the broker, and the clicks that the steps cost a person. The list has
seven rows that need somebody: two days that are none, a number too short, two people of the house, one of them with a new
passport, one person twice and a total. With `--rows` a list of that length is taken in, shown and registered; two thousand are the most.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from setup.servers import start_postgresql

# What a person does on the pages, with the keyboard and the mouse; see tests/journeys/test_group.py, which does it.
ACTIONS = (
    ("open group arrival", 1, 0),
    ("choose the file, name the group", 3, 8),
    ("read the list", 1, 0),
    ("put three cells right", 3, 27),
    ("say who two people are, leave one out", 6, 0),
    ("register", 1, 0),
    ("to the group, visits for all, choose the treatment", 4, 0),
    ("book all", 1, 0),
    ("all slips", 1, 0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rows", type=int, help="only a list of so many rows: read, shown, registered")
    parser.add_argument("--house", type=int, default=4000, help="patients who are registered already")
    parser.add_argument("--database", choices=("postgresql", "sqlite"), default="sqlite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qiao-group-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's account must be able to pass
        server = start_postgresql(folder / "postgresql") if asked.database == "postgresql" else None
        url = server.url if server else f"sqlite:///{folder}/group.sqlite3"
        os.environ |= {"QIAO_DEMO": "1", "QIAO_STATE": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        os.environ |= {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
        try:
            _measure(asked)
        finally:
            if server:
                server.stop()


def _measure(asked: argparse.Namespace) -> None:
    import django

    django.setup()  # settings load here, when the database is known
    from tests.load import group_work

    group_work.load(patients=asked.house)
    steps: list[tuple[str, float, int]] = []

    def step(label: str, work: Callable[[], Any]) -> Any:
        queries, started = group_work.counting(), time.perf_counter()
        answer = work()
        steps.append((label, time.perf_counter() - started, queries()))
        return answer

    if asked.rows:
        group_work.list_of(asked.rows, step)
    else:
        group_work.bus_of(asked.people, step)
    print(f"{asked.database}, {asked.rows or asked.people} people, {asked.house:,} in the house")
    print(f"{'step':34} {'s':>7} {'queries':>8}")
    for label, seconds, queries in steps:
        print(f"{label:34} {seconds:7.2f} {queries:8}")
    print(f"{'machine, all steps':34} {sum(seconds for _label, seconds, _queries in steps):7.2f}")
    print(f"person: {sum(clicks for _what, clicks, _keys in ACTIONS)} clicks, {sum(keys for _what, _clicks, keys in ACTIONS)} keystrokes")


if __name__ == "__main__":
    main()
