"""Sentences for the codes of matching and planning, in the reader's language and Heihe's time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from interpreters.matching import Reason
from interpreters.models import Absence, Booking

AGAINST: dict[str, Promise] = {
    "inactive": _("no longer works here"),
    "no_skill": _("does not interpret in this department"),
    "sex": _("another sex was asked for"),
    "absent": _("absent until %(until)s: %(absence)s"),
    "off_shift": _("not at work at that time"),
    "on_break": _("has a break until %(until)s"),
    "overlaps_booking": _("busy in room %(place)s until %(until)s"),
    "walk_too_short": _("no time to walk from room %(place)s: %(minutes)s min"),
}
IN_FAVOUR: dict[str, Promise] = {
    "both_windows": _("can come at the start and at the end"),
    "same_as_before": _("interpreted for this patient before"),
    "minutes_today": _("today %(minutes)s min"),
    "minutes_week": _("this week %(minutes)s min"),
    "rested": _("free for %(minutes)s min"),
}
UNCOVERED: dict[str, Promise] = {
    "no_skill": _("nobody interprets in this department"),
    "sex": _("nobody of the sex asked for"),
    "off_shift": _("nobody who could is at work then"),
    "clash": _("all who could are taken"),
}
WINDOW_INVALID: dict[str, Promise] = {
    "naive": _("The time has no time zone."),
    "ends_before_start": _("The end must come after the start."),
    "too_long": _("The window is too long."),
    "in_past": _("The window lies in the past."),
    "too_far": _("The window lies too far ahead."),
    "place": _("There is no such room."),
}


def sentence(reason: Reason) -> str:
    """One reason in words, with the next free moment of that day when there is one."""
    given = {
        "place": reason.place,
        "minutes": reason.minutes,
        "until": _day_and_clock(reason.until) if reason.code == "absent" else _clock(reason.until),
        "absence": Absence.Reason(reason.detail).label if reason.code == "absent" else "",
    }
    words = str((AGAINST | IN_FAVOUR)[reason.code]) % given
    return words if reason.next_free is None else words + str(_(", next free %(time)s")) % {"time": _clock(reason.next_free)}


def places_of(bookings: Iterable[Booking]) -> str:
    """Day, time and room of each, in order; a booking knows no patient."""
    return "; ".join(_place_of(booking) for booking in bookings)


def _place_of(booking: Booking) -> str:
    given = {"day": _day(booking.starts), "from": _clock(booking.starts), "until": _clock(booking.ends), "room": booking.place}
    return str(_("%(day)s %(from)s–%(until)s, room %(room)s")) % given


def _clock(moment: datetime | None) -> str:
    return date_format(_heihe(moment), "H:i") if moment else ""


def _day_and_clock(moment: datetime | None) -> str:
    """An absence may end on another day; at midnight it is the end of the day before."""
    if moment and _clock(moment) == "00:00":
        return f"{_day(moment - timedelta(minutes=1))} 24:00"
    return f"{_day(moment)} {_clock(moment)}" if moment else ""


def _day(moment: datetime) -> str:
    return _heihe(moment).strftime("%d.%m" if (get_language() or "").startswith("ru") else "%m-%d")


def _heihe(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())
