"""What a reading leaves for the eye beside the form, without any line of the passport. Pure.

The notes travel with the form as JSON, so that they are still there when the page comes back: nothing is kept in the house.
What comes back comes from a browser, and is believed only as far as it has the right shape.
"""

import json
from dataclasses import dataclass
from typing import Any

from patients import mrz

MOST = 40
LONGEST = 80


@dataclass(frozen=True)
class Change:
    """One corrected sign. `field` is that of the form, "" where the form has none; `at` counts from 1, 0: not sign by sign."""

    field: str
    kind: str
    at: int
    read: str
    proposed: str


@dataclass(frozen=True)
class Difference:
    """The passport says otherwise than what was typed before it was read; what was typed stands."""

    field: str
    read: str


@dataclass(frozen=True)
class Notes:
    problems: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    normalised: tuple[str, ...] = ()
    truncated: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def valid(self) -> bool:
        return not self.problems


def notes_of(reading: mrz.Reading, *, differences: tuple[Difference, ...] = ()) -> Notes:
    script = "ru" if reading.document.name_script == "Cyrillic" else "latin"
    names = {"surname": f"surname_{script}", "given_names": f"given_{script}", "patronymic": "patronymic_ru"}
    shown = ("document_number", "birth_date", "expiry_date", "nationality", "sex")
    return Notes(
        problems=reading.problems,
        changes=tuple(
            Change(names.get(p.field, p.field if p.field in shown else ""), p.field, p.at, p.read, p.proposed) for p in mrz.places(reading)
        ),
        normalised=reading.normalised,
        truncated=tuple(names[field] for field in reading.truncated),
        differences=differences,
    )


def packed(notes: Notes) -> str:
    changes = [[c.field, c.kind, c.at, c.read, c.proposed] for c in notes.changes]
    differences = [[d.field, d.read] for d in notes.differences]
    return json.dumps([notes.problems, changes, notes.normalised, notes.truncated, differences], ensure_ascii=False)


def unpacked(text: str) -> Notes | None:
    """None for what is not of ours."""
    try:
        problems, changes, normalised, truncated, differences = json.loads(text)
        return Notes(
            problems=_codes(problems, mrz.PROBLEMS),
            changes=tuple(_change(*one) for one in changes[:MOST]),
            normalised=_codes(normalised, mrz.CLEANINGS),
            truncated=tuple(str(one)[:LONGEST] for one in truncated[:MOST]),
            differences=tuple(Difference(str(field)[:LONGEST], str(read)[:LONGEST]) for field, read in differences[:MOST]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _codes(given: Any, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in known if code in given)


def _change(field: Any, kind: Any, at: Any, read: Any, proposed: Any) -> Change:
    return Change(str(field)[:LONGEST], str(kind)[:LONGEST], int(at), str(read)[:1], str(proposed)[:1])
