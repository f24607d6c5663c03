"""What the numbers in a search may mean: a record number, a birth date, the tail of a phone, a passport. Pure.

One text may mean several things at once (eight digits are a date and a phone); all of them are looked for.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import chain

from patients.mrz.typed import clean

# H stands on the key of the Russian р, and looks like the Russian Н.
RECORD_NUMBERS = [re.compile(form, re.IGNORECASE) for form in (r"[hнр](\d{2})-?(\d{1,6})", r"(\d{2})-(\d{1,6})", r"(\d{2})(\d{5,6})")]
# The point stands on the key of the Russian ю; a Chinese input method types 。 for it.
BETWEEN = "[-./,ю。·年月]"
YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}})(?!\d)日?", re.IGNORECASE)
YEAR_LAST = re.compile(rf"(?<!\d)(\d{{1,2}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
NOT_DIGITS = re.compile(r"\D")
NOT_ALNUM = re.compile(r"[\W_]+")
FEWEST_OF_A_PHONE, MOST_OF_A_PHONE = 4, 15
FEWEST_OF_A_NUMBER, MOST_OF_A_NUMBER = 6, 20
FIRST_YEAR, LAST_YEAR = 1900, 2099
EIGHT = 8


@dataclass(frozen=True)
class Clues:
    """`words` is what is left of the text without its numbers: the name, if any."""

    words: str = ""
    record: str = ""
    born: tuple[date, ...] = ()
    year: int | None = None
    phone: str = ""
    numbers: tuple[str, ...] = ()
    """Of a whole passport: as typed, and as the keys of the other layout have it."""

    @property
    def last_four(self) -> str:
        return self.phone if len(self.phone) == FEWEST_OF_A_PHONE else ""

    @property
    def any_number(self) -> bool:
        return bool(self.record or self.born or self.year or self.phone or self.numbers)


def clues_of(text: str) -> Clues:
    text = unicodedata.normalize("NFKC", text.replace("№", " ")).strip()
    if not any(sign.isdigit() for sign in text):
        return Clues(words=text)
    born, rest = _dates(text)
    words = " ".join(word for word in rest.split() if not any(sign.isdigit() for sign in word))
    numbers = [word for word in rest.split() if any(sign.isdigit() for sign in word)]
    joined = "".join(numbers)
    if words and re.fullmatch(r"\+|[a-zа-я]{1,3}", words, re.IGNORECASE) and not born:
        joined, words = NOT_ALNUM.sub("", words) + joined, ""  # a blank inside "H 26-00001" or "AB 123456"
    return _of_number(joined, words=words, born=born)


def _of_number(joined: str, *, words: str, born: tuple[date, ...]) -> Clues:
    record = next(filter(None, (form.fullmatch(joined) for form in RECORD_NUMBERS)), None)
    digits = NOT_DIGITS.sub("", joined)
    typed = (NOT_ALNUM.sub("", text).upper() for text in (joined, *clean(joined).lines))
    whole = (plain for plain in typed if FEWEST_OF_A_NUMBER <= len(plain) <= MOST_OF_A_NUMBER)
    return Clues(
        words=words,
        record=f"H{record[1]}-{int(record[2]):05d}" if record else "",
        born=born or (_packed(digits) if len(digits) == EIGHT else ()),
        year=int(digits) if len(digits) == FEWEST_OF_A_PHONE and FIRST_YEAR <= int(digits) <= LAST_YEAR else None,
        phone=digits if FEWEST_OF_A_PHONE <= len(digits) <= MOST_OF_A_PHONE else "",
        numbers=tuple(dict.fromkeys(whole)) if digits else (),
    )


def _dates(text: str) -> tuple[tuple[date, ...], str]:
    """The days a written date may mean (both centuries of a short year), and the text without it."""
    for pattern, order in ((YEAR_FIRST, (1, 2, 3)), (YEAR_LAST, (3, 2, 1))):
        found = pattern.search(text)
        days = _days(*(found[group] for group in order)) if found else ()
        if found and days:
            return days, f"{text[: found.start()]} {text[found.end() :]}"
    spaced = re.fullmatch(r"(\d{1,2}) (\d{1,2}) (\d{4})", text)
    days = _days(spaced[3], spaced[2], spaced[1]) if spaced else ()
    return (days, "") if days else ((), text)


def _days(year: str, month: str, day: str) -> tuple[date, ...]:
    years = [int(year)] if len(year) > 2 else [1900 + int(year), 2000 + int(year)]
    return tuple(chain.from_iterable(_day(number, int(month), int(day)) for number in years if FIRST_YEAR <= number <= LAST_YEAR))


def _packed(digits: str) -> tuple[date, ...]:
    """19710314 and 14031971."""
    year_first = _days(digits[:4], digits[4:6], digits[6:])
    return year_first + _days(digits[4:], digits[2:4], digits[:2])


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()
