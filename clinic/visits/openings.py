"""What the tables say about a day, as `slots.py` wants it. A fixed number of queries, whatever the day holds."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from clinic.departments.models import ClosedDay, ConsultingHours, Practitioner, Service
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.slots import Opening, Slot, Wanted, find
from clinic.visits.windows import interpreting_window
from interpreters import roster
from interpreters.availability import Interval, Place
from interpreters.matching import Need


def free_slots(
    *, service: Service, patient_id: int, day: date, now: datetime, practitioner_id: int | None = None, limit: int = 12
) -> tuple[Slot, ...]:
    """Starts of `service` on one Heihe day, best interpreter first in each; empty on a closed day."""
    if ClosedDay.objects.filter(date=day).exists():
        return ()
    people = Practitioner.objects.filter(active=True, services=service).select_related("room")
    people = people.filter(pk=practitioner_id) if practitioner_id else people
    rooms = {person.pk: person.room for person in people}
    taken, patient_taken = _taken(day, set(rooms), patient_id)
    openings = [Opening(pk, tuple(hours), tuple(taken[pk])) for pk, hours in _hours(day, set(rooms)).items()]
    places = {pk: Place(room.code, room.floor) if room else Place("") for pk, room in rooms.items()}
    wanted = Wanted(
        length=timedelta(minutes=service.duration_min),
        not_before=now.replace(second=0, microsecond=0),
        patient_taken=tuple(patient_taken),
        need_at=_needs(service, places, last_interpreter(patient_id)),
    )
    return find(wanted, openings, roster.candidates_of_day(day), limit=limit)


def last_interpreter(patient_id: int) -> int | None:
    """Who was with this patient last."""
    seen = Visit.objects.filter(patient_id=patient_id, booking__isnull=False).order_by("-starts")
    return seen.values_list("booking__interpreter_id", flat=True).first()


def _needs(service: Service, places: dict[int, Place], previous: int | None) -> Callable[[datetime, int], Need | None]:
    length = timedelta(minutes=service.duration_min)

    def need_at(start: datetime, practitioner_id: int) -> Need | None:
        window = interpreting_window(service.interpreting, service.interpreting_min, starts=start, ends=start + length)
        return Need(Interval(*window), places[practitioner_id], skills=service.skill_codes, previous=previous) if window else None

    return need_at


def _taken(day: date, practitioners: set[int], patient_id: int) -> tuple[dict[int, list[Interval]], list[Interval]]:
    taken: dict[int, list[Interval]] = defaultdict(list)
    patient_taken: list[Interval] = []
    visits = Visit.objects.filter(Q(practitioner__in=practitioners) | Q(patient=patient_id), day=day, state__in=LIVE_STATES)
    for who, whom, starts, ends in visits.values_list("practitioner_id", "patient_id", "starts", "ends"):
        taken[who].append(Interval(starts, ends))
        if whom == patient_id:
            patient_taken.append(Interval(starts, ends))
    return taken, patient_taken


def _hours(day: date, practitioners: set[int]) -> dict[int, list[Interval]]:
    rows = ConsultingHours.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), practitioner__in=practitioners, weekday=day.weekday(), valid_from__lte=day
    )
    zone = timezone.get_default_timezone()
    hours: dict[int, list[Interval]] = defaultdict(list)
    for row in rows:
        hours[row.practitioner_id].append(
            Interval(datetime.combine(day, row.starts, tzinfo=zone), datetime.combine(day, row.ends, tzinfo=zone))
        )
    return hours
