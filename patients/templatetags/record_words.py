"""Small signs for where a form of a name comes from, and the words for the fields of a record."""

from django import template
from django.core.exceptions import FieldDoesNotExist

from patients.models import Patient
from patients.wording import origin

register = template.Library()
ICONS = {"read": "scan", "established": "paper", "table": "swap", "typed": "pencil", "confirmed": "done"}


@register.filter
def origin_word(code: str) -> str:
    return origin(code)


@register.filter
def origin_icon(code: str) -> str:
    """An icon's name; "" for an origin that nobody noted."""
    return ICONS.get(code, "")


@register.filter
def field_word(name: str) -> str:
    """What the desk calls a column of the record."""
    try:
        return str(getattr(Patient._meta.get_field(name.removesuffix("_id")), "verbose_name", name))
    except FieldDoesNotExist:
        return name
