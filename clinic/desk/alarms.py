"""What interpreters say of themselves right now: who needs somebody, who is late, and whom that makes wait."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from clinic.visits.models import Visit
from interpreters import roster
from interpreters.availability import Interval, Place
from interpreters.delays import HARDLY_LATER, Expected, Turn, expected
from interpreters.models import Booking, HelpCall, Interpreter
from interpreters.telling import open_calls
from interpreters.ways import walk

OPEN_STATES = ("booked", "arrived", "in_treatment")
LONG_OVER = timedelta(hours=2)


@dataclass(frozen=True)
class Moved:
    """A window that will not lie where it was planned; `breaks`: somebody should look."""

    visit: Visit
    booking: Booking
    expected: Expected


@dataclass(frozen=True)
class Late:
    """One who is late, and her windows that move with it."""

    interpreter: Interpreter
    moved: tuple[Moved, ...]

    @property
    def breaks(self) -> bool:
        return any(one.expected.breaks for one in self.moved)


@dataclass(frozen=True)
class Alarms:
    calls: tuple[HelpCall, ...]
    late: tuple[Late, ...]


def alarms_of(day: date, now: datetime) -> Alarms:
    """Two queries on a calm day; six, however many are late."""
    return Alarms(open_calls(), _late(day, now))


def _late(day: date, now: datetime) -> tuple[Late, ...]:
    start, end = roster.midnight(day), roster.midnight(day + timedelta(days=1))
    today = Booking.objects.filter(released_at__isnull=True, starts__gte=start, starts__lt=end)
    behind = Q(late_minutes__gt=0) | Q(started_at__gt=F("starts") + timedelta(minutes=HARDLY_LATER))
    running = today.filter(behind, ended_at__isnull=True, ends__gt=now - LONG_OVER)
    who = set(running.order_by().values_list("interpreter", flat=True))
    if not who:
        return ()
    bookings = list(today.filter(interpreter__in=who).select_related("interpreter").order_by("starts"))
    visits = _visits_of(bookings)
    slacks = _slacks(visits.values(), day)
    ways = walk()
    found = []
    for number in sorted(who):
        hers = [one for one in bookings if one.interpreter_id == number]
        delays = {one.key: one for one in expected((_turn(one, visits, slacks) for one in hers), ways)}
        moved = [Moved(visits[one.pk], one, delays[one.pk]) for one in hers if _matters(one, visits, delays)]
        found += [Late(hers[0].interpreter, tuple(moved))] if moved else []
    return tuple(sorted(found, key=lambda late: not late.breaks))


def _visits_of(bookings: Iterable[Booking]) -> dict[int, Visit]:
    ids = {booking.pk for booking in bookings}
    visits = Visit.objects.filter(Q(booking__in=ids) | Q(closing_booking__in=ids)).select_related("patient", "room")
    return {key: visit for visit in visits for key in (visit.booking_id, visit.closing_booking_id) if key in ids and key}


def _slacks(visits: Iterable[Visit], day: date) -> dict[int, int]:
    """For each visit the minutes until its practitioner's next one; without a next one it is left out."""
    starts: dict[int, list[datetime]] = defaultdict(list)
    of_them = Visit.objects.filter(practitioner__in={visit.practitioner_id for visit in visits}, day=day, state__in=OPEN_STATES)
    for practitioner, start in of_them.order_by("starts").values_list("practitioner", "starts"):
        starts[practitioner].append(start)
    found = {}
    for visit in visits:
        later = starts[visit.practitioner_id]
        place = bisect_left(later, visit.ends)
        if place < len(later):
            found[visit.pk] = int((later[place] - visit.ends).total_seconds() // 60)
    return found


def _turn(booking: Booking, visits: dict[int, Visit], slacks: dict[int, int]) -> Turn:
    visit = visits.get(booking.pk)
    return Turn(
        key=booking.pk,
        planned=Interval(booking.starts, booking.ends),
        place=Place(booking.place, booking.floor),
        late=booking.late_minutes,
        started=booking.started_at,
        ended=booking.ended_at,
        slack=slacks.get(visit.pk) if visit else None,
    )


def _matters(booking: Booking, visits: dict[int, Visit], delays: dict[int, Expected]) -> bool:
    visit = visits.get(booking.pk)
    return visit is not None and visit.state in OPEN_STATES and booking.ended_at is None and delays[booking.pk].behind > 0
