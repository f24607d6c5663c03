"""Today's board: visits in order, what needs somebody, interpreters now. A fixed number of queries, whatever the day holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.db.models import Q
from django.utils import timezone

from clinic.desk.interpreters_now import BestOffer, PersonNow, offers_for, people_now
from clinic.reminders.models import Reminder
from clinic.visits import states
from clinic.visits.models import Visit, VisitChange
from interpreters import roster
from interpreters.availability import Interval
from interpreters.matching import Candidate
from interpreters.models import Interpreter
from patients.models import Stay
from patients.stay_clocks import clock_of, clocks_of, unregistered_lodgings
from patients.stays import Badge

ENDING_SOON = timedelta(days=3)
FAILED_SINCE = timedelta(days=2)
UNDO_FOR = timedelta(minutes=3)
LONG_WAIT = timedelta(minutes=15)
LISTED = 50
OPEN_STATES = ("booked", "arrived", "in_treatment")


@dataclass(frozen=True)
class Row:
    """One visit as the board shows it; `shown` is its state or `late`.

    `waited` are full minutes since the patient came; `too_long` counts from her hour if she came before it.
    """

    visit: Visit
    clock: Badge | None
    shown: str
    late_minutes: int
    uncovered: bool
    offer: BestOffer | None
    just_changed: bool
    arrived_at: datetime | None = None
    waited: int | None = None
    too_long: bool = False
    day_has_come: bool = True

    @property
    def forward(self) -> str:
        return states.forward(self.visit.state, day_has_come=self.day_has_come)

    @property
    def others(self) -> tuple[str, ...]:
        return states.others(self.visit.state, day_has_come=self.day_has_come)


@dataclass(frozen=True)
class Ending:
    """A stay that ends within three days while visits are still booked."""

    stay: Stay
    clock: Badge


@dataclass(frozen=True)
class Board:
    day: date
    now: datetime
    folded: tuple[Row, ...]
    earlier: tuple[Row, ...]
    coming: tuple[Row, ...]
    uncovered: tuple[Row, ...]
    ending: tuple[Ending, ...]
    lodgings: tuple[Stay, ...]
    failed: tuple[Reminder, ...]
    people: tuple[PersonNow, ...]

    @property
    def total(self) -> int:
        return len(self.folded) + len(self.earlier) + len(self.coming)

    @property
    def done(self) -> int:
        return sum(row.visit.state == "done" for row in (*self.folded, *self.earlier, *self.coming))

    @property
    def free(self) -> int:
        return sum(person.mode == "free" for person in self.people)

    @property
    def version(self) -> str:
        """Changes when anything on the board does, and each minute, because the now-line moves."""
        rows = (*self.folded, *self.earlier, *self.coming)
        visits = [(row.visit.pk, row.shown, row.visit.booking_id, row.visit.closing_booking_id, row.just_changed) for row in rows]
        people = [(person.interpreter.pk, person.mode, person.until) for person in self.people]
        said = repr((visits, people, len(self.ending), len(self.lodgings), [one.pk for one in self.failed], f"{self.now:%H:%M}"))
        return blake2b(said.encode(), digest_size=8).hexdigest()


def board_of(day: date, now: datetime) -> Board:
    """Twelve queries: visits, their stays and changes, the roster's, stays that end, lodgings nobody registered, reminders that failed;

    a thirteenth asks who spoke for those who have nobody.
    """
    visits = visits_of(day)
    people = list(Interpreter.objects.filter(active=True))
    candidates = roster.candidates(whole_day(day), interpreters=people)
    rows = _rows(visits, people, candidates, day=day, now=now)
    shown = [row for row in rows if row.visit.state in OPEN_STATES or row.just_changed]
    return Board(
        day=day,
        now=now,
        folded=tuple(row for row in rows if row.visit.state not in OPEN_STATES and not row.just_changed),
        earlier=tuple(row for row in shown if row.visit.starts < now),
        coming=tuple(row for row in shown if row.visit.starts >= now),
        uncovered=tuple(row for row in shown if row.uncovered),
        ending=_ending(day),
        lodgings=tuple(unregistered_lodgings(day, limit=LISTED)),
        failed=_failed(now),
        people=people_now(people, candidates, visits, now=now),
    )


def whole_day(day: date) -> Interval:
    """Midnight to midnight in Heihe."""
    return Interval(roster.midnight(day), roster.midnight(day + timedelta(days=1)))


def visits_of(day: date) -> list[Visit]:
    """A day's visits in order with all that a row shows. One query."""
    found = Visit.objects.filter(day=day).select_related("patient", "service__department", "practitioner", "room")
    found = found.select_related("booking__interpreter", "closing_booking__interpreter")
    return list(found.order_by("starts", "pk"))


def _rows(visits: list[Visit], people: list[Interpreter], candidates: tuple[Candidate, ...], *, day: date, now: datetime) -> list[Row]:
    clocks = clocks_of({visit.patient_id for visit in visits}, day)
    changed, arrived = _changes(day, now)
    open_ones = [visit for visit in visits if is_uncovered(visit, now)]
    offers = offers_for(open_ones, people, candidates, now=now)
    return [
        Row(
            visit=visit,
            clock=clocks.get(visit.patient_id),
            shown="late" if _late(visit, now) else visit.state,
            late_minutes=_late(visit, now),
            uncovered=visit in open_ones,
            offer=offers.get(visit.pk),
            just_changed=visit.pk in changed,
            day_has_come=visit.day <= timezone.localdate(now),
            **_waiting(visit, arrived.get(visit.pk), now),
        )
        for visit in visits
    ]


def _changes(day: date, now: datetime) -> tuple[set[int], dict[int, datetime]]:
    """Visits changed a moment ago, and when each patient came. One query."""
    steps = VisitChange.objects.filter(visit__day=day).exclude(from_state="")
    told = steps.filter(Q(at__gte=now - UNDO_FOR) | Q(visit__state="arrived", to_state="arrived")).order_by("at")
    rows = list(told.values_list("visit_id", "at", "to_state"))
    return {pk for pk, at, _to in rows if at >= now - UNDO_FOR}, {pk: at for pk, at, to in rows if to == "arrived"}


def _waiting(visit: Visit, arrived: datetime | None, now: datetime) -> dict[str, Any]:
    """Nothing for who is not waiting, or whose coming nobody noted."""
    if visit.state != "arrived" or arrived is None:
        return {}
    waited = max(0, int((now - arrived).total_seconds() // 60))
    return {"arrived_at": arrived, "waited": waited, "too_long": now - max(arrived, visit.starts) >= LONG_WAIT}


def is_uncovered(visit: Visit, now: datetime) -> bool:
    """Wants an interpreter to whom nobody has been sent, and it is not over."""
    return bool(visit.gaps(now))


def _late(visit: Visit, now: datetime) -> int:
    """Full minutes the patient is late; 0 for one who is here or not yet due."""
    return int((now - visit.starts).total_seconds() // 60) if visit.state == "booked" and visit.starts < now else 0


def _ending(day: date) -> tuple[Ending, ...]:
    stays = Stay.objects.filter(
        last_day__range=(day, day + ENDING_SOON),
        left_on=None,
        patient__visits__day__gte=day,
        patient__visits__state__in=OPEN_STATES,
    )
    found = stays.select_related("patient").distinct().order_by("last_day", "pk")[:LISTED]
    return tuple(Ending(stay, clock) for stay in found if (clock := clock_of(stay, day)))


def _failed(now: datetime) -> tuple[Reminder, ...]:
    found = Reminder.objects.filter(state="failed", due_from__gte=now - FAILED_SINCE, due_from__lte=now)
    return tuple(found.select_related("patient", "visit").order_by("-due_from")[:LISTED])
