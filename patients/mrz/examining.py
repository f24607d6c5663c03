"""One arrangement of lines in one layout → a Reading."""

import re
from datetime import date

from patients.mrz import dates, internal_passport, names
from patients.mrz.alphabet import DIGITS, FILLER, check_digit
from patients.mrz.correcting import (
    by_type,
    composite_agrees,
    has_digits_only,
    is_internal,
    mend_number,
    number_and_check,
    number_places,
)
from patients.mrz.layouts import Layout
from patients.mrz.reading import PROBLEMS, Document, Reading
from patients.mrz.sheet import Sheet

# A number is never empty; a filler inside it stands for one dash or blank (ICAO 9303 part 4), so two of them are a torn line.
_NUMBER = re.compile(r"[A-Z0-9]+(?:<[A-Z0-9]+)*<*")
_SEXES = {"M": "M", "F": "F", "X": "X", FILLER: "X"}
Fields = dict[str, str | date | None]


def examine(layout: Layout, lines: tuple[str, ...], *, today: date) -> Reading:
    sheet = Sheet(lines)
    by_type(sheet, layout)
    mend_number(sheet, layout, others_agree=not _failed_checks(sheet, layout) - {"document_number_check"})
    failed = _failed_checks(sheet, layout)
    if not composite_agrees(sheet, layout):
        failed.add("composite_check")
    failed |= _impossible_dates(sheet, layout, failed, today=today)
    fields = _fields(sheet, layout, failed, today=today)
    document = Document(format=layout.name, **fields)  # type: ignore[arg-type]
    return Reading(
        document=document,
        problems=tuple(code for code in PROBLEMS if code in failed),
        corrections=sheet.corrections,
        expired=document.expiry_date is not None and document.expiry_date < today,
        truncated=_truncated(sheet, layout, document),
    )


def _failed_checks(sheet: Sheet, layout: Layout) -> set[str]:
    number, number_check = number_and_check(sheet, layout)
    pairs = {
        "document_number_check": (number, number_check),
        "birth_date_check": (sheet.text(layout.birth), sheet.text(layout.birth_check)),
        "expiry_date_check": (sheet.text(layout.expiry), sheet.text(layout.expiry_check)),
    }
    if layout.optional_check:
        pairs["optional_data_check"] = (sheet.text(*layout.optional), sheet.text(layout.optional_check))
    failed = {code for code, (text, check) in pairs.items() if not _agrees(text, check)}
    if not _NUMBER.fullmatch(number) or (has_digits_only(sheet, layout) and not set(number) <= set(DIGITS)):
        failed.add("document_number_check")
    return failed


def _agrees(text: str, check: str) -> bool:
    """An empty field may leave its check digit empty."""
    return check_digit(text) == check or (check == FILLER and not text.strip(FILLER))


def _impossible_dates(sheet: Sheet, layout: Layout, failed: set[str], *, today: date) -> set[str]:
    impossible = set()
    birth, expiry = sheet.text(layout.birth), sheet.text(layout.expiry)
    possible = dates.partial_is_possible(birth) if dates.is_partial(birth) else dates.past_date(birth, today=today)
    if "birth_date_check" not in failed and not possible:
        impossible.add("birth_date_invalid")
    if "expiry_date_check" not in failed and expiry.strip(FILLER) and not dates.expiry(expiry):
        impossible.add("expiry_date_invalid")
    return impossible


def _fields(sheet: Sheet, layout: Layout, failed: set[str], *, today: date) -> Fields:
    surname, given = names.split(sheet.text(layout.names))
    expiry = sheet.text(layout.expiry)
    fields: Fields = {
        "document_code": sheet.text(layout.code).strip(FILLER),
        "issuing_state": sheet.text(layout.state).strip(FILLER),
        "surname": surname,
        "given_names": given,
        "document_number": number_and_check(sheet, layout)[0].strip(FILLER),
        "nationality": sheet.text(layout.nationality).strip(FILLER),
        "sex": _SEXES.get(sheet.text(layout.sex)),
        "expiry_date": None if "expiry_date_check" in failed else dates.expiry(expiry),
        "optional_data": _optional_data(sheet, layout),
        "name_script": "Latin",
    }
    fields |= _birth(sheet.text(layout.birth), failed, today=today)
    if is_internal(sheet, layout):
        fields |= _internal_fields(sheet, layout, failed, today=today)
    return fields


def _birth(text: str, failed: set[str], *, today: date) -> Fields:
    if failed & {"birth_date_check", "birth_date_invalid"}:
        return {}
    if dates.is_partial(text):
        return {"birth_date_partial": dates.partial(text, today=today)}
    return {"birth_date": dates.past_date(text, today=today)}


def _optional_data(sheet: Sheet, layout: Layout) -> str:
    """Without the part that belongs to a long document number; the two fields of TD1 are parted by a blank."""
    taken = sum(span is layout.optional[0] for span, _ in number_places(sheet, layout))
    first, *others = (sheet.text(span) for span in layout.optional)
    return " ".join(part for part in (first[taken:].strip(FILLER), *(o.strip(FILLER) for o in others)) if part)


def _internal_fields(sheet: Sheet, layout: Layout, failed: set[str], *, today: date) -> Fields:
    surname, secondary = names.split(sheet.text(layout.names))
    given, patronymic = internal_passport.split_patronymic(internal_passport.decode(secondary))
    fields: Fields = {
        "surname": internal_passport.decode(surname),
        "given_names": given,
        "patronymic": patronymic,
        "name_script": "Cyrillic",
    }
    return fields | internal_passport.numbers(
        sheet.text(layout.number),
        sheet.text(*layout.optional),
        trusted="optional_data_check" not in failed,
        today=today,
    )


def _truncated(sheet: Sheet, layout: Layout, document: Document) -> tuple[str, ...]:
    cut = names.truncated(sheet.text(layout.names))
    if document.patronymic and cut:
        return ("patronymic",)
    return cut
