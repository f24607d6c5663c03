"""What stands in the way of a visit, looked up inside the booking transaction."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from clinic.departments.models import ClosedDay, ConsultingHours, Practitioner, Service
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.refusals import AfterLastDay, DayClosed, PatientTaken, PractitionerAway, PractitionerTaken, ServiceNotOffered, Taken
from patients.models import Patient, Stay
from patients.refusals import MergedAway

# The lower bound that keeps the range of the index short; the database refuses a longer visit.
LONGEST_VISIT = timedelta(hours=12)

OVERLAP = f"""state IN ({", ".join(f"'{state}'" for state in LIVE_STATES)})
    AND starts >= %(earliest)s AND starts < %(ends)s AND ends > %(starts)s"""
# All obstacles at once: a yes is the rule, and a no is looked up again one by one, so that it can be named.
NOTHING_AGAINST = f"""
SELECT NOT EXISTS (SELECT 1 FROM departments_closedday WHERE date = %(day)s)
AND EXISTS (SELECT 1 FROM departments_practitioner_services WHERE practitioner_id = %(practitioner)s AND service_id = %(service)s)
AND EXISTS (
    SELECT 1 FROM departments_consultinghours
    WHERE practitioner_id = %(practitioner)s AND weekday = %(weekday)s AND valid_from <= %(day)s
    AND (valid_to IS NULL OR valid_to >= %(day)s) AND starts <= %(from)s AND ends >= %(until)s
)
AND NOT EXISTS (
    SELECT 1 FROM (
        SELECT last_day, left_on FROM patients_stay
        WHERE patient_id = %(patient)s AND entry_date <= %(day)s ORDER BY entry_date DESC LIMIT 1
    ) AS stay WHERE last_day < %(day)s AND (left_on IS NULL OR left_on >= %(day)s)
)
AND NOT EXISTS (SELECT 1 FROM visits_visit WHERE practitioner_id = %(practitioner)s AND {OVERLAP})
AND NOT EXISTS (SELECT 1 FROM visits_visit WHERE patient_id = %(patient)s AND {OVERLAP})
AND EXISTS (SELECT 1 FROM patients_patient WHERE id = %(patient)s AND merged_into_id IS NULL)"""  # noqa: S608 (our own states)

SomeTaken = TypeVar("SomeTaken", bound=Taken)


def nothing_against(practitioner: Practitioner, service: Service, patient_id: int, starts: datetime) -> bool:
    """True when none of the refusals below would be raised, by one query. A visit after the last day answers no, excused or not."""
    ends = starts + timedelta(minutes=service.duration_min)
    here, until = timezone.localtime(starts), timezone.localtime(ends)
    if not (practitioner.active and service.active) or here.date() != until.date():
        return False
    write = connection.ops
    given = {
        "practitioner": practitioner.pk,
        "service": service.pk,
        "patient": patient_id,
        "weekday": here.weekday(),
        "day": write.adapt_datefield_value(here.date()),
        "from": write.adapt_timefield_value(here.time()),
        "until": write.adapt_timefield_value(until.time()),
        "starts": write.adapt_datetimefield_value(starts),
        "ends": write.adapt_datetimefield_value(ends),
        "earliest": write.adapt_datetimefield_value(starts - LONGEST_VISIT),
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTHING_AGAINST, given)
        return bool(cursor.fetchone()[0])


def refuse_merged(patient_id: int) -> None:
    """Raise MergedAway when the record went into another one since the page was opened."""
    kept = Patient.objects.filter(pk=patient_id, merged_into__isnull=False).values_list("merged_into__mrn", flat=True).first()
    if kept:
        raise MergedAway(kept)


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
