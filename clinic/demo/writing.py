"""History into the tables, in bulk: people with their papers and stays, then visits day by day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from clinic.demo.history import Trip
from clinic.demo.house import House, at_cell, morning
from clinic.demo.people import ALLERGIES, MEDICINES, invent, passport_of
from clinic.demo.timetable import Placed, Wish, place
from clinic.visits.models import TicketCounter, Visit, VisitChange, Window
from clinic.visits.taking import window_columns
from clinic.visits.windows import OPENING, Interpreting, interpreting_windows
from interpreters.models import Booking
from patients.models import Crossing, Fact, IdentityDocument, Patient, RecordNumber, Region, Stay, StayRule

BATCH = 2000
STAY_DAYS = 30
# Minutes by which windows began after their time and lasted longer than booked, in turn.
BEGAN_LATER = (0, 0, 1, 0, 2, 0, -1, 3, 0, 1, 6)
SPOKE_LONGER = (0, 1, -1, 0, 2, 0, 0, 4, -2, 1, 0, 0, 3)
RULE = {2025: "cn-ru-visa-free-trial-1", 2026: "cn-ru-visa-free-trial-2"}
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Session:
    """What a visit has to do with a plan: filled in while the day is written."""

    trip: int
    number: int


def write_people(random: Random, entries: dict[int, date], house: House, progress: Progress) -> list[int]:
    """One record for each person, registered on the morning of the first entry; answers their keys in order."""
    regions = dict(Region.objects.values_list("code", "pk"))
    serial: dict[int, int] = defaultdict(int)
    keys: list[int] = []
    for start in range(0, len(entries), BATCH):
        batch = []
        for number in range(start, min(start + BATCH, len(entries))):
            day = entries[number]
            serial[day.year] += 1
            mrn = f"H{day:%y}-{serial[day.year]:05d}"
            batch.append(invent(random, number=number, mrn=mrn, created_at=morning(day), regions=regions))
        for patient in batch:
            patient.created_by_id = house.desk
        Patient.objects.bulk_create(batch)
        IdentityDocument.objects.bulk_create(
            passport_of(patient, number=start + index, seen_at=patient.created_at) for index, patient in enumerate(batch)
        )
        Fact.objects.bulk_create(_facts(random, batch, house))
        keys += [patient.pk for patient in batch]
        progress(len(batch))
    for year, last in serial.items():
        RecordNumber.objects.update_or_create(year=year, defaults={"last": last})
    return keys


def write_stays(trips: Sequence[Trip], keys: Sequence[int], house: House) -> None:
    """The entry stamp of each trip; two trips of one person that begin on one day are one stay."""
    rules = dict(StayRule.objects.values_list("code", "pk"))
    near = Crossing.objects.filter(near_heihe=True).values_list("pk", flat=True)
    crossings: list[int | None] = [*near] or [None]
    stays = {}
    for number, trip in enumerate(trips):
        free = trip.entry >= date(2025, 9, 15)
        code = RULE[2026 if trip.entry >= date(2026, 9, 15) else 2025]
        stays[trip.person, trip.entry] = Stay(
            patient_id=keys[trip.person],
            entry_date=trip.entry,
            crossing_id=crossings[number % len(crossings)],
            basis=Stay.Basis.VISA_FREE if free else Stay.Basis.VISA,
            rule_id=rules.get(code) if free else None,
            last_day=trip.entry + timedelta(days=STAY_DAYS),
            recorded_at=morning(trip.entry),
            recorded_by_id=house.desk,
        )
    Stay.objects.bulk_create(stays.values(), batch_size=BATCH)


def wishes_by_day(random: Random, trips: Sequence[Trip], house: House) -> dict[date, list[Wish]]:
    """The visits of all trips by day, each with the cell from which it would like to begin."""
    days: dict[date, list[Wish]] = defaultdict(list)
    for number, trip in enumerate(trips):
        liked = random.randrange(0, 48)
        for day, service, session in trip.visits:
            cell = max(0, min(50 - house.cells(service), liked + random.randrange(-6, 7)))
            days[day].append(
                Wish(
                    trip.person,
                    service,
                    house.cells(service),
                    house.window(service),
                    cell,
                    Session(number, session),
                    house.closing(service),
                )
            )
    return days


def write_days(days: dict[date, list[Wish]], keys: Sequence[int], house: House, decide: "Decide", progress: Progress) -> None:
    """Place and write day by day, a few thousand rows at a time."""
    pending: list[tuple[date, int, Placed]] = []
    for day in sorted(days):
        placed = place(days[day], offered_by=house.offered_by, interpreters=house.interpreters)
        placed.sort(key=lambda one: (one.cell, one.practitioner))
        pending += [(day, ticket, one) for ticket, one in enumerate(placed, 1001)]
        TicketCounter.objects.update_or_create(day=day, defaults={"last": 1000 + len(placed)})
        if len(pending) >= BATCH:
            _write(pending, keys, house, decide)
            progress(len(pending))
            pending = []
    _write(pending, keys, house, decide)
    progress(len(pending))


@dataclass(frozen=True)
class Decide:
    """What becomes of a placed wish, and which plan and step it belongs to (by trip number)."""

    state: Callable[[Placed, datetime, datetime], str]
    covered: Callable[[Placed, datetime], bool]
    steps: dict[int, tuple[int, int]]


def _write(pending: Iterable[tuple[date, int, Placed]], keys: Sequence[int], house: House, decide: Decide) -> None:
    visits, bookings = [], []
    for day, ticket, placed in pending:
        visit = _visit(day, ticket, placed, keys=keys, house=house, decide=decide)
        visits.append(visit)
        if placed.interpreter and visit.state not in ("cancelled", "no_show") and decide.covered(placed, visit.starts):
            taken = [_booking(window, placed.interpreter, house, ticket) for window in visit.windows]
            visit.booking, visit.closing_booking = (*taken, None)[:2]
            bookings += taken
    Booking.objects.bulk_create(bookings, batch_size=BATCH)
    for visit in visits:
        visit.booking_id = visit.booking.pk if visit.booking else None
        visit.closing_booking_id = visit.closing_booking.pk if visit.closing_booking else None
    Visit.objects.bulk_create(visits, batch_size=BATCH)
    VisitChange.objects.bulk_create((change for visit in visits for change in _changes(visit, house)), batch_size=BATCH)


def _visit(day: date, ticket: int, placed: Placed, *, keys: Sequence[int], house: House, decide: Decide) -> Visit:
    service = house.services[placed.wish.service]
    practitioner = house.practitioners[placed.practitioner]
    starts = at_cell(day, placed.cell)
    ends = starts + timedelta(minutes=service.duration_min)
    windows = interpreting_windows(Interpreting(service.interpreting, service.interpreting_min), starts=starts, ends=ends)
    session = placed.wish.tag if isinstance(placed.wish.tag, Session) else Session(-1, 0)
    plan_id, step_id = decide.steps.get(session.trip, (None, None))
    return Visit(
        ticket=f"A-{ticket}",
        day=day,
        patient_id=keys[placed.wish.patient],
        service=service,
        practitioner=practitioner,
        room=practitioner.room,
        starts=starts,
        ends=ends,
        state=decide.state(placed, starts, ends),
        needs_interpreter=bool(windows),
        **window_columns(windows),
        interpreter_needed_since=min(morning(day) - timedelta(days=1), timezone.now()) if windows else None,
        plan_id=plan_id,
        step_id=step_id if session.number else None,
        session_number=session.number or None,
        booked_at=min(morning(day) - timedelta(days=1), timezone.now()),
        booked_by_id=house.desk,
    )


def _booking(window: Window, interpreter_id: int, house: House, ticket: int) -> Booking:
    """One in nine was asked for when the patient stood there; who has spoken said when she began and finished."""
    visit, at_once = window.visit, ticket % 9 == 0 and window.visit.state == "done"
    asked = window.starts - timedelta(minutes=ticket % 7) if at_once else visit.booked_at
    begun = window.starts + timedelta(minutes=BEGAN_LATER[ticket % len(BEGAN_LATER)])
    spoken = max(timedelta(minutes=1), window.ends - window.starts + timedelta(minutes=SPOKE_LONGER[ticket % len(SPOKE_LONGER)]))
    return Booking(
        interpreter_id=interpreter_id,
        starts=window.starts,
        ends=window.ends,
        place=visit.room.code if visit.room else "",
        floor=visit.room.floor if visit.room else None,
        booked_by_id=house.desk,
        booked_at=asked,
        requested_at=asked,
        started_at=begun if visit.state == "done" or (visit.state == "in_treatment" and window.key == OPENING) else None,
        ended_at=begun + spoken if visit.state == "done" else None,
    )


def _changes(visit: Visit, house: House) -> Iterable[VisitChange]:
    """The booking, then the state the visit is in now; the steps between are not invented for the past."""
    yield VisitChange(visit=visit, at=visit.booked_at, by_id=house.desk, to_state="booked")
    if visit.state != "booked":
        at = visit.ends if visit.state == "done" else visit.starts
        yield VisitChange(visit=visit, at=at, by_id=house.desk, from_state="booked", to_state=visit.state)


def _facts(random: Random, batch: Sequence[Patient], house: House) -> Iterable[Fact]:
    for patient in batch:
        noted = {"patient": patient, "noted_at": patient.created_at, "noted_by_id": house.desk}
        if random.random() < 0.12:
            text, text_zh = random.choice(ALLERGIES)
            yield Fact(kind="allergy", text=text, text_zh=text_zh, **noted)
        if random.random() < 0.25:
            text, text_zh, code = random.choice(MEDICINES)
            yield Fact(kind="medicine", text=text, text_zh=text_zh, code=code, **noted)
