"""How large a list may be, and why one is refused. Codes and figures; `patients.lists.wording` has the words."""

from dataclasses import dataclass

FILE_BYTES = 5_000_000
UNPACKED_BYTES = 40_000_000
PARTS = 400
# Honest workbooks pack ten to one; a bomb packs a thousand to one.
PACKED_TO = 150
ROWS = 2_000
LAST_ROW = 10_000
COLUMNS = 60
CELL = 2_000
SHEETS = 20
TEXT = 1_000_000


@dataclass(frozen=True)
class Table:
    """One sheet as text, row by row, empty rows left out. `numbers` are the rows' own numbers in the file, from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()


class ListRefused(Exception):
    """This cannot be read as a list. `code` says why, `limit` is the figure that was exceeded, `where` a row or sheet."""

    def __init__(self, code: str, *, limit: int | None = None, where: str = "") -> None:
        super().__init__(f"{code} {limit or ''} {where}".strip())
        self.code, self.limit, self.where = code, limit, where
