"""XLSX → tables of text. Formulas give the value that was last computed; nothing is evaluated here."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from patients.lists.limits import CELL, SHEETS, ListRefused, Table
from patients.lists.scanning import Scan, refuse_long_strings, scan_sheet
from patients.lists.unpacking import parts_of, workbook_of

SHARED = "xl/sharedStrings.xml"


def tables_of(data: bytes) -> tuple[Table, ...]:
    """Every sheet that holds something, in the order of the workbook. Raises ListRefused."""
    parts = parts_of(data)
    if SHARED in parts:
        refuse_long_strings(parts[SHARED])
    scans = {name: scan_sheet(xml) for name, xml in parts.items() if name.lower().startswith("xl/worksheets/")}
    if len(scans) > SHEETS:
        raise ListRefused("too_many_sheets", limit=SHEETS)
    try:
        return _read(workbook_of(parts), _scans_by_sheet(parts, scans))
    except ListRefused:
        raise
    except (CalamineError, ValueError, OverflowError, KeyError) as broken:
        raise ListRefused("broken") from broken


def _read(data: bytes, scans: dict[str, Scan]) -> tuple[Table, ...]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for name in workbook.sheet_names:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except CalamineError:  # a chart on a sheet of its own
            continue
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        filled = _spread(rows, sheet.merged_cell_ranges or ())
        table = _table(name, rows, scans.get(name, Scan()), filled=filled)
        if table.rows:
            found.append(table)
    return tuple(found)


def _table(name: str, rows: list[list[Any]], scan: Scan, *, filled: bool) -> Table:
    texts = [(number, tuple(_text(cell, number) for cell in row)) for number, row in enumerate(rows, start=1)]
    kept = [(number, row) for number, row in texts if any(row)]
    numbers = tuple(number for number, _row in kept)
    told = (
        ("hidden_rows" if set(scan.hidden_rows) & set(numbers) else ""),
        ("merged_cells" if filled else ""),
        ("formulas" if scan.formulas else ""),
    )
    return Table(name, tuple(row for _number, row in kept), numbers, tuple(code for code in told if code))


def _spread(rows: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    """A cell merged over several rows of one column says its value for each of them, as the eye reads it."""
    filled = False
    for (top, left), (bottom, right) in ranges:
        if left != right or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
            filled = True
    return filled


def _text(cell: Any, row: int) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as 1968-04-02."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return ""
    text = str(cell).strip()
    if len(text) > CELL:
        raise ListRefused("cell_too_long", limit=CELL, where=str(row))
    return text


def _scans_by_sheet(parts: dict[str, bytes], scans: dict[str, Scan]) -> dict[str, Scan]:
    """Sheet name → scan, by the two small files that tie a sheet to its part."""
    targets = {each["Id"]: each["Target"] for each in _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")}
    found = {}
    for sheet in _elements(parts.get("xl/workbook.xml", b""), "sheet"):
        identifier = next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), "")
        part = PurePosixPath("xl") / targets.get(identifier, "").removeprefix("/xl/")
        if str(part) in scans:
            found[sheet.get("name", "")] = scans[str(part)]
    return found


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append(attributes) if name.rpartition(":")[2] == wanted else None
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return []
    return found
