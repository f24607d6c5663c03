"""Words for what the roster refuses, and for its short signs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interpreters.duty import HoursInvalid
from interpreters.rostering import DatesInvalid

HOURS: dict[str, Promise] = {
    "ends_before_start": _("The end must come after the start."),
    "break_half": _("A break needs its start and its end."),
    "break_outside": _("The break must lie within the shift."),
    "two_shifts": _("One of these days has more pieces than can be copied; please enter it by hand."),
}
DATES: dict[str, Promise] = {
    "in_past": _("A pattern cannot change the past: choose today or later."),
    "too_far": _("This date lies too far away."),
    "order": _("The last day must come after the first."),
    "not_monday": _("A week begins on a Monday."),
}
# In a cell of the month, forty pixels wide: six letters are plenty.
SHORT_REASONS: dict[str, Promise] = {
    "sick": pgettext_lazy("reason of absence, at most six letters", "ill"),
    "leave": pgettext_lazy("reason of absence, at most six letters", "leave"),
    "training": pgettext_lazy("reason of absence, at most six letters", "course"),
    "other": pgettext_lazy("reason of absence, at most six letters", "away"),
}


def words_of(refusal: HoursInvalid | DatesInvalid) -> str:
    return str((HOURS if isinstance(refusal, HoursInvalid) else DATES)[refusal.reason])
