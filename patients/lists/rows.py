"""One row of a list → what it says of a person. Every value can be found in the row; what is only likely is proposed elsewhere."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import phonenumbers

from patients import mrz
from patients.lists.dates import read_day
from patients.lists.whole_names import NOTHING, has_more, in_parts
from patients.lists.words import meaning, plain
from patients.names.case import ordinary
from patients.plausibility import BASES

PERSON = ("surname_ru", "given_ru", "patronymic_ru", "surname_latin", "given_latin", "chinese_name", "birth_date", "sex", "document_number",
          "expiry_date", "nationality", "basis", "last_day", "phone", "email", "remarks")  # fmt: skip
DAYS = {"birth_date": False, "expiry_date": True, "last_day": True}
ERRORS = frozenset(f"{name}_not_understood" for name in ("date", "sex", "nationality", "basis", "zone"))
# Where nothing can be told by nothing: in the other columns a dash is how people write that there is none.
NEEDED = frozenset({"name", "surname", "given", "document_number", "birth_date"})
# The cell of the page that says so when a column's cell gave nothing at all.
TOLD_AT = {"name": "surname_ru", "surname": "surname_ru", "given": "given_ru", "document_number": "document_number"}
LONGEST = 200
_NUMBER = re.compile(r"(?<!\d)(\d{2}\s*(?:NO?|#)?\s*\d{7}|\d{2}\s?\d{2}\s*(?:NO?|#)?\s*\d{6}|[A-Z]{1,2}\d{7,8})(?!\d)")  # № is NO by now
_NOISE = re.compile(r"[\s\-–—№#]+")
_STATE = re.compile(r"[A-Z]{3}")
_DAY_IN_TEXT = re.compile(r"\d{1,4}[.\-/年]\d{1,2}[.\-/月]\d{1,4}日?")
_CODED: dict[str, Callable[[str], str]] = {
    "sex": lambda text: meaning("sex", text),
    "nationality": lambda text: meaning("state", text) or (text.upper() if _STATE.fullmatch(text.upper()) else ""),
    "basis": lambda text: meaning("basis", text) or (text if text in BASES else ""),
}


@dataclass(frozen=True)
class Entry:
    """`values` by field, days as 1968-04-02; `notes` says for a field how sure its reading is, or why it could not be read."""

    values: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing of a person: a total, a heading that comes again, the leader's signature."""
        return not set(self.values) - {"remarks", "phone", "email", "nationality", "basis", "sex"}


def read_row(cells: Sequence[str], fields: Sequence[str], *, today: date) -> Entry:
    """The cells under their fields. Never raises, never adds."""
    values: dict[str, str] = {}
    notes: dict[str, str] = {}
    for cell, name in zip(cells, fields, strict=False):
        text = tidy(cell)
        if not text or name in ("", "ignored"):
            continue
        if name not in NEEDED and not text.strip(NOTHING):
            continue
        found = _zone(cell, today) if name == "mrz" or ("<<" in text and mrz.looks_like(cell)) else _cell(name, text, today)
        for key, (value, note) in found.items():
            if key == "remarks" and key in values:
                values[key] = f"{values[key]}; {value}"[:LONGEST]
            elif key not in values:
                if value:
                    values[key] = value
                if note:
                    notes[key] = note
    return Entry(values, notes)


def corrected(entry: Entry, typed: Mapping[str, str], *, today: date) -> Entry:
    """What the desk typed stands over what was read; an emptied cell is empty."""
    values, notes = dict(entry.values), dict(entry.notes)
    for name, text in typed.items():
        values.pop(name, None)
        notes.pop(name, None)
        if name in PERSON and tidy(text):
            values[name], note = normal(name, tidy(text), today=today)
            if note in ERRORS:
                notes[name] = note
    return Entry(values, notes)


def normal(name: str, text: str, *, today: date) -> tuple[str, str]:
    """A value as it is stored, and a note: why it could not be understood, or what was assumed."""
    if name in DAYS:
        day = read_day(text, today=today, future=DAYS[name])
        return (day.value.isoformat(), day.note) if day else (text, "date_not_understood")
    if name in _CODED:
        code = _CODED[name](text)
        return (code, "") if code else (text, f"{name}_not_understood")
    if name == "document_number":
        return _document(text), ""
    if name == "phone":
        return _phone(text), ""
    return (text.upper() if name.endswith("_latin") else text), ""


def tidy(text: str) -> str:
    """Full-width signs made narrow, unseen ones dropped, one blank between words, at most 200 signs."""
    wide = unicodedata.normalize("NFKC", text[: LONGEST * 4])
    # What is printable has no unseen sign: most cells, and looking at each of their signs is a tenth of a long list's time.
    seen = wide if wide.isprintable() else "".join(map(_seen, wide))
    return " ".join(seen.split())[:LONGEST]


def _seen(sign: str) -> str:
    return " " if sign.isspace() else "" if unicodedata.category(sign)[0] == "C" else sign


def _cell(name: str, text: str, today: date) -> dict[str, tuple[str, str]]:
    if name in TOLD_AT and not any(sign.isalnum() for sign in text):
        return {TOLD_AT[name]: ("", "only_signs")}
    if name in ("name", "surname", "given"):
        return _names(name, text)
    if name == "patronymic":
        return {"patronymic_ru": (ordinary(text), "")}
    if name == "basis":
        return _visa(text, today)
    found = {name: normal(name, text, today=today)}
    if name == "document_number" and (days := _DAY_IN_TEXT.findall(text)):
        found |= _later(days[-1], "expiry_date", today)
    return found


def _names(name: str, text: str) -> dict[str, tuple[str, str]]:
    """The parts of a name; what stands beside them is told at the first."""
    found = {key: (value, "") for key, value in in_parts(text, part="" if name == "name" else name).items()}
    if has_more(text):
        first = next(iter(found), TOLD_AT[name])
        found[first] = (found[first][0] if first in found else "", "not_all_read")
    return found


def _visa(text: str, today: date) -> dict[str, tuple[str, str]]:
    """« visa until 01.03.2027 » says two things."""
    days = _DAY_IN_TEXT.findall(text)
    words = plain(_DAY_IN_TEXT.sub(" ", text)).split()
    joined = " ".join(words)
    code = meaning("basis", joined) or next((code for word in words if (code := meaning("basis", word))), "")
    told = {"basis": (code, "") if code else (text, "basis_not_understood")}
    return told | (_later(days[-1], "last_day", today) if days else {})


def _later(text: str, name: str, today: date) -> dict[str, tuple[str, str]]:
    day = read_day(text, today=today, future=True)
    return {name: (day.value.isoformat(), day.note)} if day and day.value > today else {}


def _zone(cell: str, today: date) -> dict[str, tuple[str, str]]:
    """The lines of a passport in a cell; what fails its check digit is marked."""
    reading = mrz.read(cell[:400], today=today)
    document = reading.document
    if document.name_script == "Cyrillic" or not document.document_number:
        return {"document_number": ("", "zone_not_understood")}
    said = {
        "surname_latin": document.surname, "given_latin": document.given_names, "document_number": document.document_number,
        "birth_date": document.birth_date, "sex": document.sex, "nationality": document.nationality, "expiry_date": document.expiry_date,
    }  # fmt: skip
    doubtful = {problem.removesuffix("_check") for problem in reading.problems}
    return {name: (str(value), "check_digit" if name in doubtful else "") for name, value in said.items() if value}


def _document(text: str) -> str:
    """The number without blanks; of a cell with more words in it, what looks like a passport's number."""
    whole = _NOISE.sub("", text).upper()
    found = _NUMBER.search(text.upper())
    if found and (not whole.isalnum() or len(whole) > 12):
        return "".join(sign for sign in found[0] if sign.isdecimal()) if found[0][0].isdigit() else found[0]
    return whole[:40]


def _phone(text: str) -> str:
    """E.164 where it can be one in Russia or China, else as it was written."""
    for region in ("RU", "CN"):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return text
