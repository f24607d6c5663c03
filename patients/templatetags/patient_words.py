"""Words of the registration desk for templates: what was changed, whose SIM a number is."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Choices

from patients import reach
from patients.models import Crossing, Stay, StayChange
from patients.wording import country_name

register = template.Library()

HIDDEN = frozenset({"rule_id"})


@dataclass(frozen=True)
class Line:
    """One column that was changed, in words."""

    word: str
    before: str
    after: str


@register.filter
def change_lines(change: StayChange) -> list[Line]:
    """What a change of a stay altered; one query when the crossing did."""
    return [
        Line(str(_field(name).verbose_name), _word(name, change.before[name]), _word(name, change.after.get(name)))
        for name in change.before
        if name not in HIDDEN
    ]


@register.filter
def phone(number: str) -> str:
    """An E.164 number with blanks, as people read it aloud."""
    return reach.spaced(number)


@register.filter
def sim_country(number: str) -> str:
    """The country that gave out a number, in the reader's language; "" when it cannot be told."""
    return country_name(reach.country_of(number))


@register.filter
def choice_word(value: str, choices: type[Choices]) -> str:
    """The word of a choice's code."""
    return str(dict(choices.choices).get(value, value))


def _field(name: str) -> Any:
    return Stay._meta.get_field(name.removesuffix("_id"))


def _word(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "crossing_id":
        return str(Crossing.objects.filter(pk=value).first() or value)
    return str(dict(_field(name).flatchoices).get(value, value))
