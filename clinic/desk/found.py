"""What stands beside each person the box has found: days left, the visit before, the visit whose slip was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from clinic.visits.models import Visit
from patients.models import Patient
from patients.stay_clocks import clocks_of
from patients.stays import Badge

WAS_HERE = ("arrived", "in_treatment", "done")


@dataclass(frozen=True)
class Hit:
    """One person; `visit` only when she was found by her slip."""

    patient: Patient
    clock: Badge | None
    last_visit: datetime | None = None
    visit: Visit | None = None


def hits_of(people: Sequence[Patient], *, today: date, visit: Visit | None = None) -> list[Hit]:
    """Best first: 2 queries for all. The owner of the slip's visit stands first."""
    if visit:
        people = [visit.patient, *(one for one in people if one.pk != visit.patient_id)]
    if not people:
        return []
    ids = [one.pk for one in people]
    clocks = clocks_of(ids, today)
    came = Visit.objects.filter(patient__in=ids, state__in=WAS_HERE, day__lte=today)
    last = dict(came.values_list("patient").annotate(Max("starts")).order_by())
    return [Hit(one, clocks.get(one.pk), last.get(one.pk), visit if visit and visit.patient_id == one.pk else None) for one in people]
