"""The board narrowed to what one person wants to see; the counts beside each filter are those of the whole day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from clinic.desk.board import Board, Row
from patients.models import Group, Stay

KINDS: dict[str, Callable[[Row, int], bool]] = {
    "waiting": lambda row, user_id: row.visit.state == "arrived",
    "late": lambda row, user_id: row.shown == "late",
    "uncovered": lambda row, user_id: row.uncovered,
    "mine": lambda row, user_id: row.visit.practitioner.user_id == user_id,
}


@dataclass(frozen=True)
class Filter:
    """What the address asks for; unknown words and numbers ask for nothing."""

    only: str = ""
    department: str = ""
    group: int | None = None
    user_id: int = 0

    @property
    def address(self) -> str:
        """As part of an address, so that the board that refreshes itself stays narrowed."""
        asked = {"only": self.only, "department": self.department, "group": self.group or ""}
        return urlencode({name: value for name, value in asked.items() if value})

    def __bool__(self) -> bool:
        return bool(self.address)


def narrowed(board: Board, wanted: Filter) -> Board:
    """Rows that fit; those who wait stand in the order in which they came. One query for a group, else none."""
    if not wanted:
        return board
    people = set(Stay.objects.filter(group=wanted.group).values_list("patient_id", flat=True)) if wanted.group else None
    fits = KINDS.get(wanted.only, lambda row, user_id: True)

    def keep(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            row
            for row in rows
            if fits(row, wanted.user_id)
            and wanted.department in ("", row.visit.service.department.code)
            and (people is None or row.visit.patient_id in people)
        )

    if wanted.only == "waiting":
        queue = sorted(keep((*board.earlier, *board.coming)), key=lambda row: row.arrived_at or row.visit.starts)
        return replace(board, folded=(), earlier=tuple(queue), coming=())
    return replace(board, folded=keep(board.folded), earlier=keep(board.earlier), coming=keep(board.coming))


def choices(board: Board, user_id: int) -> dict[str, Any]:
    """The filters that would show something, with their counts. One query for the groups of the day."""
    rows = (*board.folded, *board.earlier, *board.coming)
    counts = {kind: sum(fits(row, user_id) for row in rows) for kind, fits in KINDS.items()}
    departments = {row.visit.service.department.code: row.visit.service.department for row in rows}
    return {
        "counts": {kind: count for kind, count in counts.items() if count},
        "departments": sorted(departments.values(), key=lambda one: one.code) if len(departments) > 1 else [],
        "groups": groups_of(board.day),
    }


def groups_of(day: date) -> list[Group]:
    """Groups of which somebody has a visit on this day."""
    return list(Group.objects.filter(stays__patient__visits__day=day).distinct().order_by("name", "pk"))
