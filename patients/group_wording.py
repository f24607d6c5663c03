"""Words of group arrival: columns, states, why a list or a row is refused. In the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.lists import ListRefused
from patients.wording import problem

FIELDS: dict[str, Promise] = {
    "name": _("whole name"),
    "surname": pgettext_lazy("column of a list", "surname"),
    "given": pgettext_lazy("column of a list", "given name"),
    "patronymic": _("patronymic"),
    "chinese_name": _("Chinese name"),
    "birth_date": _("date of birth"),
    "sex": pgettext_lazy("column of a list", "sex"),
    "document_number": _("passport number"),
    "expiry_date": _("passport valid until"),
    "nationality": _("nationality"),
    "basis": _("visa or visa-free"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "remarks": _("remarks"),
    "mrz": _("passport lines"),
}
CELLS: dict[str, Promise] = {
    "surname_ru": _("Surname, Russian"),
    "given_ru": _("Given name, Russian"),
    "patronymic_ru": _("Patronymic"),
    "surname_latin": _("Surname, Latin"),
    "given_latin": _("Given names, Latin"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "document_number": _("Passport number"),
    "expiry_date": _("Valid until"),
    "nationality": _("Nationality"),
    "phone": _("Phone"),
    "chinese_name": _("Chinese name"),
    "basis": _("Basis of the stay"),
    "last_day": _("Last day, if a visa says it"),
    "email": _("E-mail"),
}
STATES: dict[str, Promise] = {
    "new": pgettext_lazy("row of a list", "new"),
    "known": pgettext_lazy("row of a list", "known"),
    "decide": pgettext_lazy("row of a list", "to decide"),
    "wrong": pgettext_lazy("row of a list", "with errors"),
    "queued": pgettext_lazy("row of a list", "being registered"),
    "registered": pgettext_lazy("row of a list", "registered"),
    "left_out": pgettext_lazy("row of a list", "left out"),
}
CELL_PROBLEMS: dict[str, Promise] = {
    "date_not_understood": _("This is not understood as a date. Example: 1968-04-02."),
    "sex_not_understood": _("F or M."),
    "nationality_not_understood": _("Three letters as in the passport, for example RUS."),
    "basis_not_understood": _("Visa-free, group, visa or permit?"),
    "zone_not_understood": _("The passport lines could not be read. Please type the number."),
    "passport_of_another": _("This passport is registered under another person."),
    "two_digit_year": _("The year had two figures: please compare."),
    "serial": _("The date was a number of Excel: please compare."),
    "day_or_month": _("Day and month could be the other way round: please compare."),
    "check_digit": _("The check digit does not agree: please compare with the passport."),
    "only_signs": _("Only signs stand in this cell of the list: nothing was read."),
    "not_all_read": _("Something beside the name was not read: please compare with the list."),
    "no_document": _("No passport number: the person can be found by name only."),
    "passport_expired": _("This passport has expired."),
    "given_missing": _("Has this person one name only?"),
    "sex_proposed": _("Proposed from the name."),
}
REFUSED_ROWS: dict[str, Promise] = {
    "implausible": _("Could not be registered: please look at the marked cells."),
    "possible_duplicate": _("Somebody alike was registered meanwhile: please decide."),
    "passport_of_another": _("This passport is registered under another person."),
    "failed": _("Could not be registered. Please register this person alone."),
}
NOTES: dict[str, Promise] = {
    "hidden_rows": _("Some rows are hidden in the file; they are read too."),
    "merged_cells": _("Merged cells were read for each of their rows."),
    "formulas": _("Formulas were not computed; the values that the file holds were read."),
}
REFUSED_LISTS: dict[str, Promise] = {
    "empty": _("There is nothing in this list."),
    "file_too_large": _("The file is larger than %(limit)s MB. A list of people is much smaller: please send the table alone."),
    "too_long": _("The text is longer than %(limit)s characters. Please send the list as a file."),
    "too_many_rows": _("The list has more than %(limit)s rows. A group can have at most %(limit)s: please divide the list."),
    "too_many_columns": _("The list has more than %(limit)s columns. Please keep the columns with people only."),
    "too_many_sheets": _("The file has more than %(limit)s sheets. Please keep the one with the list."),
    "cell_too_long": _("One cell has more than %(limit)s characters. Is this the right file?"),
    "too_much_inside": _("This file holds too many parts to be a list."),
    "bomb": _("This file becomes enormous when it is unpacked. It was not opened."),
    "macros": _("This file holds macros, that is programs. Please save it as .xlsx without macros."),
    "old_or_locked": _("This is an old Excel file (.xls) or one with a password. Please save it as .xlsx without a password."),
    "word_file": _("This is a Word document. Please copy the table in it and paste it here."),
    "web_page": _("This is a web page under another name. Please open it in Excel and save it as .xlsx."),
    "pdf": _("This is a PDF. Please ask for the list as a table, or copy the rows and paste them here."),
    "picture": _("This is a picture. Please ask for the list as a table."),
    "program": _("This is a program, not a list. It was not opened."),
    "archive": _("This is an archive. Please unpack it and send the table."),
    "broken": _("The file is damaged and cannot be read. Please save it anew as .xlsx."),
    "encoding": _("The letters of this file cannot be recognised. Please save it as .xlsx or as CSV UTF-8."),
    "not_a_list": _("This file is not a table. Please send .xlsx or .csv."),
}


def list_refused(refusal: ListRefused) -> str:
    """Why a list was not taken in, with the limit by its figure, and what to do."""
    return str(REFUSED_LISTS.get(refusal.code, REFUSED_LISTS["not_a_list"])) % {"limit": f"{refusal.limit or 0:,}".replace(",", " ")}


def cell_problem(code: str) -> str:
    """Why a cell is wrong or doubtful."""
    return str(CELL_PROBLEMS[code]) if code in CELL_PROBLEMS else problem(code)


def row_refused(code: str) -> str:
    return str(REFUSED_ROWS.get(code, _("Could not be registered.")))
