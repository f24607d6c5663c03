"""Who belongs to a group, and what the tables say of the day they are to be treated. A fixed number of queries for any group."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from clinic.departments.models import ClosedDay, ConsultingHours, Practitioner, Room, Service
from clinic.groups.timetable import Member, NeedAt, Timetable, Wish, families_together, lay
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.openings import last_interpreters
from clinic.visits.slots import Opening
from clinic.visits.windows import Interpreting, interpreting_windows
from interpreters import roster
from interpreters.availability import Interval, Place
from interpreters.matching import Need
from patients.kept_rows import unseal
from patients.models import Group, GroupLine, Patient, Stay


@dataclass(frozen=True)
class Wanted:
    """What the desk asks for a group: one service on one day from one hour on, with one practitioner or with any."""

    service: Service
    starts: datetime
    practitioner_id: int | None = None


def patients_of(group: Group) -> list[Patient]:
    """Everybody registered from the list, families together, in the order of the rows. One query."""
    lines = GroupLine.objects.filter(group=group, registered_at__isnull=False, patient__isnull=False).select_related("patient__merged_into")
    people = {patient.pk: patient for line in lines if line.patient and (patient := line.patient.merged_into or line.patient)}
    return [people[key] for key in families_together([(key, one.surname_ru or one.surname_latin) for key, one in people.items()])]


def remarks_of(group: Group) -> dict[int, str]:
    """Patient → what the list said beside the name, for as long as it is kept. One query."""
    lines = group.lines.filter(registered_at__isnull=False).only("patient_id", "typed")
    return {line.patient_id: remark for line in lines if line.patient_id and (remark := unseal(line.typed).get("remarks"))}


def visits_of(patients: Collection[Patient], day: date) -> list[Visit]:
    """Their visits of one day, by time. One query."""
    found = Visit.objects.filter(patient__in=[one.pk for one in patients], day=day)
    return list(
        found.select_related("patient", "service", "practitioner", "room", "booking__interpreter", "closing_booking__interpreter").order_by(
            "starts", "pk"
        )
    )


def stays_of(patients: Collection[Patient], day: date) -> dict[int, Stay]:
    """Patient → the stay that `day` falls into: the last entry not after it. One query."""
    found = Stay.objects.filter(patient__in=[one.pk for one in patients], entry_date__lte=day).order_by("entry_date")
    return {stay.patient_id: stay for stay in found}


def propose(group: Group, wanted: Wanted, *, now: datetime) -> Timetable:
    """The group laid on the day; nothing is written. Fifteen queries."""
    day = timezone.localdate(wanted.starts)
    patients = patients_of(group)
    if ClosedDay.objects.filter(date=day).exists():
        return Timetable(without=dict.fromkeys((one.pk for one in patients), "day_closed"))
    rooms = _rooms(wanted)
    theirs, practitioners = _taken(day, patients, set(rooms))
    members = _members(patients, wanted.service, day, theirs=theirs, now=now)
    openings = [Opening(key, tuple(hours), tuple(practitioners[key])) for key, hours in _hours(day, set(rooms)).items()]
    wish = Wish(timedelta(minutes=wanted.service.duration_min), max(wanted.starts, now), _need_at(wanted.service, rooms))
    return lay(members, openings, [one for one in roster.candidates_of_day(day) if one.active], wish)


def _rooms(wanted: Wanted) -> dict[int, Room | None]:
    people = Practitioner.objects.filter(active=True, services=wanted.service).select_related("room")
    people = people.filter(pk=wanted.practitioner_id) if wanted.practitioner_id else people
    return {person.pk: person.room for person in people}


def _members(patients: Sequence[Patient], service: Service, day: date, *, theirs: dict[int, list[Visit]], now: datetime) -> list[Member]:
    stays, known, served = stays_of(patients, day), last_interpreters([one.pk for one in patients], now), _served(patients, service, now)
    found = []
    for patient in patients:
        stay, visits = stays.get(patient.pk), theirs[patient.pk]
        hindered = "has_one_already" if patient.pk in served else ""
        if stay and stay.last_day and day > stay.last_day:
            hindered = "after_last_day"
        taken = tuple(Interval(visit.starts, visit.ends) for visit in visits)
        found.append(Member(patient.pk, taken, known.get(patient.pk), hindered))
    return found


def _served(patients: Sequence[Patient], service: Service, now: datetime) -> set[int]:
    """Who has this service from today on: whoever found no place today is laid on tomorrow, and nobody else."""
    booked = Visit.objects.filter(patient__in=[one.pk for one in patients], service=service, day__gte=timezone.localdate(now))
    return set(booked.filter(state__in=LIVE_STATES).values_list("patient_id", flat=True))


def _taken(day: date, patients: Sequence[Patient], practitioners: set[int]) -> tuple[dict[int, list[Visit]], dict[int, list[Interval]]]:
    theirs: dict[int, list[Visit]] = defaultdict(list)
    taken: dict[int, list[Interval]] = defaultdict(list)
    both = Q(practitioner__in=practitioners) | Q(patient__in=[one.pk for one in patients])
    for visit in Visit.objects.filter(both, day=day, state__in=LIVE_STATES).only(
        "patient_id", "practitioner_id", "service_id", "starts", "ends"
    ):
        theirs[visit.patient_id].append(visit)
        taken[visit.practitioner_id].append(Interval(visit.starts, visit.ends))
    return theirs, taken


def _hours(day: date, practitioners: set[int]) -> dict[int, list[Interval]]:
    rows = ConsultingHours.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), practitioner__in=practitioners, weekday=day.weekday(), valid_from__lte=day
    )
    zone = timezone.get_default_timezone()
    hours: dict[int, list[Interval]] = defaultdict(list)
    for row in rows:
        stretch = (datetime.combine(day, row.starts, tzinfo=zone), datetime.combine(day, row.ends, tzinfo=zone))
        hours[row.practitioner_id].append(Interval(*stretch))
    return hours


def _need_at(service: Service, rooms: dict[int, Room | None]) -> NeedAt:
    length, skills = timedelta(minutes=service.duration_min), service.skill_codes
    places = {key: Place(room.code, room.floor) if room else Place("") for key, room in rooms.items()}

    wanted = Interpreting(service.interpreting, service.interpreting_min)

    def need_at(start: datetime, practitioner_id: int) -> tuple[Need, ...]:
        windows = interpreting_windows(wanted, starts=start, ends=start + length)
        return tuple(Need(window, places[practitioner_id], skills=skills) for window in windows)

    return need_at
