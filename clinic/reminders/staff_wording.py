"""The words of a mail to an interpreter, in the language of her pages: number of the visit, room and time; never a patient."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.reminders.due import HEIHE
from clinic.reminders.models import StaffNotice
from clinic.reminders.news import ASSIGNED, MOVED, TAKEN_AWAY
from clinic.reminders.sending import Refused
from clinic.reminders.wording import Message

KINDS: dict[str, Promise] = {
    ASSIGNED: gettext_lazy("New for you: %(what)s"),
    MOVED: gettext_lazy("Changed: now %(what)s"),
    TAKEN_AWAY: gettext_lazy("No longer yours: %(what)s"),
}


def message(rows: Sequence[StaffNotice]) -> Message:
    """One mail for all rows, which are of one interpreter. Raises Refused where she has no address."""
    user = rows[0].interpreter.user
    if user is None or not user.email:
        raise Refused("no_address")
    with translation.override(user.language):
        lines = [_line(row) for row in rows]
        body = "\n".join([_("Your day in the house has changed:"), "", *lines, "", _("Your page shows the whole day.")]) + "\n"
        subject = _("Your day has changed")
    key = f"staff-notice-{rows[0].pk}-{len(rows)}-{rows[0].made_at:%Y%m%d%H%M%S}"
    return Message(to=user.email, subject=subject, body=body, language=user.language, key=key)


def _line(row: StaffNotice) -> str:
    booking = row.booking
    starts, ends = booking.starts.astimezone(HEIHE), booking.ends.astimezone(HEIHE)
    given = {"time": f"{starts:%d.%m. %H:%M}–{ends:%H:%M}", "room": booking.place, "ticket": row.ticket}
    what = _("%(time)s, room %(room)s, %(ticket)s") if row.ticket else _("%(time)s, room %(room)s")
    return str(KINDS[row.kind]) % {"what": what % given}
