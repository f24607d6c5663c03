"""The usual ways to take a decoction, in both languages of the paper; data/usages.csv, approved wording of the house."""
import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("data") / "usages.csv"


@dataclass(frozen=True)
class Usage:
    code: str
    zh: str
    ru: str
    en: str


@cache
def usages() -> tuple[Usage, ...]:
    """The first one is what a new formula starts with."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Usage(**row) for row in csv.DictReader(file))
