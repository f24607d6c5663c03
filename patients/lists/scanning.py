"""A sheet looked through before it is laid out: how far it reaches, what is hidden, whether anybody plays tricks.

The reader behind lays a sheet out from its first to its last used cell; one cell in the last corner of an empty sheet
would ask for seventeen thousand million of them. So the corners are counted here first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from patients.lists.limits import CELL, COLUMNS, LAST_ROW, ROWS, ListRefused

_REFERENCE = re.compile(r"([A-Za-z]{1,4})(\d{1,8})")
_WITH_CONTENT = frozenset({"v", "is"})


@dataclass
class Scan:
    """What one sheet's XML says about its shape. Rows and columns count from 1."""

    hidden_rows: list[int] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    last_column: int = 0
    formulas: int = 0
    row: int = 0
    column: int = 0


def scan_sheet(xml: bytes) -> Scan:
    """Raises ListRefused as soon as a limit is passed; a sheet of fifty thousand rows is not read to its end."""
    scan = Scan()

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            _row(scan, attributes)
        elif tag == "c":
            _cell(scan, attributes)
        elif tag == "f":
            scan.formulas += 1
        elif tag in _WITH_CONTENT:
            _content(scan)

    _parse(xml, start)
    return scan


def refuse_long_strings(xml: bytes) -> None:
    """One text of a megabyte that two thousand cells point at would be two thousand megabytes."""
    length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal length
        if name.rpartition(":")[2] == "si":
            length = 0

    def words(text: str) -> None:
        nonlocal length
        length += len(text)
        if length > CELL:
            raise ListRefused("cell_too_long", limit=CELL)

    _parse(xml, start, words)


def _row(scan: Scan, attributes: dict[str, str]) -> None:
    number = attributes.get("r", "")
    scan.row = int(number) if number.isdecimal() and len(number) < 9 else scan.row + 1
    scan.column = 0
    if attributes.get("hidden", "").lower() in ("1", "true"):
        scan.hidden_rows.append(scan.row)


def _cell(scan: Scan, attributes: dict[str, str]) -> None:
    reference = _REFERENCE.fullmatch(attributes.get("r", ""))
    scan.column = _column(reference[1]) if reference else scan.column + 1
    if reference:
        scan.row = int(reference[2])


def _content(scan: Scan) -> None:
    scan.rows.add(scan.row)
    scan.last_column = max(scan.last_column, scan.column)
    if len(scan.rows) > ROWS + 1 or scan.row > LAST_ROW:
        raise ListRefused("too_many_rows", limit=ROWS)
    if scan.last_column > COLUMNS:
        raise ListRefused("too_many_columns", limit=COLUMNS)


def _column(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _parse(xml: bytes, start: Callable[[str, dict[str, str]], None], words: Callable[[str], None] | None = None) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as broken:
        raise ListRefused("broken") from broken


def _refuse_declarations(*_declared: object) -> None:
    """A workbook declares nothing; whoever does wants entities to grow."""
    raise ListRefused("broken")
