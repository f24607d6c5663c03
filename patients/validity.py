"""How long a passport is still good for, on a day (China time). Pure."""

from datetime import date

SOON_MONTHS = 6
"""Many borders ask for half a year; the desk tells the patient before a border does."""


def validity(expiry: date | None, *, today: date, last_day: date | None = None) -> str:
    """ "" (good, or not known), expired, before_last_day (it ends within the stay) or soon."""
    if expiry is None:
        return ""
    if expiry < today:
        return "expired"
    if last_day and expiry < last_day:
        return "before_last_day"
    return "soon" if expiry < _months_later(today, SOON_MONTHS) else ""


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has twenty-eight days")
