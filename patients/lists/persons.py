"""What a row says → the record that would be written, with what is only proposed marked as such. Pure; the desk confirms."""

import re
from dataclasses import dataclass, field
from datetime import date

from patients.folding import fold
from patients.lists.rows import ERRORS, Entry
from patients.names.chinese import listed
from patients.plausibility import NewDocument, NewPatient, NewStay, problems
from patients.proposals import Filled, complete
from patients.reach import is_email

NAMES = ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name")
_FATHERS_DAUGHTER = re.compile(r"(?:[oe]vna|ichna|kyzy|kizi)$")
_FATHERS_SON = re.compile(r"(?:[oe]vich|ich|oglu|ogly)$")
_WOMANS_SURNAME = re.compile(r"(?:[oe]va|ina|yna|skaa?|ckaa?|aa)$")
_MANS_SURNAME = re.compile(r"(?:[oe]v|in|yn|ski|cki)$")
SOON = 31 * 6


@dataclass(frozen=True)
class Shared:
    """What all of a group have in common. `entry_date` None or in the future: nobody has come yet, no stay is written."""

    entry_date: date | None = None
    crossing_id: int | None = None
    basis: str = "visa_free"


@dataclass(frozen=True)
class Proposed:
    """The record of one row. `guessed` maps a field to its value that no cell says; `errors` and `warnings` are codes by field."""

    new: NewPatient
    guessed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


def propose(entry: Entry, shared: Shared, *, today: date, names: bool = True) -> Proposed:
    """`names` False leaves the other alphabets out, for whoever only compares."""
    values = entry.values
    guessed: dict[str, str] = {}
    sex = values.get("sex", "")
    if not sex and (likely := likely_sex(values)):
        sex = guessed["sex"] = likely
    nationality = values.get("nationality", "")
    if not nationality and _russian_name_or_passport(values):
        nationality = guessed["nationality"] = "RUS"
    written, origins = _names(values, sex, guessed) if names else ({name: values.get(name, "") for name in NAMES}, {})
    new = NewPatient(
        sex=sex,
        birth_date=_date(values.get("birth_date", "")),
        nationality=nationality,
        phone=values.get("phone", ""),
        email=values.get("email", ""),
        document=_document(values, nationality),
        stay=_stay(values, shared, today),
        origins=origins,
        **written,  # type: ignore[arg-type]
    )
    wrong = {name: code for name, code in entry.notes.items() if code in ERRORS}
    if new.email and not is_email(new.email):
        wrong["email"] = "email_form"
    wrong = problems(new, today=today) | wrong
    return Proposed(new, guessed, wrong, _warnings(entry, new, guessed, today))


def likely_sex(values: dict[str, str]) -> str:
    """By the patronymic, then the surname's ending, then the given name; "" when they say nothing."""
    father = fold(values.get("patronymic_ru", ""))
    if father:
        return "F" if _FATHERS_DAUGHTER.search(father) else "M" if _FATHERS_SON.search(father) else ""
    given = listed(values.get("given_ru", "").split(" ")[0], kind="given", sex="X")
    if given and given.sex in ("m", "f"):
        return given.sex.upper()
    surname = fold(values.get("surname_ru", "") or values.get("surname_latin", ""))
    return "F" if _WOMANS_SURNAME.search(surname) else "M" if _MANS_SURNAME.search(surname) else ""


def _russian_name_or_passport(values: dict[str, str]) -> bool:
    number = values.get("document_number", "")
    return bool(values.get("patronymic_ru") or values.get("surname_ru") or (number.isdecimal() and len(number) in (9, 10)))


def _names(values: dict[str, str], sex: str, guessed: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The three alphabets, what the row says first."""
    said = {name: values[name] for name in NAMES if values.get(name)}
    filled = complete(Filled({**said, "sex": sex}, origins=dict.fromkeys(said, "typed")))
    written = {name: said.get(name) or str(filled.values.get(name) or "") for name in NAMES}
    for name in NAMES:
        if written[name] and name not in said:
            guessed[name] = written[name]
    origins = {name: "typed" if name in said else filled.origins.get(name, "table") for name in NAMES if written[name]}
    return written | {"pinyin": str(filled.values.get("pinyin") or "")}, origins


def _document(values: dict[str, str], nationality: str) -> NewDocument | None:
    number = values.get("document_number", "")
    if not number:
        return None
    internal = nationality == "RUS" and number.isdecimal() and len(number) == 10
    return NewDocument(
        number,
        kind="internal" if internal else "passport",
        issuing_state=nationality or "RUS",
        expiry_date=_date(values.get("expiry_date", "")),
    )


def _stay(values: dict[str, str], shared: Shared, today: date) -> NewStay | None:
    if shared.entry_date is None or shared.entry_date > today:
        return None
    return NewStay(
        shared.entry_date,
        basis=values.get("basis") or shared.basis,
        crossing_id=shared.crossing_id,
        last_day=_date(values.get("last_day", "")),
    )


def _warnings(entry: Entry, new: NewPatient, guessed: dict[str, str], today: date) -> dict[str, str]:
    told = {name: code for name, code in entry.notes.items() if code not in ERRORS}
    if not new.document:
        told.setdefault("document_number", "no_document")
    elif new.document.expiry_date and new.document.expiry_date < today:
        told["expiry_date"] = "passport_expired"
    if not (new.given_ru or new.given_latin):
        told.setdefault("given_ru", "given_missing")
    if "sex" in guessed:
        told["sex"] = "sex_proposed"
    return told


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
