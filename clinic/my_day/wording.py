"""What became of a tap, in words: no patient, only a time."""

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.my_day.taps import Answer, NewTap
from clinic.visits.models import Visit
from clinic.visits.wording import PLAIN

SAYS = {
    "not_yours": lambda: _("This visit is no longer yours: the desk has given it to somebody else."),
    "tap_too_old": lambda: _("This was tapped more than a day ago and counts no more."),
    "late_invalid": lambda: _("So late makes no sense any more: call the desk."),
    "window_over": lambda: _("This window is over."),
    "booking_gone": lambda: _("This visit is no longer yours: the desk has given it to somebody else."),
    "step_not_allowed": lambda: _("The visit cannot be changed that way: the desk has set it differently meanwhile."),
    "unreadable": lambda: _("The phone sent something unreadable; please tap again."),
}


def tap_in_words(answer: Answer, tap: NewTap) -> str:
    """One sentence for a refusal, empty for what was done."""
    if answer.answer != "refused":
        return ""
    if answer.code in ("visit_moved", "state_moved"):
        return _conflict(answer.code, tap.visit)
    say = SAYS.get(answer.code) or PLAIN.get(answer.code)
    return say() if say else _("This could not be done.")


def _conflict(code: str, visit_id: int | None) -> str:
    visit = Visit.objects.select_related("booking").filter(pk=visit_id or 0).first()
    if visit is None:
        return SAYS["not_yours"]()
    if code == "visit_moved":
        start = visit.booking.starts if visit.booking else visit.starts
        return _("The desk has moved this visit to %(time)s. Your tap was not counted.") % {"time": f"{timezone.localtime(start):%H:%M}"}
    return _("The desk has set this visit to “%(state)s” meanwhile. Your tap was not counted.") % {"state": visit.get_state_display()}
