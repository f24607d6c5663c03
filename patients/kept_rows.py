"""The rows of a list as they lie in the database: one sealed text each, opened only to be checked or registered."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from patients.lists import Entry, Shared, corrected, read_row
from patients.models import Group, GroupLine


def seal(data: Mapping[str, Any]) -> dict[str, str]:
    """For an encrypted column, which encrypts each value apart: one value is one cipher."""
    return {"json": json.dumps(data, ensure_ascii=False)} if data else {}


def unseal(column: Mapping[str, str] | None) -> dict[str, Any]:
    """What was sealed; an emptied column gives an empty answer."""
    return json.loads(column["json"]) if column and "json" in column else {}


def entry_of(line: GroupLine, fields: tuple[str, ...], *, today: date) -> Entry:
    """The row read anew under its columns, with the desk's corrections over it."""
    kept = unseal(line.typed)
    entry = read_row(kept.get("cells", ()), fields, today=today)
    return corrected(entry, kept.get("fixed", {}), today=today)


def fields_of(group: Group) -> tuple[str, ...]:
    return tuple(unseal(group.sheet).get("fields", ()))


def shared_of(group: Group) -> Shared:
    return Shared(entry_date=group.entry_date, crossing_id=group.crossing_id, basis=group.basis)
