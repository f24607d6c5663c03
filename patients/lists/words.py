"""Words of lists in three languages, from the tables in `data/`: headings, sexes, states, bases, months."""

import csv
import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent / "data"
_NOT_WORDS = re.compile(r"[^\w№#]+")


def plain(text: str) -> str:
    """Small letters, е for ё, one blank between words, no marks."""
    return " ".join(_NOT_WORDS.sub(" ", text.lower().replace("ё", "е").replace("_", " ")).split())


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def meanings(kind: str) -> dict[str, str]:
    """Word → code, of one kind: sex, state, basis or month. A sign alone, as « < » of a passport's lines, is no word of a list."""
    pairs = ((plain(word), row["code"]) for row in _table("words.csv") if row["kind"] == kind for word in row["words"].split("|"))
    return {word: code for word, code in pairs if word}


@cache
def headings() -> tuple[tuple[str, str], ...]:
    """(word, field), the longest first: « passport valid until » must not be taken for « passport »."""
    found = [(plain(word), row["field"]) for row in _table("headings.csv") for word in row["words"].split("|")]
    return tuple(sorted({pair for pair in found if pair[0]}, key=lambda pair: (-len(pair[0]), pair)))


def meaning(kind: str, text: str) -> str:
    """The code, or "" when the word is not known."""
    return meanings(kind).get(plain(text), "")
