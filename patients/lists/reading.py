"""Bytes or pasted text → tables. One door; whatever comes in, out come tables or a ListRefused."""

from patients.lists.contents import kind_of
from patients.lists.encodings import decode
from patients.lists.limits import FILE_BYTES, ListRefused, Table
from patients.lists.texts import table_of
from patients.lists.workbook import tables_of


def read_file(data: bytes) -> tuple[Table, ...]:
    """Tables with at least one row each. Raises ListRefused."""
    if len(data) > FILE_BYTES:
        raise ListRefused("file_too_large", limit=FILE_BYTES // 1_000_000)
    if not data.strip():
        raise ListRefused("empty")
    tables = tables_of(data) if kind_of(data) == "zip" else (table_of(decode(data)[0]),)
    if not tables:
        raise ListRefused("empty")
    return tables


def read_text(text: str) -> tuple[Table, ...]:
    """What was pasted. Raises ListRefused."""
    return (table_of(text),)
