"""Codes of the counts in the words of the page: names of regions and services, months, sources."""

import re
from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clinic.departments.models import Service
from patients.models import Patient, Region

EXPLANATION = re.compile(r"\s*[(（][^)）]*[)）]")  # what a name of the catalogue says in brackets is too long for a bar
LOCALES = {"zh": "zh_Hans", "ru": "ru", "en": "en"}
GROUPS = {"zh": ",", "ru": "\u00a0", "en": ","}


def names_of(breakdown: str) -> Callable[[str], str]:
    """A function from a code of this breakdown to its words; at most one query."""
    known: dict[str, str] = {}
    if breakdown == "regions":
        known = {region.code: region.name for region in Region.objects.all()}
    elif breakdown == "services":
        known = {service.code: EXPLANATION.sub("", service.name) for service in Service.objects.all()}
    elif breakdown == "referrals":
        known = {value: str(label) for value, label in Patient.Referral.choices}
    return lambda code: known.get(code) or (code if code else _("not known"))


def month_name(month: int, *, short: bool = False) -> str:
    """Alone, not in a date: ноябрь, not ноября."""
    return format_date(date(2000, month, 1), "LLL" if short else "LLLL", locale=LOCALES[_language()])


def number(value: float) -> str:
    """Whole, in groups of three in every language: the Chinese press writes 2,143 although words count by ten thousand."""
    return f"{round(value):,}".replace(",", GROUPS[_language()])


def _language() -> str:
    code = (get_language() or "en")[:2]
    return code if code in LOCALES else "en"
