"""Words for a proposal: why windows matter, what is missing, what moved meanwhile."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from clinic.coordination.facts import Change
from clinic.visits.models import Window

REASONS: dict[str, Promise] = {
    "consultation": _("consultation"),
    "first_visit": _("first visit here"),
    "last_days": _("last day in China"),
    "few_days": _("stay ends within three days"),
    "waits": _("the patient is waiting"),
}
MOVED: dict[str, Promise] = {
    "new": _("visit %(about)s is new"),
    "gone": _("visit %(about)s is given up"),
    "moved": _("visit %(about)s has another time or room"),
    "held": _("visit %(about)s has another interpreter, or is kept by hand"),
    "wish": _("visit %(about)s has another wish for a woman or a man"),
    "person": _("the hours or skills of %(about)s are others"),
    "other": _("a booking of %(about)s has changed"),
    "begun": _("visit %(about)s has begun or is about to"),
    "refused": _("one of the windows was taken at that very moment"),
}
MOST_NAMED = 4


def reason_words(reasons: Iterable[str]) -> str:
    """Why a window matters more than others."""
    return " · ".join(str(REASONS[reason]) for reason in reasons)


def moved_words(changes: Sequence[Change]) -> str:
    """What moved since the proposal was made, the first few by name."""
    said = [str(MOVED[change.code]) % {"about": change.about} for change in changes[:MOST_NAMED]]
    more = len(changes) - len(said)
    return "; ".join([*said, *([ngettext("%(n)s more change", "%(n)s more changes", more) % {"n": more}] if more else [])])


def nearly_words(name: str, sex: str, code: str, minutes: int) -> str:
    """Who is free then, and the one thing that is missing."""
    given = {"name": name, "n": minutes}
    if code == "no_skill":
        return gettext("%(name)s is free then, but does not interpret in this department.") % given
    if code == "sex":
        missing = gettext("%(name)s is free then, but is a man; a woman was asked for.")
        return (missing if sex == "M" else gettext("%(name)s is free then, but is a woman; a man was asked for.")) % given
    if code == "stays":
        return ngettext("%(name)s could, staying %(n)s minute longer.", "%(name)s could, staying %(n)s minutes longer.", minutes) % given
    return ngettext("%(name)s could, coming %(n)s minute earlier.", "%(name)s could, coming %(n)s minutes earlier.", minutes) % given


def covered_words(windows: Sequence[Window]) -> str:
    """Visits by number and time."""
    return ", ".join(f"{one.visit.ticket} {localtime(one.starts, get_default_timezone()):%H:%M}" for one in windows)
