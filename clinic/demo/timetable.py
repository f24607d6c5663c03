"""Placing a day's wishes on practitioners and interpreters so that nobody is taken twice. Pure; cells of ten minutes.

A day is an integer of 54 bits from 08:00 to 17:00: a bit set is a cell taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

CELL = 10
OPENS = 8 * 60
CELLS = 54
LUNCH = 0b111111 << 24  # 12:00–13:00


@dataclass(frozen=True, slots=True)
class Wish:
    """One visit somebody wants on this day; `cells` long, `window` cells interpreted from the start, `closing` at its end."""

    patient: int
    service: str
    cells: int
    window: int
    from_cell: int
    tag: object = None
    closing: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A wish with its practitioner, first cell, and interpreter (None: uncovered or not needed)."""

    wish: Wish
    practitioner: int
    cell: int
    interpreter: int | None


@dataclass
class Day:
    """The taken cells of one day."""

    practitioners: dict[int, int] = field(default_factory=dict)
    interpreters: dict[int, int] = field(default_factory=dict)
    patients: dict[int, int] = field(default_factory=dict)


def place(wishes: Sequence[Wish], *, offered_by: dict[str, tuple[int, ...]], interpreters: Sequence[int]) -> list[Placed]:
    """Each wish at its earliest possible cell, in order; a wish that fits nowhere that day is dropped."""
    day = Day()
    placed = []
    for wish in wishes:
        found = _earliest(day, wish, offered_by.get(wish.service, ()))
        if found is None:
            continue
        cell, practitioner = found
        taken = ((1 << wish.cells) - 1) << cell
        day.practitioners[practitioner] = day.practitioners.get(practitioner, 0) | taken
        day.patients[wish.patient] = day.patients.get(wish.patient, 0) | taken
        placed.append(Placed(wish, practitioner, cell, _speaker(day, wish, cell, interpreters) if wish.window else None))
    return placed


def _earliest(day: Day, wish: Wish, practitioners: tuple[int, ...]) -> tuple[int, int] | None:
    own = day.patients.get(wish.patient, 0) | LUNCH
    block = (1 << wish.cells) - 1
    for cell in (*range(wish.from_cell, CELLS - wish.cells + 1), *range(wish.from_cell)):
        if cell + wish.cells > CELLS or own & (block << cell):
            continue
        for practitioner in practitioners:
            if not day.practitioners.get(practitioner, 0) & (block << cell):
                return cell, practitioner
    return None


def _speaker(day: Day, wish: Wish, cell: int, interpreters: Sequence[int]) -> int | None:
    """Whoever has been taken least so far, with a cell on each side for the walk."""
    end = ((1 << wish.closing) - 1) << (wish.cells - wish.closing)
    window = (((1 << wish.window) - 1) | end) << cell
    with_walk = window | window << 1 | window >> 1
    for interpreter in sorted(interpreters, key=lambda one: day.interpreters.get(one, 0).bit_count()):
        if not day.interpreters.get(interpreter, 0) & with_walk:
            day.interpreters[interpreter] = day.interpreters.get(interpreter, 0) | window
            return interpreter
    return None
