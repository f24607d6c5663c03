"""Whose clock a patient lives by: her own zone if one is written down, else that of her home region."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import get_timezone_location
from django.utils.translation import get_language, to_locale

from patients.models import Patient, Region

HEIHE = "Asia/Shanghai"
NEIGHBOURS = ("Asia/Almaty", "Asia/Tashkent", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Yerevan", "Asia/Baku", "Europe/Minsk", "Europe/Kyiv")


def zone_of(patient: Patient) -> str:
    """ "" when neither is known. Reads the region of the patient."""
    return patient.time_zone or (patient.region.time_zone if patient.region else "")


def local_time(zone: str, now: datetime) -> datetime | None:
    """None for a zone that nobody knows."""
    try:
        return now.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def city_of(zone: str) -> str:
    """The zone's city in the reader's language."""
    return str(get_timezone_location(zone, locale=to_locale(get_language() or "en"), return_city=True))


def zones() -> list[str]:
    """Those of the regions, of Heihe and of the neighbours. One query."""
    regions = Region.objects.values_list("time_zone", flat=True).distinct()
    return sorted({*regions, HEIHE, *NEIGHBOURS})
