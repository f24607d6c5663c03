"""The reference tables of this folder, read once. Where they come from: SOURCES.md."""
import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class ListedName:
    """One row of ru_zh_names.csv. `sex` is "m", "f" or "mf"; `source` says on what the Chinese form rests."""

    kind: str
    russian: str
    sex: str
    chinese: str
    variants: tuple[str, ...]
    source: str
    related: tuple[str, ...]


@dataclass(frozen=True)
class LatinForms:
    """One given name and every Latin spelling of it that a paper may show."""

    russian: str
    sex: str
    spellings: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def listed_names() -> tuple[ListedName, ...]:
    return tuple(
        ListedName(r["kind"], r["ru"], r["sex"], r["zh"], _many(r["zh_variants"]), r["source"], _many(r["related_ru"]))
        for r in _rows("ru_zh_names.csv")
    )


@cache
def latin_forms() -> tuple[LatinForms, ...]:
    return tuple(LatinForms(r["ru"], r["sex"], _many(r["all"])) for r in _rows("latin_name_variants.csv"))


@cache
def syllables() -> dict[tuple[str, str], str]:
    """(consonant, final) → characters; "" is no consonant or no vowel; empty cells are left out."""
    return {(r["consonant"], r["final"]): r["zh"] for r in _cells() if r["zh"]}


def _cells() -> list[dict[str, str]]:
    cells = [r for r in _rows("ru_zh_transliteration.csv") if r["type"] == "cell"]
    for cell in cells:
        for column in ("consonant", "final"):
            cell[column] = "" if cell[column].startswith("(") else cell[column]
    return cells
