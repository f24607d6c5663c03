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


def local_time(zone: str, now: datetime) -> str:
    """What the clocks there show, 13:20; "" for a zone that nobody knows."""
    try:
        return f"{now.astimezone(ZoneInfo(zone)):%H:%M}" if zone else ""
    except (ZoneInfoNotFoundError, ValueError):
        return ""


def place_of(patient: Patient) -> str:
    """Where these clocks hang: the region's capital, or the city of a zone that was written down."""
    if patient.time_zone:
        return city_of(patient.time_zone)
    return patient.region.capital if patient.region else ""


def city_of(zone: str) -> str:
    """The zone's city in the reader's language."""
    return str(get_timezone_location(zone, locale=to_locale(get_language() or "en"), return_city=True))


def zones() -> list[str]:
    """Those of the regions, of Heihe and of the neighbours. One query."""
    regions = Region.objects.values_list("time_zone", flat=True).distinct()
    return sorted({*regions, HEIHE, *NEIGHBOURS})
