"""Which column is what: by its heading in three languages, else by what stands in it. The desk has the last word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from patients.folding import fold
from patients.lists.dates import read_day
from patients.lists.words import headings, meaning, plain
from patients.name_parts import families, letters_of

IGNORED = "ignored"
FIELDS = ("name", "surname", "given", "patronymic", "chinese_name", "birth_date", "sex", "document_number", "expiry_date",
          "nationality", "basis", "phone", "email", "remarks", "mrz")  # fmt: skip
# What may stand in several columns: Cyrillic in one, Latin in the next.
REPEATED = frozenset({"name", "surname", "given", "remarks", IGNORED, ""})
_HEADING = 90
_LOOKED_AT = 12
_MOSTLY = 0.7
_SAMPLE = 80
_DOCUMENT = re.compile(r"\d{2}\s?№?\s?\d{7}|\d{4}\s?№?\s?\d{6}|\d{2}\s\d{2}\s\d{6}|[A-Z]{1,2}\d{7,8}")
_PHONE = re.compile(r"(?:\+|00|8|7)[\s\d()\-]{9,18}|1[3-9]\d{9}")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_HAN = re.compile(r"[\u3400-\u9fff·•]{2,20}")
_PATRONYMIC = re.compile(r"(?:vich|vna|ichna|ich)$")


@dataclass(frozen=True)
class Layout:
    """`heading` is the index of the row with the headings, -1 without one; `fields` has one entry for each column."""

    heading: int
    fields: tuple[str, ...]


def recognise(rows: Sequence[Sequence[str]], *, today: date) -> Layout:
    """Pure guess-work that is shown and can be changed; the same rows give the same layout."""
    width = max((len(row) for row in rows), default=0)
    heading = _heading_row(rows)
    fields = _by_heading(rows[heading], width) if heading >= 0 else [""] * width
    body = rows[heading + 1 :][:_SAMPLE]
    columns = [[row[place].strip() for row in body if place < len(row) and row[place].strip()] for place in range(width)]
    return Layout(heading, tuple(_by_content(fields, columns, today)))


def field_of_heading(text: str) -> str:
    """The field that a heading names, "" when it names none."""
    words = plain(text)
    if not words or len(words) > _HEADING or sum(map(str.isdigit, words)) > 3:
        return ""
    padded = f" {words} "
    return next(
        (field for word, field in headings() if (word in words if _HAN.search(word) or ord(word[0]) > 0x2E7F else f" {word} " in padded)),
        "",
    )


def _heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The row near the top with the most headings; one alone counts only where there is one column."""
    counts = [sum(field_of_heading(cell) != "" for cell in row) for row in rows[:_LOOKED_AT]]
    if not counts or max(counts) == 0:
        return -1
    best = counts.index(max(counts))
    alone = counts[best] == 1 and (best > 0 or sum(map(bool, rows[best])) > 1)
    return -1 if alone else best


def _by_heading(row: Sequence[str], width: int) -> list[str]:
    found = [field_of_heading(cell) for cell in row] + [""] * (width - len(row))
    for place, field in enumerate(found):
        if field in found[:place] and field not in REPEATED:
            found[place] = ""
    return found


def _by_content(fields: list[str], columns: list[list[str]], today: date) -> list[str]:
    dates: list[tuple[float, int]] = []
    words: list[int] = []
    for place, cells in enumerate(columns):
        if fields[place] or not cells:
            continue
        kind = _kind(cells, today)
        if kind == "date":
            dates.append((median(day.value.toordinal() for cell in cells if (day := read_day(cell, today=today, future=True))), place))
        elif kind == "word":
            words.append(place)
        elif kind and (kind not in fields or kind in REPEATED):
            fields[place] = kind
    _place_dates(fields, sorted(dates), today)
    _place_words(fields, words, columns)
    return fields


def _kind(cells: list[str], today: date) -> str:
    """What most of the cells look like; "word" for one word of letters, "" for nothing in particular."""
    tests = (
        ("mrz", lambda cell: "<<" in cell and len(cell) > 28),
        ("email", lambda cell: bool(_MAIL.fullmatch(cell))),
        ("sex", lambda cell: bool(meaning("sex", cell))),
        ("nationality", lambda cell: bool(meaning("state", cell))),
        ("basis", lambda cell: len(cell) > 2 and bool(meaning("basis", cell))),
        ("document_number", lambda cell: bool(_DOCUMENT.fullmatch(cell.upper()))),
        ("phone", lambda cell: bool(_PHONE.fullmatch(cell))),
        ("date", lambda cell: read_day(cell, today=today) is not None),
        ("chinese_name", lambda cell: bool(_HAN.fullmatch(cell))),
        ("name", lambda cell: 2 <= len(cell.split()) <= 6 and _letters_only(cell)),
        ("word", lambda cell: len(cell.split()) == 1 and len(cell) > 1 and _letters_only(cell)),
    )
    return next((kind for kind, test in tests if sum(map(test, cells)) >= _MOSTLY * len(cells)), "")


def _letters_only(cell: str) -> bool:
    return all(sign.isalpha() or sign in " -'’./" for sign in cell)


def _place_dates(fields: list[str], dates: list[tuple[float, int]], today: date) -> None:
    """The earliest days are birthdays; days to come end a passport."""
    for middle, place in dates:
        field = "birth_date" if middle < today.toordinal() else "expiry_date"
        if field not in fields:
            fields[place] = field


def _place_words(fields: list[str], words: list[int], columns: list[list[str]]) -> None:
    """Single words under no heading: patronymics by their ending, given names by the list, the rest are surnames."""
    for place in words:
        cells = columns[place]
        if _share(cells, lambda cell: bool(_PATRONYMIC.search(fold(cell)))) > 0.5 and "patronymic" not in fields:
            fields[place] = "patronymic"
        elif _share(cells, lambda cell: letters_of(cell) in families()) > 0.5:
            fields[place] = "given"
        elif place + 1 < len(fields) or "given" in fields:
            fields[place] = (
                "surname"
                if any(other in words or fields[other] in ("given", "name") for other in range(len(fields)) if other != place)
                else ""
            )


def _share(cells: list[str], test: object) -> float:
    return sum(map(test, cells)) / len(cells) if cells and callable(test) else 0.0
