"""One value of a field as it can be kept in JSON and compared: the same value from a file and from a row is equal."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from clinic.reference.sources import BrokenCatalogue


def plain(field: Any, value: Any) -> Any:
    """Text stays text, a missing text is "", any other missing value None; decimals without trailing zeros."""
    if value is None or value == "":
        return "" if isinstance(field, models.CharField | models.TextField) else None
    if isinstance(field, models.JSONField):
        return value
    typed = field.to_python(value)
    if isinstance(typed, Decimal):
        return f"{typed.normalize():f}"
    return typed.isoformat() if isinstance(typed, date) else typed


def checked(field: Any, value: Any) -> Any:
    """`plain` for a value that comes from a file: too long a text or an unknown choice is refused."""
    result = plain(field, value)
    if result in ("", None):
        return result
    if field.choices and result not in dict(field.flatchoices):
        raise BrokenCatalogue(f"{field.model.__name__}.{field.name}: {result!r} is none of its choices")
    if isinstance(result, str) and field.max_length and len(result) > field.max_length:
        raise BrokenCatalogue(f"{field.model.__name__}.{field.name}: longer than {field.max_length}: {result[:40]}…")
    return result
