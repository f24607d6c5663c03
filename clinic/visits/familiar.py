"""What a visit most likely is about: the service and the people of last time, else a first consultation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from clinic.departments.models import Practitioner, Service
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.openings import Asked, free_days, free_slots

LOOK_AHEAD = timedelta(days=14)
SHOWN_COMING = 3


@dataclass(frozen=True)
class Likely:
    """Where the page begins: the service, the practitioner if she has a time, the first day with a free time."""

    service_id: int | None
    practitioner_id: int | None
    day: date


def offered() -> QuerySet[Service]:
    """Services that somebody gives."""
    found = Service.objects.filter(active=True, practitioners__active=True).distinct()
    return found.select_related("department").order_by("department__code", "code")


def last_time(patient_id: int, now: datetime) -> Visit | None:
    """The last visit that was not given up; its service, practitioner and interpreters come with it."""
    seen = Visit.objects.filter(patient_id=patient_id, starts__lte=now, state__in=LIVE_STATES).order_by("-starts")
    return seen.select_related("service__department", "practitioner", "booking__interpreter", "closing_booking__interpreter").first()


def booked_already(patient_id: int, now: datetime) -> list[Visit]:
    """The next visits that stand, soonest first."""
    coming = Visit.objects.filter(patient_id=patient_id, ends__gt=now, state__in=("booked", "arrived", "in_treatment")).order_by("starts")
    return list(coming.select_related("service", "room")[:SHOWN_COMING])


def likely(patient_id: int, *, now: datetime, last: Visit | None, service_id: int | None = None) -> Likely:
    """For `service_id`, or what it was last time, or a consultation: the soonest, with her who treated last if she can."""
    wanted = [service_id, last.service_id if last else None]
    service = next((one for pk in wanted if pk and (one := offered().filter(pk=pk).first())), None) or first_consultation(offered())
    today = timezone.localdate(now)
    if service is None:
        return Likely(None, None, today)
    if last and last.service_id == service.pk and free_slots(Asked(service, patient_id, last.practitioner_id), day=today, now=now, limit=1):
        return Likely(service.pk, last.practitioner_id, today)
    soonest = next(free_days(Asked(service, patient_id), first=today, last=today + LOOK_AHEAD, now=now, limit=1), (today, ()))[0]
    return Likely(service.pk, None, soonest)


def practitioners_of(service: Service) -> QuerySet[Practitioner]:
    """Who gives this service now."""
    return Practitioner.objects.filter(active=True, services=service).order_by("pk")


def first_consultation(services: Iterable[Service]) -> Service | None:
    """What most begin with."""
    return next((one for one in services if one.kind == Service.Kind.CONSULTATION), None)
