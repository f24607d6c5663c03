"""Tables → the question of one day. A fixed number of queries, whatever the day holds."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from clinic.coordination.closed_days import closed_between, holidays_of
from clinic.coordination.facts import PERSON
from clinic.coordination.question import Question, Slot, other_id
from clinic.coordination.urgency import Case, Urgency, urgency
from clinic.visits.models import COVERED, LIVE_STATES, WHO_SPOKE, Visit, Window
from clinic.visits.windows import CLOSING
from interpreters import roster
from interpreters.availability import Interval, subtract
from interpreters.booking import WALK_IN_TOLERANCE
from interpreters.matching import NORMAL_WALK, Candidate
from interpreters.models import Booking, Interpreter
from patients.stay_clocks import clocks_of
from patients.stays import Badge, StayClock

TOO_NEAR = timedelta(minutes=10)  # she is on her way, and the patient has been told whom to expect


def read_day(day: date, *, now: datetime) -> Question:
    """The Heihe day as it stands. Windows that nobody took and nobody can take any more are left out."""
    visits = list(_visits(day))
    people = {person.pk: person for person in Interpreter.objects.all()}
    holidays = holidays_of(closed_between(day, day))
    found = {one.id: one for one in roster.candidates(_whole(day), interpreters=list(people.values()), holidays=holidays)}
    clocks = clocks_of({visit.patient_id for visit in visits}, day)
    slots = [
        _slot(window, found, now=now, urgent=_urgency(visit, clocks.get(visit.patient_id)))
        for visit in visits
        for window in visit.windows
        if window.booking_id or _may_be_taken(window, now)
    ]
    others = _others(day, visits)
    return Question(
        day=day,
        now=now,
        slots={slot.id: slot for slot in slots},
        candidates=found,
        names=people,
        others=others,
        walk=next((one.walk for one in found.values()), NORMAL_WALK),
        facts=_facts(visits, people, found, others),
    )


def _visits(day: date) -> QuerySet[Visit]:
    """Live visits of the day, each with who interpreted for the patient last and whether anybody treated her here before."""
    before = Visit.objects.filter(patient=OuterRef("patient"), starts__lt=OuterRef("starts"))
    last = before.filter(COVERED).order_by("-starts").annotate(spoke=WHO_SPOKE).values("spoke")[:1]
    found = Visit.objects.filter(day=day, state__in=LIVE_STATES)
    found = found.select_related("service__department", "room", "patient", "practitioner", "booking", "closing_booking")
    return found.annotate(spoke_last=Subquery(last), came_before=Exists(before.filter(state=Visit.State.DONE))).order_by("starts", "pk")


def _whole(day: date) -> Interval:
    return Interval(roster.midnight(day), roster.midnight(day + timedelta(days=1)))


def _may_be_taken(window: Window, now: datetime) -> bool:
    open_still = window.visit.state in ("booked", "arrived", "in_treatment")
    return open_still and window.ends > now and window.starts > now - WALK_IN_TOLERANCE


def _urgency(visit: Visit, clock: Badge | None) -> Urgency:
    left = clock.days_left if isinstance(clock, StayClock) else None
    waits = visit.state == Visit.State.ARRIVED
    return urgency(Case(visit.service.kind, first_visit=not visit.came_before, days_left=left, waits=waits))  # type: ignore[attr-defined]


def _slot(window: Window, people: Mapping[int, Candidate], *, now: datetime, urgent: Urgency) -> Slot:
    booking = window.booking
    held_by = booking.interpreter_id if booking else None
    previous = window.visit.spoke_last  # type: ignore[attr-defined]
    if window.key == CLOSING and window.visit.booking:
        previous = window.visit.booking.interpreter_id  # whoever opens a treatment knows what was said
    fixed = booking is not None and _is_fixed(window, booking, people, now)
    return Slot(window, held_by, booking, fixed, previous, urgent)


def _is_fixed(window: Window, booking: Booking, people: Mapping[int, Candidate], now: datetime) -> bool:
    """Begun, over, so near that she is on her way, or kept by hand; unless she is not there: then only what is past stays."""
    if booking.started_at or booking.ends <= now or window.visit.state == Visit.State.DONE:
        return True
    if not _is_there(people[booking.interpreter_id], Interval(max(booking.starts, now), booking.ends)):
        return booking.starts <= now - WALK_IN_TOLERANCE
    begun = window.visit.state == Visit.State.IN_TREATMENT and window.key != CLOSING
    return booking.locked or begun or booking.starts < now + TOO_NEAR


def _is_there(candidate: Candidate, interval: Interval) -> bool:
    return candidate.active and not subtract((interval,), candidate.at_work)


def _others(day: date, visits: Collection[Visit]) -> tuple[Booking, ...]:
    """Live bookings that no window of the day points at: of a visit over midnight, or without one."""
    mine = {window.booking_id for visit in visits for window in visit.windows}
    whole = _whole(day)
    found: Iterable[Booking] = roster.live_between(whole.start, whole.end).select_related("interpreter").order_by("starts")
    return tuple(booking for booking in found if booking.pk not in mine)


def _facts(
    visits: Iterable[Visit], people: Mapping[int, Interpreter], found: Mapping[int, Candidate], others: Iterable[Booking]
) -> dict[str, list[Any]]:
    """All windows of live visits, taken or not, over or not: the clock alone changes no fact."""
    windows = {f"{visit.pk}:{window.key}": _of_window(window) for visit in visits for window in visit.windows}
    hers = {f"{PERSON}{pk}": [str(people[pk]), _hours(one), sorted(one.skills)] for pk, one in found.items()}
    rest = {other_id(one): [str(one.interpreter), one.starts.isoformat(), one.ends.isoformat()] for one in others}
    return json.loads(json.dumps(windows | hers | rest))


def _of_window(window: Window) -> list[Any]:
    visit, booking = window.visit, window.booking
    times = [window.starts.astimezone(UTC).isoformat(), window.ends.astimezone(UTC).isoformat()]
    held = [booking.interpreter_id, booking.locked] if booking else [None, False]
    return [visit.ticket, *times, visit.room.code if visit.room else "", *held, visit.interpreter_sex]


def _hours(candidate: Candidate) -> list[str]:
    pieces = candidate.at_work if candidate.active else ()
    return [f"{piece.start.astimezone(UTC).isoformat()} {piece.end.astimezone(UTC).isoformat()}" for piece in pieces]
