"""What can be true of a new record, checked before anything is written. Pure: codes out, no words.

The answer names the field and one code for it; forms and the API put words on the codes.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from patients.reach import Way

LONGEST_LIFE = timedelta(days=125 * 366)
OLDEST_ENTRY = timedelta(days=5 * 366)
LONGEST_STAY = timedelta(days=5 * 366)
NAME_LENGTH = 80
NAME_SIGNS = frozenset(" -'’.·")
BASES = ("visa_free", "group", "visa", "permit")
SEXES = ("F", "M", "X")
STATE = re.compile(r"[A-Z]{1,3}")
PHONE = re.compile(r"\+\d{7,15}")
DOCUMENT_NUMBER = re.compile(r"[A-Z0-9А-Я]{4,20}")
PARTIAL_BIRTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
NINE_DIGITS = re.compile(r"\d{9}")
TEN_DIGITS = re.compile(r"\d{10}")


@dataclass(frozen=True)
class NewDocument:
    """A passport as it lies on the counter; `number` without blanks."""

    number: str
    kind: str = "passport"
    issuing_state: str = "RUS"
    expiry_date: date | None = None


@dataclass(frozen=True)
class NewStay:
    """One entry stamp. `last_day` is given by hand for a visa or permit, None where a rule decides."""

    entry_date: date
    basis: str = "visa_free"
    crossing_id: int | None = None
    purpose: str = ""
    last_day: date | None = None
    lodging: str = ""


@dataclass(frozen=True)
class NewFact:
    """One thing whoever treats this person must know."""

    kind: str
    text: str
    code: str = ""
    text_zh: str = ""


@dataclass(frozen=True)
class NewPatient:
    """Everything the desk writes down of a new person. `origins` maps a name field to how it was come by."""

    sex: str
    birth_date: date | None = None
    birth_date_partial: str = ""
    surname_latin: str = ""
    given_latin: str = ""
    surname_ru: str = ""
    given_ru: str = ""
    patronymic_ru: str = ""
    chinese_name: str = ""
    pinyin: str = ""
    origins: dict[str, str] = field(default_factory=dict)
    nationality: str = "RUS"
    region_id: int | None = None
    phone: str = ""
    email: str = ""
    language: str = "ru"
    referral: str = ""
    referral_detail: str = ""
    contacts: tuple[Way, ...] = ()
    document: NewDocument | None = None
    stay: NewStay | None = None
    facts: tuple[NewFact, ...] = ()


def problems(new: NewPatient, *, today: date) -> dict[str, str]:
    """Field → code of what cannot be; empty when the record may be written."""
    found: dict[str, str] = {}
    found |= _names(new)
    found |= _birth(new, today)
    if new.sex not in SEXES:
        found["sex"] = "sex_missing"
    if not STATE.fullmatch(new.nationality):
        found["nationality"] = "state_form"
    if new.phone and not PHONE.fullmatch(new.phone):
        found["phone"] = "phone_form"
    if new.document:
        found |= _document(new.document, new.birth_date)
    if new.stay:
        found |= stay_problems(new.stay, today=today, birth_date=new.birth_date)
    return found


def stay_problems(stay: NewStay, *, today: date, birth_date: date | None) -> dict[str, str]:
    """What cannot be true of an entry stamp seen today (China time)."""
    found = {}
    if stay.entry_date > today:
        found["entry_date"] = "entry_in_future"
    elif today - stay.entry_date > OLDEST_ENTRY:
        found["entry_date"] = "entry_too_long_ago"
    elif birth_date and stay.entry_date < birth_date:
        found["entry_date"] = "entry_before_birth"
    if stay.basis not in BASES:
        found["basis"] = "basis_unknown"
    return found or _last_day(stay)


def _last_day(stay: NewStay) -> dict[str, str]:
    if not stay.last_day:
        return {"last_day": "last_day_needed"} if stay.basis in ("visa", "permit") else {}
    if stay.last_day < stay.entry_date:
        return {"last_day": "last_day_before_entry"}
    return {"last_day": "last_day_too_far"} if stay.last_day - stay.entry_date > LONGEST_STAY else {}


def _names(new: NewPatient) -> dict[str, str]:
    found = {}
    for name in ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name"):
        scripts = {"latin": ("LATIN",), "ru": ("CYRILLIC",)}.get(name.rsplit("_", 1)[1], ("CJK", "LATIN"))
        code = name_problem(getattr(new, name), scripts)
        if code:
            found[name] = code
    if not (new.surname_latin or new.surname_ru or new.given_latin or new.given_ru):
        found["surname_latin"] = "name_missing"
    return found


def name_problem(text: str, scripts: tuple[str, ...]) -> str:
    """One code, or "" for a name that a passport of that script could carry."""
    if len(text) > NAME_LENGTH:
        return "name_too_long"
    if any(unicodedata.category(sign)[0] == "C" for sign in text):
        return "name_control"
    for sign in text:
        if sign in NAME_SIGNS or unicodedata.category(sign) == "Mn":
            continue
        if not sign.isalpha() or not unicodedata.name(sign, "").startswith(scripts):
            return "name_script" if sign.isalpha() else "name_signs"
    return "" if not text or any(sign.isalpha() for sign in text) else "name_signs"


def _birth(new: NewPatient, today: date) -> dict[str, str]:
    if new.birth_date is None:
        return _partial_birth(new.birth_date_partial, today)
    if new.birth_date_partial and not new.birth_date.isoformat().startswith(new.birth_date_partial):
        return {"birth_date": "birth_contradictory"}
    if new.birth_date > today:
        return {"birth_date": "birth_in_future"}
    if today - new.birth_date > LONGEST_LIFE:
        return {"birth_date": "birth_too_long_ago"}
    return {}


def _partial_birth(partial: str, today: date) -> dict[str, str]:
    """A passport may know the year alone, or year and month."""
    if not PARTIAL_BIRTH.fullmatch(partial):
        return {"birth_date": "birth_missing"}
    if partial > f"{today:%Y-%m}"[: len(partial)]:
        return {"birth_date": "birth_in_future"}
    oldest = today - LONGEST_LIFE
    return {"birth_date": "birth_too_long_ago"} if int(partial[:4]) < oldest.year else {}


def _document(document: NewDocument, birth_date: date | None) -> dict[str, str]:
    number = document.number
    if not DOCUMENT_NUMBER.fullmatch(number):
        return {"document_number": "document_number_form"}
    if document.issuing_state == "RUS" and document.kind == "passport" and not NINE_DIGITS.fullmatch(number):
        return {"document_number": "russian_passport_nine_digits"}
    if document.issuing_state == "RUS" and document.kind == "internal" and not TEN_DIGITS.fullmatch(number):
        return {"document_number": "internal_passport_ten_digits"}
    if not STATE.fullmatch(document.issuing_state):
        return {"issuing_state": "state_form"}
    if document.expiry_date and birth_date and document.expiry_date <= birth_date:
        return {"expiry_date": "expiry_before_birth"}
    return {}
