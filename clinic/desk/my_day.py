"""An interpreter's own day: her bookings and the patients they belong to, nobody else's."""
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from clinic.visits.models import Visit
from interpreters import roster
from patients.models import Fact
from patients.stay_clocks import clocks_of
from patients.stays import Badge


@dataclass(frozen=True)
class MyDay:
    """`next` is the one she is with, or the first to come; `facts` are what she must tell the practitioner."""

    day: date
    next: Visit | None
    clock: Badge | None
    minutes: int
    rest: tuple[Visit, ...]
    over: tuple[Visit, ...]
    facts: tuple[Fact, ...]


def my_day_of(interpreter_id: int, day: date, now: datetime) -> MyDay:
    """Three queries. `minutes` until the next begins; negative when its time has come."""
    start, end = roster.midnight(day), roster.midnight(date.fromordinal(day.toordinal() + 1))
    hers = Visit.objects.filter(booking__interpreter_id=interpreter_id, booking__released_at__isnull=True)
    mine = hers.filter(booking__starts__gte=start, booking__starts__lt=end)
    visits = list(mine.select_related("patient", "service__department", "practitioner", "room", "booking").order_by("booking__starts"))
    coming = [visit for visit in visits if _is_open(visit, now)]
    following = coming[0] if coming else None
    clocks = clocks_of([following.patient_id], timezone.localdate(now)) if following else {}
    return MyDay(
        day=day,
        next=following,
        clock=clocks.get(following.patient_id) if following else None,
        minutes=round((following.booking.starts - now).total_seconds() / 60) if following and following.booking else 0,
        rest=tuple(coming[1:]),
        over=tuple(visit for visit in visits if visit not in coming),
        facts=_to_tell(following.patient_id) if following else (),
    )


def _to_tell(patient_id: int) -> tuple[Fact, ...]:
    """Allergies, medicines and a pregnancy: what the treatment must respect. Other conditions are the practitioner's."""
    return tuple(Fact.objects.filter(patient=patient_id, ended_at__isnull=True).exclude(kind="condition"))


def _is_open(visit: Visit, now: datetime) -> bool:
    """In treatment while her minutes last, or still to come."""
    return visit.state in ("booked", "arrived", "in_treatment") and visit.booking is not None and visit.booking.ends > now
