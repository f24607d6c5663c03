"""What stands in the way of a visit, looked up inside the booking transaction."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from clinic.departments.models import ClosedDay, ConsultingHours, Practitioner, Service
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.refusals import AfterLastDay, DayClosed, PatientTaken, PractitionerAway, PractitionerTaken, ServiceNotOffered, Taken
from patients.models import Stay

# The lower bound that keeps the range of the index short; the database refuses a longer visit.
LONGEST_VISIT = timedelta(hours=12)

SomeTaken = TypeVar("SomeTaken", bound=Taken)


def refuse_closed_day(day: date) -> None:
    """Raise DayClosed on a holiday of the house or a day without a way over the river."""
    closed = ClosedDay.objects.filter(date=day).first()
    if closed:
        raise DayClosed(day, closed.kind)


def refuse_not_offered(practitioner: Practitioner, service: Service) -> None:
    """Raise ServiceNotOffered where she does not give it, or either is out of use."""
    if not (practitioner.active and service.active and practitioner.services.filter(pk=service.pk).exists()):
        raise ServiceNotOffered(f"{practitioner.pk} {service.code}")


def refuse_outside_hours(practitioner_id: int, starts: datetime, ends: datetime) -> None:
    """Raise PractitionerAway unless one stretch of consulting hours holds the whole visit (China time)."""
    here, until = timezone.localtime(starts), timezone.localtime(ends)
    hours = ConsultingHours.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=here.date()),
        practitioner_id=practitioner_id,
        weekday=here.weekday(),
        valid_from__lte=here.date(),
    )
    if here.date() != until.date() or not hours.filter(starts__lte=here.time(), ends__gte=until.time()).exists():
        raise PractitionerAway(str(practitioner_id))


def refuse_taken(*, practitioner_id: int, patient_id: int, starts: datetime, ends: datetime, except_visit: int | None = None) -> None:
    """Raise PractitionerTaken or PatientTaken naming the visit in the way, its room and its end."""
    live = Visit.objects.filter(state__in=LIVE_STATES, starts__gte=starts - LONGEST_VISIT, starts__lt=ends, ends__gt=starts)
    live = live.exclude(pk=except_visit) if except_visit else live
    mine = live.filter(Q(practitioner_id=practitioner_id) | Q(patient_id=patient_id)).select_related("room")
    in_the_way = {visit.practitioner_id == practitioner_id: visit for visit in mine}
    if True in in_the_way:
        raise _named(PractitionerTaken, in_the_way[True])
    if in_the_way:
        raise _named(PatientTaken, in_the_way[False])


def refuse_after_stay(patient_id: int, day: date, reason: str) -> None:
    """Raise AfterLastDay when the stay that began last before `day` ends before it and nobody gave a reason.

    A patient without a recorded stay, or whose rule gives no last day, is not refused: the page shows that it is unknown.
    """
    last_day = last_legal_day(patient_id, day)
    if last_day and day > last_day and not reason.strip():
        raise AfterLastDay(last_day)


def last_legal_day(patient_id: int, day: date) -> date | None:
    """The last day of the stay a visit on this day falls under; None where nothing binds it."""
    stay = Stay.objects.filter(patient_id=patient_id, entry_date__lte=day).order_by("-entry_date").first()
    if stay is None or (stay.left_on and stay.left_on < day):  # whoever has left comes by a new entry, which is not known yet
        return None
    return stay.last_day


def _named(refusal: type[SomeTaken], visit: Visit) -> SomeTaken:
    return refusal(ticket=visit.ticket, room=visit.room.code if visit.room else "", until=timezone.localtime(visit.ends))
