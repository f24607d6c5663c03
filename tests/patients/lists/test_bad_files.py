"""A file is read safely or refused in words; nothing in it is believed, evaluated or run."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from patients.group_wording import REFUSED_LISTS, list_refused
from patients.lists import ListRefused, read_file, read_text, recognise
from patients.lists.limits import COLUMNS, ROWS
from tests.bus import people, workbook

TODAY = date(2026, 11, 24)


def sheet(fill) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        fill(book.add_worksheet("A"), book)
    return made.getvalue()


def packed(changes: dict[str, bytes | None], data: bytes | None = None) -> bytes:
    """A workbook with parts changed, added or (None) left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or workbook(people(2)))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(ListRefused) as refused:
        read_file(data)
    return refused.value.code


def sheet_xml(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


ZIPPED = packed({})
REFUSED = {
    "old_or_locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "program": b"MZ\x90\0" + b"\0" * 200,
    "pdf": b"%PDF-1.7 ...",
    "web_page": "<html><table><tr><td>Иванов".encode(),
    "picture": b"\x89PNG\r\n\x1a\n",
    "macros": packed({"xl/vbaProject.bin": b"\xd0\xcf"}),
    "word_file": packed({"word/document.xml": b"<w/>"}),
    "archive": packed({"xl/workbook.xml": None, "readme.txt": b"x"}),
    "broken": ZIPPED[: len(ZIPPED) // 2],
    "bomb": packed({"xl/worksheets/sheet9.xml": b"<a>" + b"0" * 60_000_000}),
    "not_a_list": bytes(range(256)) * 20,
    "encoding": b"\x98\x9d\x81\xff;" * 40,
    "empty": b"  \n ",
    "file_too_large": b"a;b\n" * 1_300_000,
    "too_many_rows": workbook([("1", "Иванов")] * 50_000),
    "too_many_columns": (";".join("абвг" for _ in range(COLUMNS + 1)) + "\n").encode() * 3,
    "cell_too_long": sheet(lambda page, _book: page.write(0, 0, "я" * 5000)),
}


@pytest.mark.parametrize("expected", REFUSED)
def test_what_is_no_list_is_refused_by_what_stands_in_it(expected) -> None:
    assert code(REFUSED[expected]) == expected


def test_fifty_thousand_rows_are_refused_with_the_limit_by_its_figure() -> None:
    with pytest.raises(ListRefused) as refused:
        read_file(REFUSED["too_many_rows"])
    assert (refused.value.limit, "2 000" in list_refused(refused.value)) == (ROWS, True)


def test_every_refusal_has_its_words() -> None:
    assert set(REFUSED) <= set(REFUSED_LISTS)


def test_one_cell_in_the_last_corner_does_not_ask_for_seventeen_thousand_million() -> None:
    far = sheet_xml('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    assert code(packed({"xl/worksheets/sheet1.xml": far})) == "too_many_rows"


def test_entities_are_not_grown() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>' + sheet_xml("")[21:]
    assert code(packed({"xl/worksheets/sheet1.xml": evil})) == "broken"


def test_a_formula_is_its_last_value_and_never_computed() -> None:
    table = read_file(sheet(lambda page, _book: page.write_formula(0, 0, '=HYPERLINK("http://x","Иванов")', None, "Иванов")))[0]
    assert (table.rows, table.notes) == ((("Иванов",),), ("formulas",))


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "@SUM(1)", "+7 914", "-1"])
def test_a_cell_that_begins_as_a_formula_is_plain_text(cell) -> None:
    assert read_text(f"ФИО;Телефон\nИванов Иван;{cell}")[0].rows[1][1] == cell


def test_merged_cells_hidden_rows_and_empty_sheets_are_read_and_told() -> None:
    def fill(page, book) -> None:
        page.write_column(0, 0, ["ФИО", "Иванов Иван", "Петров Пётр"])
        page.merge_range("B2:B3", "RUS")
        page.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("empty")

    (table,) = read_file(sheet(fill))
    assert (table.rows[1:], set(table.notes)) == ((("Иванов Иван", "RUS"), ("Петров Пётр", "RUS")), {"hidden_rows", "merged_cells"})


TEXT = "Фамилия;Имя;Дата рождения\nКовалёва;Елена;02.04.1968\nИванов;Иван;03.05.1970\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "gb18030"])
def test_a_text_file_is_read_in_whatever_excel_saved_it(encoding) -> None:
    (table,) = read_file(TEXT.encode(encoding))
    assert table.rows[1][0] == "Ковалёва"
    assert recognise(table.rows, today=TODAY).fields == ("surname", "given", "birth_date")


def test_chinese_headings_in_gb18030_are_read() -> None:
    (table,) = read_file("姓名,出生日期,护照号码\nKOVALEVA ELENA,1968-04-02,751234567\n".encode("gb18030"))
    assert recognise(table.rows, today=TODAY).fields == ("name", "birth_date", "document_number")
