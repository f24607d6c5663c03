"""Short signs of the roster: hours in a narrow cell, minutes as hours, the words a screen reader hears."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date, format_skeleton
from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clinic.coordination.wording import SHORT_REASONS
from interpreters.duty import Hours
from interpreters.month import Cell

register = template.Library()


def _locale() -> str:
    code = (get_language() or "zh")[:2]
    return "zh_Hans" if code == "zh" else code if code in ("ru", "en") else "en"


@register.filter
def month_words(day: date) -> str:
    """The month with its year, as a heading."""
    words = format_skeleton("yMMMM", day, locale=_locale()) if _locale() == "zh_Hans" else format_date(day, "LLLL yyyy", locale=_locale())
    return words[:1].upper() + words[1:]


@register.filter
def weekday_letters(day: date) -> str:
    """One or two letters."""
    return format_date(day, "EEEEE" if _locale() == "zh_Hans" else "EEEEEE", locale=_locale())


@register.filter
def short_clock(moment: time) -> str:
    """8 or 8:30: in a narrow column full hours need no zeros."""
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else f"{moment.hour}"


@register.filter
def duration(minutes: int) -> str:
    """38:30, hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02}"


@register.filter
def at(things: Sequence[Any], place: int) -> Any:
    return things[place]


@register.filter
def last_end(_first: Hours, cell: Cell) -> str:
    return short_clock(cell.hours[-1].ends)


@register.filter
def short_reason(reason: str) -> str:
    return str(SHORT_REASONS.get(reason, reason))


@register.filter
def cell_class(cell: Cell) -> str:
    """How the cell is drawn; the words in it say the same."""
    return " ".join(filter(None, ("cell", "changed" if cell.changed else "", cell.absences[0].reason if cell.absences else "")))


@register.filter
def hours_words(cell: Cell) -> str:
    """All of a day's hours: 8:30–17 (12–13)."""
    return ", ".join(_written(hours) for hours in cell.hours) or _("off")


@register.filter
def cell_words(cell: Cell) -> str:
    """What a screen reader hears and a phone shows."""
    away = ", ".join(str(absence.get_reason_display()) for absence in cell.absences)
    return " · ".join(filter(None, (away, hours_words(cell), cell.note)))


@register.filter
def hours_line(row: Any) -> str:
    """Hours of a row of the roster; none is a day off."""
    return _written(Hours(row.starts, row.ends, row.break_starts, row.break_ends)) if row.starts else _("off")


@register.filter
def numbers(values: Iterable[Any] | None) -> set[int]:
    """What a field of people holds, whether rows or sent numbers."""
    keys = (str(getattr(value, "pk", value)) for value in values or ())
    return {int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19}


@register.filter
def webcal(address: str) -> str:
    """The address in the scheme that opens a calendar."""
    return "webcal://" + address.partition("://")[2]


@register.filter
def last_full_day(starts: datetime, ends: datetime) -> date | None:
    """The last day of a time of full days in Heihe; None when it begins or ends within a day."""
    first, end = timezone.localtime(starts), timezone.localtime(ends)
    return (end - timedelta(days=1)).date() if first.time() == end.time() == time.min else None


def _written(hours: Hours) -> str:
    pause = f" ({short_clock(hours.break_starts)}–{short_clock(hours.break_ends)})" if hours.break_starts and hours.break_ends else ""
    return f"{short_clock(hours.starts)}–{short_clock(hours.ends)}{pause}"
