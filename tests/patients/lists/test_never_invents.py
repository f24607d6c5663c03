"""Whatever comes in: the import never raises anything but its refusal, and no value of a row is invented."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from patients.lists import FIELDS, ListRefused, Shared, propose, read_file, read_row, read_text, recognise
from patients.lists.rows import DAYS, ERRORS, PERSON
from tests.patients.lists.test_bad_files import REFUSED

TODAY = date(2026, 11, 24)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "02.04.1968",
            "75 1234567",
            "м",
            "女",
            "Ковалёва Елена",
            "KOVALEVA",
            "виза до 01.03.2027",
            "=1+1",
            "24930",
            "<<",
            "8 914 555-41-27",
            "P<RUSSOLOVEVA<<NATALIA<<<<<<<<<<<<<<<<<<<<<<",
            "1.1.1",
            "²²²",
            "٠١.٠٢.١٩٧٠",
        ]
    ),
)
ROWS = st.lists(st.tuples(CELLS, st.sampled_from(("", *FIELDS))), min_size=1, max_size=6)


def letters(text: str) -> set[str]:
    """Letters and digits in every case, so that nothing may stand in a value that does not stand in the cells."""
    wide = unicodedata.normalize("NFKC", text)
    return {sign for form in (text, wide.upper(), wide.lower(), wide.casefold()) for sign in form if sign.isalnum()}


def day_said(value: str, note: str, text: str) -> bool:
    """The last two figures of the year and the day stand in the row, or Excel's number of the day."""
    digits = "".join(str(int(sign)) for sign in unicodedata.normalize("NFKC", text) if sign.isdecimal())
    if note == "serial":
        return str((date.fromisoformat(value) - date(1899, 12, 30)).days) in digits
    return value[2:4] in digits and str(int(value[8:])) in digits


def read_or_refused(data: bytes) -> bool:
    """Tables with rows, or a refusal with a code; anything else is raised."""
    try:
        return all(table.rows for table in read_file(data))
    except ListRefused as refusal:
        return bool(refusal.code)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data) -> None:
    assert read_or_refused(data)


@given(st.sampled_from(sorted(REFUSED)), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(kind, place, damage) -> None:
    data = REFUSED[kind][:40_000]
    assert read_or_refused(data[:place] + damage + data[place + len(damage) :])


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gives_rows_whose_every_value_stands_in_it(text) -> None:
    try:
        (table,) = read_text(text)
    except ListRefused:
        return
    fields = recognise(table.rows, today=TODAY).fields
    for row in table.rows:
        entry = read_row(row, fields, today=TODAY)
        propose(entry, Shared(TODAY), today=TODAY)
        assert set(entry.values) <= set(PERSON)


@given(ROWS)
@settings(max_examples=300, deadline=None)
def test_no_value_is_invented_whatever_the_columns_are_called(row) -> None:
    cells, fields = [cell for cell, _field in row], [field for _cell, field in row]
    entry, around = read_row(cells, fields, today=TODAY), " ".join(cells)
    written = {name: value for name, value in entry.values.items() if name not in ("sex", "nationality", "basis", "phone")}
    days = {name: value for name, value in written.items() if name in DAYS and entry.notes.get(name) not in ERRORS}
    assert {name: value for name, value in written.items() if name not in days and not letters(value) <= letters(around)} == {}
    assert {name: value for name, value in days.items() if not day_said(value, entry.notes.get(name, ""), around)} == {}
    propose(entry, Shared(TODAY), today=TODAY)
