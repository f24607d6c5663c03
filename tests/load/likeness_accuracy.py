"""How well `likeness` tells people apart, on invented pairs whose names were held out when the rule was tuned.

Run from the project's root: python -m tests.load.likeness_accuracy [--tuning] [--errors] [--seed N]
"""

import sys
import zlib
from collections import Counter
from random import Random

from patients.duplicates import likeness
from tests.load.invented_people import HELD_OUT, TUNING
from tests.load.pairs_of_people import DIFFERENT, SAME, Kind, Pair

EACH = 400
VERDICTS = ("same", "maybe", "different")


def pairs(kind: str, make: Kind, *, half: str, seed: int, number: int = EACH) -> list[Pair]:
    random = Random(f"{seed} {zlib.crc32(kind.encode())} {half}")
    return [make(random, half) for _ in range(number)]


def verdicts(kinds: dict[str, Kind], *, half: str, seed: int, wrong: tuple[str, ...] = ()) -> dict[str, Counter[str]]:
    """Kind → how often each verdict; pairs with a verdict in `wrong` are printed."""
    found: dict[str, Counter[str]] = {}
    for kind, make in kinds.items():
        found[kind] = Counter()
        for one, other in pairs(kind, make, half=half, seed=seed):
            answer = likeness(one, other)
            found[kind][answer.verdict] += 1
            if answer.verdict in wrong:
                print(f"  {kind}: {one.name} {one.birth_date} | {other.name} {other.birth_date} → {answer.verdict} {answer.reasons}")
    return found


def table(title: str, found: dict[str, Counter[str]]) -> None:
    print(f"\n{title:36}" + "".join(f"{verdict:>12}" for verdict in VERDICTS))
    for kind, counts in found.items():
        print(f"{kind:36}" + "".join(f"{counts[verdict] / counts.total():12.1%}" for verdict in VERDICTS))


def main(half: str, seed: int, show_errors: bool) -> int:
    same = verdicts(SAME, half=half, seed=seed, wrong=("different",) if show_errors else ())
    different = verdicts(DIFFERENT, half=half, seed=seed, wrong=("same", "maybe") if show_errors else ())
    table("one person", same)
    table("two people", different)
    found = sum(counts["same"] + counts["maybe"] for counts in same.values())
    false = sum(counts["same"] + counts["maybe"] for counts in different.values())
    stopped = sum(counts["same"] for counts in different.values())
    people = sum(counts.total() for counts in same.values())
    # As many pairs of two people as of one, whatever the number of kinds.
    false_rate = false / sum(counts.total() for counts in different.values()) * people
    precision, recall = found / (found + false_rate), found / people
    print(f"\n{half}, seed {seed}: precision {precision:.4f}, recall {recall:.4f}, two people called same: {stopped}")
    return 1 if stopped or recall < 0.95 or precision < 0.98 else 0


if __name__ == "__main__":
    seeds = [int(sys.argv[i + 1]) for i, word in enumerate(sys.argv) if word == "--seed"]
    sys.exit(main(TUNING if "--tuning" in sys.argv else HELD_OUT, seeds[0] if seeds else 1, "--errors" in sys.argv))
