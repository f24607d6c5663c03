"""Words of the registration desk for templates: what was changed, whose SIM a number is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from patients import reach
from patients.models import Correction, Crossing, Patient, Stay, StayChange
from patients.stay_clocks import clocks_of
from patients.stays import Badge
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


@register.simple_tag
def stay_clock(patient: Patient) -> Badge | None:
    """The stay of one patient today, for a page about her. One query."""
    return clocks_of([patient.pk], timezone.localdate()).get(patient.pk)


@register.simple_tag
def stay_clocks(rows: Iterable[Any]) -> dict[int, Badge]:
    """The stays of all patients of a list, by their keys: `{{ clocks|of:row.patient_id }}`. One query."""
    return clocks_of({row.patient_id for row in rows}, timezone.localdate())


@register.filter
def of(clocks: dict[int, Badge], patient_id: int) -> Badge | None:
    """The clock of one patient of the list; None without a stay."""
    return clocks.get(patient_id)


@register.filter
def phone(number: str) -> str:
    """An E.164 number with blanks, as people read it aloud."""
    return reach.spaced(number)


@register.filter
def sim_country(number: str) -> str:
    """The country that gave out a number, in the reader's language; "" when it cannot be told."""
    return country_name(reach.country_of(number))


@register.filter
def language_word(code: str) -> str:
    """A language of messages by its code."""
    return str(dict(Patient.Language.choices).get(code, code))


@register.filter
def correction_word(correction: Correction) -> str:
    """The name of the field that was put right; of one that is no more, its code."""
    try:
        return str(Patient._meta.get_field(correction.field.removesuffix("_id")).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return correction.field


def _field(name: str) -> Any:
    return Stay._meta.get_field(name.removesuffix("_id"))


def _word(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "crossing_id":
        return str(Crossing.objects.filter(pk=value).first() or value)
    return str(dict(_field(name).flatchoices).get(value, value))
