"""The stay of each patient on a day, as the badges show it."""
from collections.abc import Collection
from datetime import date

from patients.models import Stay
from patients.stays import StayClock, clock


def clock_of(stay: Stay | None, day: date) -> StayClock | None:
    """None without a stay, or when no verified rule gives a last day."""
    return clock(stay.entry_date, stay.last_day, today=day) if stay and stay.last_day else None


def clocks_of(patient_ids: Collection[int], day: date) -> dict[int, StayClock]:
    """The clock of the stay each patient began last, in one query; those without one are left out."""
    found: dict[int, StayClock | None] = {}
    for stay in Stay.objects.filter(patient_id__in=patient_ids, entry_date__lte=day).order_by("entry_date"):
        found[stay.patient_id] = clock_of(stay, day)
    return {patient_id: one for patient_id, one in found.items() if one}
