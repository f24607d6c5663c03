"""Codes of the counts in the words of the page: names of regions and services, months, sources."""
from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.departments.models import Service
from patients.models import Patient, Region


def names_of(breakdown: str) -> Callable[[str], str]:
    """A function from a code of this breakdown to its words; at most one query."""
    known: dict[str, str] = {}
    if breakdown == "regions":
        known = {region.code: region.name for region in Region.objects.all()}
    elif breakdown == "services":
        known = {service.code: service.name for service in Service.objects.all()}
    elif breakdown == "referrals":
        known = {value: str(label) for value, label in Patient.Referral.choices}
    return lambda code: known.get(code) or (code if code else _("not known"))


def month_name(month: int, *, short: bool = False) -> str:
    return date_format(date(2000, month, 1), "M" if short else "F")
