"""The words of a reminder, in the patient's language. No name, no department, no service: others may read the screen."""
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.reminders.due import BLAGOVESHCHENSK, HEIHE

TROUBLES: dict[str, Promise] = {
    "no_address": gettext_lazy("The record has no e-mail address."),
    "no_consent": gettext_lazy("The patient has not agreed to reminders by e-mail, or has taken it back."),
    "quiet_hours": gettext_lazy("Quiet hours lasted until the visit."),
    "interrupted": gettext_lazy("The sending program was stopped in the middle."),
    "ConnectionRefusedError": gettext_lazy("The mail server cannot be reached."),
    "TimeoutError": gettext_lazy("The mail server did not answer."),
    "gaierror": gettext_lazy("The mail server cannot be reached."),
    "SMTPServerDisconnected": gettext_lazy("The mail server hung up."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refused our password."),
}


@dataclass(frozen=True)
class Message:
    """Plain text; `key` is the same for every attempt, so that a mail server can drop a second copy."""

    to: str
    subject: str
    body: str
    language: str
    key: str


def visit_tomorrow(starts: datetime, *, room: str, language: str) -> tuple[str, str]:
    """Subject and body for a visit at `starts` behind the door with this number; an empty room is left out."""
    with translation.override(language):
        day = _day(starts.astimezone(HEIHE).date())
        times = {"heihe": _clock(starts, HEIHE), "blagoveshchensk": _clock(starts, BLAGOVESHCHENSK)}
        lines = [
            _("You have an appointment in Heihe on %(day)s.") % {"day": day},
            "",
            _("%(heihe)s — Heihe time") % times,
            _("%(blagoveshchensk)s — Blagoveshchensk time") % times,
            "",
            *([_("Room %(room)s") % {"room": room}] if room else []),
            _("Please bring your passport."),
            "",
            _("If you cannot come, please tell the reception desk."),
        ]
        return _("Appointment on %(day)s") % {"day": day}, "\n".join(lines) + "\n"


def trouble(code: str) -> str:
    """Why a message did not go, for the desk; an unknown code is shown as it is."""
    if code.startswith("refused_"):
        return _("The mail server refused the address (%(code)s).") % {"code": code.removeprefix("refused_")}
    return str(TROUBLES.get(code, code))


def _day(day: date) -> str:
    return f"{formats.date_format(day, 'DATE_FORMAT')} ({formats.date_format(day, 'l')})"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
