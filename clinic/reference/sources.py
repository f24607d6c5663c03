"""The catalogue's files → rows of plain values by field name. Knows files and columns, no database."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic.reference.tables import Table

DATA = Path(__file__).resolve().parent / "data"
KEY_JOINT = "|"


class BrokenCatalogue(ValueError):
    """A file of the catalogue that cannot be used: a missing column, the same key twice, a word with no meaning."""


@dataclass(frozen=True)
class SourceRow:
    """One row to load. Links are codes; a blank is an empty string; booleans are booleans, all else is text or JSON."""

    key: str
    values: Mapping[str, Any]


def rows_of(table: Table, folder: Path = DATA) -> tuple[SourceRow, ...]:
    """All rows a table shall have, in the order of the file."""
    joined = _joined(table, folder)
    rows: dict[str, SourceRow] = {}
    for raw in filter(table.only, _records(folder / table.file)):
        row = _row(table, raw | joined.get(raw.get(table.join[2], "") if table.join else "", {}))
        if row.key in rows:
            raise BrokenCatalogue(f"{table.file}: {row.key} stands there twice")
        rows[row.key] = row
    return tuple(rows.values())


def key_of(table: Table, parts: list[str]) -> str:
    """The key by which a row is known, whoever made it."""
    return KEY_JOINT.join(sorted(parts) if table.unordered else parts)


def _joined(table: Table, folder: Path) -> dict[str, dict[str, Any]]:
    if table.join is None:
        return {}
    file, column, _ours = table.join
    return {record[column]: record for record in _records(folder / file)}


def _records(path: Path) -> Iterator[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        whole = json.loads(text)
        absent = {"reviewed": whole["reviewed"], "hours": None}
        yield from (absent | rule | {"count_from": rule["count_from"] or "unknown"} for rule in whole["rules"])
    else:
        yield from csv.DictReader(text.splitlines(keepends=True), strict=True)


def _row(table: Table, raw: Mapping[str, Any]) -> SourceRow:
    try:
        values = {field: raw[column] for field, column in table.columns.items()}
    except KeyError as missing:
        raise BrokenCatalogue(f"{table.file}: no column {missing}") from missing
    for field in table.flags:
        values[field] = _flag(table, values[field])
    for field, meaning in table.words.items():
        values[field] = meaning.get(values[field], values[field])
    return SourceRow(key_of(table, [str(values[field]) for field in table.key]), values)


def _flag(table: Table, word: str) -> bool:
    if word not in ("yes", "no", "1", "0"):
        raise BrokenCatalogue(f"{table.file}: {word!r} is neither yes nor no")
    return word in ("yes", "1")
