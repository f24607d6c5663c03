"""The empty list that an agency is given: headings in three languages, one example, a hint in each cell."""

import csv
import io
from pathlib import Path

import xlsxwriter

from patients.lists.words import plain

_TABLE = Path(__file__).parent / "data" / "template.csv"
_PEOPLE = 120
_HINTS = {"zh-hans": "hint_zh", "ru": "hint_ru", "en": "hint_en"}
_HEADINGS = {"zh-hans": "zh", "ru": "ru", "en": "en"}


def template(language: str) -> bytes:
    """An XLSX whose hints speak `language`; the same language gives the same cells."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("list")
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E6F1EC"}),
        "example": book.add_format({"italic": True, "font_color": "#5D696E", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "sex": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for place, column in enumerate(columns()):
        sheet.set_column(place, place, float(column["width"]), looks[column["kind"]])
        sheet.write_string(0, place, "\n".join((column["zh"], column["ru"], column["en"])), looks["head"])
        sheet.write_string(1, place, column["example"], looks["example"])
        sheet.data_validation(1, place, _PEOPLE, place, _hint(column, language))
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def columns() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_example(row: tuple[str, ...]) -> bool:
    """The row that shows how to fill the others in must not become a person."""
    return plain(columns()[0]["example"]) in {plain(cell) for cell in row[:1]}


def _hint(column: dict[str, str], language: str) -> dict[str, object]:
    title = column[_HEADINGS.get(language, "en")][:32]
    told: dict[str, object] = {"validate": "any", "input_title": title, "input_message": column[_HINTS.get(language, "hint_en")][:255]}
    if column["kind"] == "sex":
        told |= {"validate": "list", "source": ["F", "M"]}
    return told
