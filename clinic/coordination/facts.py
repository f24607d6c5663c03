"""What a proposal rests on, in a form that can be kept and compared: what moved meanwhile is named. Pure.

A fact is a list of plain values: of a window its ticket, start, end, room, who holds it, whether by hand, and the sex
wished; of a person her name and her hours and skills; of another booking who, from when and until when.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fact = Sequence[Any]
Facts = Mapping[str, Fact]
TIMES, HELD = slice(1, 4), slice(4, 6)
PERSON, OTHER = "person:", "booking:"


@dataclass(frozen=True, slots=True)
class Change:
    """Codes: new, gone, moved, held (somebody else has it, or it is kept by hand), wish, person, other, begun, refused.

    `about` is the ticket of the visit, or whose hours changed; `was` and `now` are interpreters' ids for `held`.
    """

    code: str
    about: str = ""
    was: int | None = None
    now: int | None = None


def changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """In the order of the keys; empty when the day is as it was read."""
    keys = sorted(before.keys() | after.keys())
    return tuple(found for key in keys if (found := _change(key, before.get(key), after.get(key))))


def _change(key: str, was: Fact | None, now: Fact | None) -> Change | None:
    if was is not None and now is not None and list(was) == list(now):
        return None
    about = (now or was or [""])[0]
    if key.startswith((PERSON, OTHER)):
        return Change("person" if key.startswith(PERSON) else "other", about)
    if was is None or now is None:
        return Change("new" if was is None else "gone", about)
    if list(was[TIMES]) != list(now[TIMES]):
        return Change("moved", about)
    return Change("held", about, was[4], now[4]) if list(was[HELD]) != list(now[HELD]) else Change("wish", about)


def once(found: Iterable[Change]) -> tuple[Change, ...]:
    """Each change told once, although a visit may have two windows."""
    return tuple(dict.fromkeys(found))
