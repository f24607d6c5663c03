"""How dates and times are written on screen, per language; the clock is Heihe's unless a filter says Amur."""
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()

# The order of the parts is the house's own; the weekday's word comes from the Unicode locale data.
_LONG = {"zh": "yyyy-MM-dd (EEEEE)", "ru": "dd.MM.yyyy (EEE)", "en": "yyyy-MM-dd (EEE)"}
_DATE = {"zh": "yyyy-MM-dd", "ru": "dd.MM.yyyy", "en": "yyyy-MM-dd"}
_SHORT = {"zh": "MM-dd", "ru": "dd.MM", "en": "MM-dd"}
_DAY = {"zh": "MM-dd (EEEEE)", "ru": "dd.MM (EEE)", "en": "MM-dd (EEE)"}
_NEAR = timedelta(days=180)  # of another year, and further away than this: without its year a day would be taken for this year's


def _language() -> str:
    code = (get_language() or settings.LANGUAGE_CODE)[:2]
    return code if code in _LONG else "en"


def _at(moment: datetime, zone: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return moment.astimezone(ZoneInfo(zone))


def _write(day: date | datetime | None, patterns: dict[str, str], *, far: dict[str, str] | None = None) -> str:
    """`far`: how a day is written that month and day alone would not tell."""
    if not isinstance(day, date):
        return ""
    if isinstance(day, datetime):
        day = _at(day, settings.TIME_ZONE).date()
    today, language = timezone.localdate(), _language()
    if far and day.year != today.year and abs(day - today) > _NEAR:
        patterns = far
    return format_date(day, patterns[language], locale={"zh": "zh_Hans"}.get(language, language))


@register.filter
def long_date(day: date | datetime | None) -> str:
    """2026-11-21 with its weekday; a moment is dated in Heihe."""
    return _write(day, _LONG)


@register.filter
def plain_date(day: date | datetime | None) -> str:
    """The date with its year and without its weekday."""
    return _write(day, _DATE)


@register.filter
def short_date(day: date | datetime | None) -> str:
    """Month and day; with the year when it is another one and not near."""
    return _write(day, _SHORT, far=_DATE)


@register.filter
def short_day(day: date | datetime | None) -> str:
    """Month, day and weekday; with the year when it is another one and not near."""
    return _write(day, _DAY, far=_LONG)


@register.filter
def clock(moment: datetime | None) -> str:
    """Hours and minutes in Heihe, 24 h."""
    return _at(moment, settings.TIME_ZONE).strftime("%H:%M") if isinstance(moment, datetime) else ""


@register.filter
def amur_clock(moment: datetime | None) -> str:
    """Hours and minutes in Blagoveshchensk, 24 h."""
    return _at(moment, settings.AMUR_TIME_ZONE).strftime("%H:%M") if isinstance(moment, datetime) else ""


@register.filter
def age_on(birth_date: date | None, day: date) -> int | None:
    """Full years on `day`; None when the birth date is unknown."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
