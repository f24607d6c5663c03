"""The drawing side of the components: icons, state signs, and shapes placed by SVG attributes, as the CSP allows no style."""
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from clinic.visits.models import Visit

register = template.Library()


class Look(NamedTuple):
    css: str
    icon: str
    word: str | Promise


LOOKS: dict[str, Look] = {
    "booked": Look("booked", "booked", Visit.State.BOOKED.label),
    "arrived": Look("waiting", "waiting", Visit.State.ARRIVED.label),
    "in_treatment": Look("running", "running", Visit.State.IN_TREATMENT.label),
    "done": Look("done", "done", Visit.State.DONE.label),
    "no_show": Look("off", "cross", Visit.State.NO_SHOW.label),
    "cancelled": Look("off", "cross", Visit.State.CANCELLED.label),
    "late": Look("late", "clock", pgettext_lazy("visit", "late")),
    "no_interpreter": Look("missing", "warn", pgettext_lazy("visit", "no interpreter")),
}
STEPS: dict[str, str | Promise] = {
    "booked": pgettext_lazy("button that changes a visit", "Back to booked"),
    "arrived": pgettext_lazy("button that changes a visit", "Arrived"),
    "in_treatment": pgettext_lazy("button that changes a visit", "Start"),
    "done": pgettext_lazy("button that changes a visit", "Finish"),
    "no_show": pgettext_lazy("button that changes a visit", "Did not come"),
    "cancelled": pgettext_lazy("button that changes a visit", "Cancel the visit"),
}
EVENTS: dict[str, str | Promise] = {
    "visit": pgettext_lazy("part of a patient's page", "Visits"),
    "plan": pgettext_lazy("part of a patient's page", "Plans"),
    "formula": pgettext_lazy("part of a patient's page", "Formulas"),
    "paper": pgettext_lazy("part of a patient's page", "Papers"),
    "message": pgettext_lazy("part of a patient's page", "Messages"),
    "stay": pgettext_lazy("part of a patient's page", "Stays"),
}
FILTERS: dict[str, str | Promise] = {
    "waiting": pgettext_lazy("filter of today's visits", "Waiting"),
    "late": pgettext_lazy("filter of today's visits", "Late"),
    "uncovered": pgettext_lazy("filter of today's visits", "Without interpreter"),
    "mine": pgettext_lazy("filter of today's visits", "Mine"),
}
UNKNOWN = Look("booked", "note", "")
CELLS_AT_MOST = 60
BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")

ROLE_LOOKS: dict[str, tuple[str, str | Promise]] = {
    "reception": ("person", pgettext_lazy("role", "Reception")),
    "interpreter": ("speech", pgettext_lazy("role", "Interpreter")),
    "coordinator": ("swap", pgettext_lazy("role", "Coordinator")),
    "practitioner": ("paper", pgettext_lazy("role", "Practitioner")),
    "pharmacist": ("leaf", pgettext_lazy("role", "Pharmacist")),
    "director": ("bars", pgettext_lazy("role", "Director")),
    "admin": ("gear", pgettext_lazy("role", "Administrator")),
}


class Clock(Protocol):
    """What a stay badge needs of a stay: `patients.stays` gives it."""

    days_left: int
    max_days: int


@dataclass(frozen=True)
class Cell:
    x: float
    width: float
    kind: str


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A sign for the eye only; the word beside it speaks to a screen reader."""
    return _sign(name, size, settings.STATIC_URL, settings.DEBUG)


@lru_cache(maxsize=512)
def _sign(name: str, size: str, _where: str, _debug: bool) -> SafeString:
    """Drawn once: a page has dozens of them, and the file's name stands fixed while the house runs."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', size, static("icons.svg"), name)


@register.filter
def briefly(name: object) -> str:
    """A service's name without the explanation in brackets, where a line must do; the whole name stands in the title."""
    return BRACKETS.sub("", str(name)).strip() or str(name)


@register.filter
def look_of(state: str) -> Look:
    """Class, icon and word of a visit's state."""
    return LOOKS.get(str(state), UNKNOWN)


@register.filter
def step_word(state: str) -> str:
    """What the button says that brings a visit into this state."""
    return str(STEPS.get(state, state))


@register.filter
def event_word(kind: str) -> str:
    """Name of a kind of entry on the patient's page."""
    return str(EVENTS.get(kind, kind))


@register.filter
def filter_word(kind: str) -> str:
    """Name of a filter of today's visits."""
    return str(FILTERS.get(kind, kind))


@register.filter
def role_icon(role: str) -> str:
    """Icon of a role's code."""
    return ROLE_LOOKS.get(role, ("person", ""))[0]


@register.filter
def role_word(role: str) -> str:
    """A role's code in the language of the moment."""
    return str(ROLE_LOOKS.get(role, ("", role))[1])


@register.filter
def stay_share(clock: Clock) -> int:
    """Days left in hundredths of the days allowed, for the hairline."""
    return round(100 * max(0, min(clock.days_left, clock.max_days)) / max(1, clock.max_days))


@register.filter
def stay_cells(clock: Clock) -> list[Cell]:
    """One cell a day, past ones first; beyond sixty days two bars say the same."""
    left = max(0, min(clock.days_left, clock.max_days))
    past = clock.max_days - left
    if clock.max_days > CELLS_AT_MOST:
        return [Cell(0, past, "past"), Cell(past, left, "left")]
    return [Cell(day + 0.1, 0.8, "past" if day < past else "left") for day in range(clock.max_days)]


@register.filter
def share_of(value: float | None, whole: float | None) -> float:
    """`value` in hundredths of `whole`, for bars; 0 when there is nothing to divide by."""
    return round(100 * float(value) / float(whole), 1) if value and whole else 0.0
