"""A day in the many ways of lists: 02.04.1968, 1968-04-02, 1968年4月2日, 2 апреля 1968 г., 2-Apr-68, and Excel's 24930."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from patients.lists.words import meanings, plain

_YEAR_FIRST = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4}|\d{2})(?:\D.*)?")
_WITH_MONTH = re.compile(r"(\d{1,2})\s+([^\W\d_]+)\s+(\d{4}|\d{2})(?:\s+\w{1,4})?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\s+(\d{1,2})\s+(\d{4}|\d{2})")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_SERIALS = range(10_000, 73_051)  # 1927 to 2099; four figures are a year, or anything


@dataclass(frozen=True)
class Day:
    """`note`: two_digit_year, serial, day_or_month (either could be the day), or ""."""

    value: date
    note: str = ""


def read_day(text: str, *, today: date, future: bool = False) -> Day | None:
    """None for what is no day. Two figures of a year are of the past, unless `future` days are meant."""
    text = text.strip()
    if not text or len(text) > 40:
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _TOGETHER.fullmatch(text):
        return _day(*found.groups()) or _day(text[4:], text[2:4], text[:2])
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found, slashes="/" in text, today=today, future=future)
    if found := _SERIAL.fullmatch(text):
        return _serial(int(found[1]))
    return _in_words(plain(text), today=today, future=future)


def _serial(number: int) -> Day | None:
    """Days since Excel's beginning; 1968 is a year and no such number."""
    return Day(_EXCEL_BEGINS + timedelta(days=number), "serial") if number in _SERIALS else None


def _in_words(words: str, *, today: date, future: bool) -> Day | None:
    if found := _WITH_MONTH.fullmatch(words):
        return _named(found[1], found[2], found[3], today=today, future=future)
    found = _MONTH_FIRST.fullmatch(words)
    return _named(found[2], found[1], found[3], today=today, future=future) if found else None


def _day_first(found: re.Match[str], *, slashes: bool, today: date, future: bool) -> Day | None:
    """Russians write the day first; with slashes an American program may have written the month first."""
    year, short = _year(found[3], today, future)
    straight = _day(year, found[2], found[1])
    if straight is None:
        return _day(year, found[1], found[2], "day_or_month")
    doubtful = slashes and int(found[1]) <= 12 and found[1] != found[2]
    return Day(straight.value, short or ("day_or_month" if doubtful else ""))


def _named(day: str, month: str, year: str, *, today: date, future: bool) -> Day | None:
    number = meanings("month").get(month)
    whole, short = _year(year, today, future)
    return _day(whole, number, day, short) if number else None


def _year(figures: str, today: date, future: bool) -> tuple[str, str]:
    if len(figures) == 4:
        return figures, ""
    century = today.year // 100
    year = century * 100 + int(figures)
    return str(year if future or year <= today.year else year - 100), "two_digit_year"


def _day(year: str, month: str, day: str, note: str = "") -> Day | None:
    try:
        return Day(date(int(year), int(month), int(day)), note)
    except ValueError:
        return None
