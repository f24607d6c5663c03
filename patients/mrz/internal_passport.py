"""The Russian internal passport (`PN` of `RUS`, since 2011): names and numbers in an alphabet of its own.

The alphabet is one-to-one, so the Cyrillic comes back exactly, patronymic included.
"""

from datetime import date

from patients.mrz import dates
from patients.mrz.alphabet import DIGITS, FILLER

_LATIN = "ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678"
_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_DECODE = str.maketrans(_LATIN, _CYRILLIC)
_KINSHIP_WORDS = frozenset({"ОГЛЫ", "ОГЛУ", "КЫЗЫ", "ГЫЗЫ", "УЛЫ", "УУЛУ"})


def is_internal(document_code: str, issuing_state: str) -> bool:
    return document_code == "PN" and issuing_state == "RUS"


def decode(names: str) -> str:
    return names.translate(_DECODE)


def split_patronymic(secondary: str) -> tuple[str, str]:
    """Given names and patronymic; the last word is the patronymic, `ОГЛЫ` and its like go with the word before."""
    words = secondary.split()
    size = 2 if len(words) > 2 and words[-1] in _KINSHIP_WORDS else 1
    if len(words) <= 1:
        return secondary, ""
    return " ".join(words[:-size]), " ".join(words[-size:])


def numbers(number: str, optional: str, *, trusted: bool, today: date) -> dict[str, str | date | None]:
    """Series, number, date of issue and department, put together from both places of line 2.

    trusted: the check digit of the optional data agrees; without it the date of issue is not told.
    """
    issued, department = optional[1:7], optional[7:13]
    series, tail = number[:3] + optional[:1], number[3:]
    return {
        "series": series.strip(FILLER),
        "number": tail.strip(FILLER),
        "document_number": (series + tail).strip(FILLER),
        "issue_date": dates.past_date(issued, today=today) if trusted else None,
        "department_code": department if all(c in DIGITS for c in department) else None,
    }
