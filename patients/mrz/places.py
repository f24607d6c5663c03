"""Where a correction stands in the words of the form: which field, which sign of it."""

from typing import NamedTuple

from patients.mrz import internal_passport
from patients.mrz.layouts import LAYOUTS, Layout, Span
from patients.mrz.reading import Correction, Reading

_CHECKS = ("number_check", "birth_check", "expiry_check", "optional_check", "composite")
_FIELDS = {
    "code": "document_code",
    "state": "issuing_state",
    "number": "document_number",
    "nationality": "nationality",
    "birth": "birth_date",
    "sex": "sex",
    "expiry": "expiry_date",
}
SERIES_HERE = 3
_NAMES = ("surname", "given_names", "patronymic")


class Place(NamedTuple):
    """`field` is a name of `Document`, or `check_digit`, `optional_data`, `filler` for what the form does not show.

    `at` counts the signs of the field's value from 1; 0 where the value is not written sign by sign (dates, a filler).
    `read` and `proposed` are as a person sees them: a Cyrillic letter where the zone of an internal passport means one.
    """

    field: str
    at: int
    read: str
    proposed: str


def places(reading: Reading) -> tuple[Place, ...]:
    """One for each of `Reading.corrections`, in their order."""
    layout = next((layout for layout in LAYOUTS if layout.name == reading.document.format), None)
    return tuple(_place(layout, reading, correction) for correction in reading.corrections) if layout else ()


def _place(layout: Layout, reading: Reading, correction: Correction) -> Place:
    if _within(layout.names, correction):
        return _in_name(correction.position - layout.names.first, reading, correction)
    for name in _CHECKS:
        span = getattr(layout, name)
        if span and _within(span, correction):
            return Place("check_digit", 0, correction.read, correction.proposed)
    for name, field in _FIELDS.items():
        if _within(getattr(layout, name), correction):
            offset = correction.position - getattr(layout, name).first
            if field == "document_number" and reading.document.series and offset >= SERIES_HERE:
                offset += 1  # the last digit of the series stands in the optional data
            return _in_field(field, offset, reading, correction)
    return Place("optional_data", 0, correction.read, correction.proposed)


def _within(span: Span, correction: Correction) -> bool:
    return span.line == correction.line and span.first <= correction.position <= span.last


def _in_field(field: str, offset: int, reading: Reading, correction: Correction) -> Place:
    value = getattr(reading.document, field)
    written = isinstance(value, str) and value[offset : offset + 1] == correction.proposed
    return Place(field, offset + 1 if written else 0, correction.read, correction.proposed)


def _in_name(offset: int, reading: Reading, correction: Correction) -> Place:
    """Surname, two fillers, given names, one filler, patronymic: as they stood, unless fillers were doubled inside."""
    internal = reading.document.name_script == "Cyrillic"
    proposed = internal_passport.decode(correction.proposed) if internal else correction.proposed
    start = 0
    for field in _NAMES:
        value = getattr(reading.document, field) or ""
        at = offset - start
        if 0 <= at < len(value) and value[at] == proposed:
            return Place(field, at + 1, correction.read, proposed)
        start += len(value) + (2 if field == "surname" else 1)
    return Place("filler", 0, correction.read, correction.proposed)
