"""A pasted or a saved text → one table: tabs from Excel and Word, semicolons, commas, or one person a line."""

import csv
import re
import unicodedata

from patients.lists.limits import CELL, COLUMNS, ROWS, TEXT, ListRefused, Table

_SEPARATORS = ("\t", ";", ",", "|", "，", "；")
_TOLD = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # how Excel is told the separator in the first line
_ZONE = re.compile(r"[A-Z0-9<]{28,}", re.IGNORECASE)
_SEEN = 60


def table_of(text: str, *, name: str = "") -> Table:
    """Raises ListRefused for what is too long, too wide or empty."""
    if len(text) > TEXT:
        raise ListRefused("too_long", limit=TEXT)
    lines = _visible(text).splitlines()
    told = _TOLD.fullmatch(lines[0]) if lines else None
    separator = told[1] if told else _separator(lines)
    rows = [(number, row) for number, row in enumerate(_rows(lines[1:] if told else lines, separator), start=2 if told else 1) if any(row)]
    rows = _zones_joined(rows)
    if len(rows) > ROWS + 1:
        raise ListRefused("too_many_rows", limit=ROWS)
    for number, row in rows:
        if len(row) > COLUMNS:
            raise ListRefused("too_many_columns", limit=COLUMNS, where=str(number))
        if any(len(cell) > CELL for cell in row):
            raise ListRefused("cell_too_long", limit=CELL, where=str(number))
    if not rows:
        raise ListRefused("empty")
    return Table(name, tuple(tuple(row) for _number, row in rows), tuple(number for number, _row in rows))


def _visible(text: str) -> str:
    """Signs that nobody can see are dropped, line ends and tabs stay."""
    return "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n")
                   if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))  # fmt: skip


def _separator(lines: list[str]) -> str:
    """What stands in most lines, and as often in each; a tab wins over all, for nobody types one into a name."""
    looked = [line for line in lines if line.strip()][:_SEEN]

    def worth(sign: str) -> float:
        counts = [line.count(sign) for line in looked]
        with_it = [count for count in counts if count]
        if len(with_it) < len(looked) / 2 or not with_it:
            return 0.0
        usual = max(set(with_it), key=with_it.count)
        return with_it.count(usual) / len(looked) + (1.0 if sign == "\t" else 0.0)

    best = max(_SEPARATORS, key=worth)
    return best if worth(best) else ""


def _rows(lines: list[str], separator: str) -> list[list[str]]:
    if not separator:
        return [[" ".join(line.split())] for line in lines]
    kept = [line + "\n" for line in lines]
    try:
        csv.field_size_limit(max(csv.field_size_limit(), TEXT))
        rows = list(csv.reader(kept, delimiter=separator, strict=False))
    except csv.Error:
        rows = [line.split(separator) for line in lines]
    return [[" ".join(cell.split(" ")).strip() for cell in row] for row in rows]


def _zones_joined(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Two lines of a passport reader under each other are one person in one cell."""
    joined: list[tuple[int, list[str]]] = []
    for number, row in rows:
        above = joined[-1][1] if joined else []
        if len(row) == len(above) == 1 and _ZONE.fullmatch(row[0]) and _ZONE.fullmatch(above[0]) and "\n" not in above[0]:
            joined[-1] = (joined[-1][0], [f"{above[0]}\n{row[0]}"])
        else:
            joined.append((number, row))
    return joined
