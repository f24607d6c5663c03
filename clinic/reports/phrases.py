"""The fixed words of paper in both languages: data/phrases.csv, approved wording of the house."""

import csv
from functools import cache
from pathlib import Path

from clinic.reports.content import Bilingual

FILE = Path(__file__).with_name("data") / "phrases.csv"


def phrase(code: str, **figures: object) -> Bilingual:
    """The phrase with its figures filled in. An unknown code is a mistake of ours: KeyError."""
    found = _phrases()[code]
    return Bilingual(zh=found.zh.format(**figures), ru=found.ru.format(**figures))


def plural(n: int) -> str:
    """The Russian plural of a number: one (21 сеанс), few (3 сеанса), many (11 сеансов)."""
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


@cache
def _phrases() -> dict[str, Bilingual]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Bilingual(row["zh"], row["ru"]) for row in csv.DictReader(file)}
