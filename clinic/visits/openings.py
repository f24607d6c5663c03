"""What the tables say about some days, as `slots.py` wants it. A fixed number of queries, whatever the days hold."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from clinic.departments.models import ClosedDay, ConsultingHours, Practitioner, Room, Service
from clinic.visits.models import COVERED, LIVE_STATES, WHO_SPOKE, Visit
from clinic.visits.slots import Opening, Slot, Wanted, find
from clinic.visits.windows import Interpreting, interpreting_windows
from interpreters import roster
from interpreters.availability import Interval, Place
from interpreters.matching import Candidate, Need, Ranking, Wait, rank_windows, waits

WALK_IN_STEP = 5  # minutes: nobody books a visit for 11:18

NeedAt = Callable[[datetime, int], tuple[Need, ...]]
Taken = dict[tuple[int, date], list[Interval]]


@dataclass(frozen=True)
class Asked:
    """What somebody wants to book: a service for a patient, with one practitioner or with any.

    `at_once`: the patient stands here, so this very moment is offered beside the full steps. `sex` is that of the interpreter
    who is wished, or empty; `interpreting` is what differs from the service.
    """

    service: Service
    patient_id: int
    practitioner_id: int | None = None
    at_once: bool = True
    sex: str = ""
    interpreting: Interpreting | None = None

    @property
    def wanted(self) -> Interpreting:
        return self.interpreting or Interpreting(self.service.interpreting, self.service.interpreting_min)


def free_slots(asked: Asked, *, day: date, now: datetime, limit: int = 12) -> tuple[Slot, ...]:
    """Starts on one Heihe day, best interpreter first in each; empty on a closed day. Eight queries."""
    return next(free_days(asked, first=day, last=day, now=now, limit=limit), (day, ()))[1]


def free_days(asked: Asked, *, first: date, last: date, now: datetime, limit: int = 12) -> Iterator[tuple[date, tuple[Slot, ...]]]:
    """Each day from `first` to `last` that has a free start, with the first `limit` of them."""
    people = Practitioner.objects.filter(active=True, services=asked.service).select_related("room")
    people = people.filter(pk=asked.practitioner_id) if asked.practitioner_id else people
    rooms = {person.pk: person.room for person in people}
    closed = set(ClosedDay.objects.filter(date__range=(first, last)).values_list("date", flat=True))
    hours, (taken, patient_taken) = _hours(set(rooms)), _taken(first, last, set(rooms), asked.patient_id)
    need_at = _needs(asked, rooms, last_speakers(asked.patient_id, now))
    speakers = roster.candidates(Interval(roster.midnight(first), roster.midnight(last + timedelta(days=1))))
    now = now.replace(second=0, microsecond=0)
    for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
        wanted = Wanted(
            length=timedelta(minutes=asked.service.duration_min),
            not_before=now,
            patient_taken=tuple(patient_taken[day]),
            need_at=need_at,
            walk_in=now - timedelta(minutes=now.minute % WALK_IN_STEP) if asked.at_once and day == timezone.localdate(now) else None,
        )
        openings = [Opening(pk, hours_then, tuple(taken[pk, day])) for pk, hours_then in _on_weekday(hours, day)]
        if day not in closed and (found := find(wanted, openings, _on_day(speakers, day), limit=limit)):
            yield day, found


def rankings_at(asked: Asked, *, start: datetime, now: datetime, except_bookings: Collection[int] = ()) -> tuple[Ranking, ...]:
    """Who could interpret at this start with `asked.practitioner_id`, and who could not and why, for each window of the visit."""
    room = Room.objects.filter(practitioners=asked.practitioner_id).first() if asked.practitioner_id else None
    needs = _needs(asked, {asked.practitioner_id or 0: room}, last_speakers(asked.patient_id, now))(start, asked.practitioner_id or 0)
    if not needs:
        return ()
    day = timezone.localdate(start)
    whole = Interval(roster.midnight(day), roster.midnight(day + timedelta(days=1)))
    return rank_windows(needs, [one for one in roster.candidates(whole, except_bookings=except_bookings) if one.active])


def waits_from(asked: Asked, *, now: datetime) -> tuple[Wait, ...]:
    """For somebody who stands here: who could come how soon to the practitioner's room, ways included. Empty where nobody is needed."""
    room = Room.objects.filter(practitioners=asked.practitioner_id).first() if asked.practitioner_id else None
    now = now.replace(second=0, microsecond=0)
    needs = _needs(asked, {asked.practitioner_id or 0: room}, last_speakers(asked.patient_id, now))(now, asked.practitioner_id or 0)
    return waits(needs[0], roster.candidates_of_day(timezone.localdate(now))) if needs else ()


def last_speakers(patient_id: int, now: datetime) -> tuple[int, ...]:
    """Who was with this patient last: for the start of the visit, for its end; one, two or nobody."""
    found = _spoken(now).filter(patient_id=patient_id).order_by("-starts")
    last = found.values_list("booking__interpreter_id", "closing_booking__interpreter_id").first() or ()
    return tuple(dict.fromkeys(one for one in last if one))


def last_interpreters(patients: Collection[int], now: datetime) -> dict[int, int]:
    """Patient → who was with them last; of two, whoever received them. One query."""
    seen = _spoken(now).filter(patient__in=patients).order_by("starts")
    return dict(seen.annotate(spoke=WHO_SPOKE).values_list("patient_id", "spoke"))


def _spoken(now: datetime) -> QuerySet[Visit]:
    return Visit.objects.filter(COVERED, starts__lte=now)


def _needs(asked: Asked, rooms: dict[int, Room | None], before: tuple[int, ...]) -> NeedAt:
    length, skills = timedelta(minutes=asked.service.duration_min), asked.service.skill_codes
    places = {pk: Place(room.code, room.floor) if room else Place("") for pk, room in rooms.items()}

    def need_at(start: datetime, practitioner_id: int) -> tuple[Need, ...]:
        windows = interpreting_windows(asked.wanted, starts=start, ends=start + length)
        asks = Need(Interval(start, start + length), places[practitioner_id], skills, asked.sex or None)
        return tuple(replace(asks, interval=window, previous=next(iter(before), None), known=frozenset(before)) for window in windows)

    return need_at


def _taken(first: date, last: date, practitioners: Collection[int], patient_id: int) -> tuple[Taken, dict[date, list[Interval]]]:
    taken: Taken = defaultdict(list)
    patient_taken: dict[date, list[Interval]] = defaultdict(list)
    theirs = Q(practitioner__in=practitioners) | Q(patient=patient_id)
    visits = Visit.objects.filter(theirs, day__range=(first, last), state__in=LIVE_STATES)
    for who, whom, day, starts, ends in visits.values_list("practitioner_id", "patient_id", "day", "starts", "ends"):
        taken[who, day].append(Interval(starts, ends))
        if whom == patient_id:
            patient_taken[day].append(Interval(starts, ends))
    return taken, patient_taken


def _hours(practitioners: Collection[int]) -> list[ConsultingHours]:
    return list(ConsultingHours.objects.filter(practitioner__in=practitioners).order_by("practitioner", "starts"))


def _on_weekday(hours: list[ConsultingHours], day: date) -> Iterator[tuple[int, tuple[Interval, ...]]]:
    zone = timezone.get_default_timezone()
    found: dict[int, list[Interval]] = defaultdict(list)
    for row in hours:
        if row.weekday == day.weekday() and row.valid_from <= day <= (row.valid_to or date.max):
            stretch = (datetime.combine(day, row.starts, tzinfo=zone), datetime.combine(day, row.ends, tzinfo=zone))
            found[row.practitioner_id].append(Interval(*stretch))
    yield from ((pk, tuple(stretches)) for pk, stretches in found.items())


def _on_day(candidates: Collection[Candidate], day: date) -> tuple[Candidate, ...]:
    """Each as she stands on one day of several that were read together."""
    whole = Interval(roster.midnight(day), roster.midnight(day + timedelta(days=1)))
    return tuple(_narrowed(candidate, whole) for candidate in candidates if candidate.active)


def _narrowed(candidate: Candidate, day: Interval) -> Candidate:
    bookings = tuple(busy for busy in candidate.bookings if busy.interval.overlaps(day))
    return replace(
        candidate,
        shifts=tuple(shift for shift in candidate.shifts if shift.overlaps(day)),
        breaks=tuple(pause for pause in candidate.breaks if pause.overlaps(day)),
        absences=tuple(absence for absence in candidate.absences if absence.interval.overlaps(day)),
        bookings=bookings,
        minutes_today=sum(busy.interval.minutes for busy in bookings),
    )
