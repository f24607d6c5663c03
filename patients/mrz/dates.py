"""Two-digit years: the century is decided here, and what does not exist is refused."""

from datetime import date

from patients.mrz.alphabet import DIGITS, FILLER

UNKNOWN = FILLER * 2


def _pairs(yymmdd: str) -> tuple[str, str, str]:
    return yymmdd[0:2], yymmdd[2:4], yymmdd[4:6]


def _is_number(pair: str) -> bool:
    return len(pair) == 2 and all(c in DIGITS for c in pair)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def past_date(yymmdd: str, *, today: date) -> date | None:
    """The latest such day that does not lie after today; None when there is none."""
    if not all(map(_is_number, _pairs(yymmdd))):
        return None
    year, month, day = map(int, _pairs(yymmdd))
    century = today.year // 100 * 100
    candidates = (_day(start + year, month, day) for start in (century, century - 100))
    return next((found for found in candidates if found and found <= today), None)


def expiry(yymmdd: str) -> date | None:
    """Passports in hand today expire between 2000 and 2099."""
    if not all(map(_is_number, _pairs(yymmdd))):
        return None
    year, month, day = map(int, _pairs(yymmdd))
    return _day(2000 + year, month, day)


def is_partial(yymmdd: str) -> bool:
    return UNKNOWN in _pairs(yymmdd)


def partial_is_possible(yymmdd: str) -> bool:
    """Each pair is unknown or within its bounds."""
    bounds = ((0, 99), (1, 12), (1, 31))
    return all(
        pair == UNKNOWN or (_is_number(pair) and low <= int(pair) <= high) for pair, (low, high) in zip(_pairs(yymmdd), bounds, strict=True)
    )


def partial(yymmdd: str, *, today: date) -> str | None:
    """A year ("1949") or a year and month ("1949-05"); None when even the year is unknown."""
    year, month, _ = _pairs(yymmdd)
    first = past_date(f"{year}{'01' if month == UNKNOWN else month}01", today=today)
    if first is None:
        return None
    return f"{first.year:04}" if month == UNKNOWN else f"{first.year:04}-{first.month:02}"
