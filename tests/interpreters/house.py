"""Whatever may happen to visits and their interpreters in a day, in any order: the machine behind `test_never_twice`.

What must hold after every step stands in its invariants; more ways to change a day are more rules.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from itertools import combinations

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from clinic.coordination import proposals
from clinic.visits import moving, progress, scheduling, speaking, windowing
from clinic.visits.models import Visit, VisitChange
from clinic.visits.refusals import Refusal
from clinic.visits.states import NEXT, SETS_FREE
from clinic.visits.windows import Interpreting
from interpreters import absences
from interpreters.availability import Busy, Interval, Place
from interpreters.booking import BookingRefused
from interpreters.models import Absence, Booking, Interpreter, TravelTime
from interpreters.ways import walk
from tests.interpreters.make import at
from tests.make import make_interpreter, make_patient, make_practitioner, make_room, make_service

# The last Monday of a month, a day before the visits: all of them can still be booked.
NOW = at("23:00", day=date(2026, 11, 29))
DAY = date(2026, 11, 30)
PARTS = [
    None,
    Interpreting("none"),
    Interpreting("whole"),
    *(Interpreting(mode, m) for mode in ("first", "first_and_last") for m in (1, 10)),
]
BOTH_ENDS = [part for part in PARTS if part and part.mode == "first_and_last"]
MORNING = at("09:00", day=DAY)
# Few enough that they collide; some touch.
moments = st.integers(0, 8).map(lambda number: at("08:00", day=DAY) + timedelta(minutes=15 * number))
people, visits, parts = st.integers(0, 2), st.integers(0, 7), st.sampled_from(PARTS)
keys = st.sampled_from(["", "opening", "closing"])


@contextmanager
def perhaps() -> Iterator[None]:
    """A polite no is an answer, and writes nothing; anything else is a fault."""
    with suppress(Refusal, BookingRefused), transaction.atomic():
        yield


class House(RuleBasedStateMachine):
    """Three interpreters, three rooms, the desk, the coordinator and the interpreters themselves, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        VisitChange.objects.all().delete()
        for rows in (Visit, Booking, Absence):
            rows.objects.all().delete()
        if not Interpreter.objects.exists():
            _furnish()
        self.people = list(Interpreter.objects.order_by("pk"))
        self.practitioners = list(make_service().practitioners.order_by("pk"))
        self.by = {"by_id": None, "now": NOW}
        self.proposals: list[int] = []

    @initialize(part=st.sampled_from(BOTH_ENDS))
    def a_morning(self, part):
        """One visit in each room with both ends interpreted: what is rare otherwise."""
        for number, practitioner in enumerate(self.practitioners):
            given = {"interpreter_id": self.people[number].pk, "interpreting": part}
            scheduling.book(scheduling.NewVisit(make_patient().pk, make_service().pk, practitioner.pk, MORNING, **given), **self.by)

    def visit(self, number: int) -> Visit:
        rows = Visit.objects.order_by("pk")
        return rows[number % rows.count()]

    @property
    def any_visit(self) -> bool:
        return Visit.objects.exists()

    @rule(where=people, who=st.none() | people, last=st.none() | people, starts=moments, part=parts)
    def book(self, where, who, last, starts, part):
        speakers = [None if one is None else self.people[one].pk for one in (who, last)]
        given = {"interpreter_id": speakers[0], "closing_interpreter_id": speakers[1], "interpreting": part}
        with perhaps():
            new = scheduling.NewVisit(make_patient().pk, make_service().pk, self.practitioners[where].pk, starts, **given)
            scheduling.book(new, **self.by)

    @precondition(lambda self: self.any_visit)
    @rule(number=visits, who=st.none() | people, window=keys)
    def assign(self, number, who, window):
        with perhaps():
            scheduling.assign(self.visit(number).pk, None if who is None else self.people[who].pk, window=window, **self.by)

    @precondition(lambda self: self.any_visit)
    @rule(number=visits, part=parts)
    def change_windows(self, number, part):
        with perhaps():
            windowing.change_windows(self.visit(number).pk, part, **self.by)

    @precondition(lambda self: self.any_visit)
    @rule(number=visits, starts=st.none() | moments, who=st.none() | people, window=keys)
    def move(self, number, starts, who, window):
        with perhaps():
            move = moving.Move(self.visit(number).pk, starts, window, None if who is None else self.people[who].pk)
            moving.move_visit(move, **self.by)

    @precondition(lambda self: self.any_visit)
    @rule(number=visits, step=st.integers(0, 3))
    def go_on(self, number, step):
        """Forward, back, cancelled, not come: any step that the rules know."""
        visit = self.visit(number)
        if steps := NEXT[visit.state]:
            with perhaps():
                wanted = steps[step % len(steps)]
                progress.change_state(visit.pk, wanted, seen=visit.state, by_id=None, now=visit.starts + timedelta(minutes=step))

    @precondition(lambda self: self.any_visit)
    @rule(number=visits, who=people, minute=st.integers(-5, 40), say=st.sampled_from([speaking.begin, speaking.finish]))
    def say(self, number, who, minute, say):
        visit = self.visit(number)
        with perhaps():
            say(visit.pk, interpreter_id=self.people[who].pk, by_id=None, at=visit.starts + timedelta(minutes=minute))

    @rule(who=people, starts=moments, minutes=st.sampled_from([1, 20, 60]))
    def fall_ill(self, who, starts, minutes):
        until = starts + timedelta(minutes=minutes)
        absences.note(self.people[who].pk, starts=starts, ends=until, reason="sick", **self.by)

    @rule()
    def propose(self):
        self.proposals.append(proposals.propose(DAY, help_wanted=False, **self.by).pk)

    @precondition(lambda self: self.proposals)
    @rule(data=st.data())
    def accept(self, data):
        """Any proposal ever made: an old one may be gone, stale, or accepted already."""
        with suppress(proposals.ProposalRefused), transaction.atomic():
            proposals.accept(data.draw(st.sampled_from(self.proposals)), **self.by)

    @rule()
    def come_back(self):
        for absence in Absence.objects.all()[:1]:
            absences.end(absence.pk, at=absence.starts)

    @invariant()
    def nobody_is_in_two_rooms_nor_between_them(self):
        ways = walk()
        spans = [(row.interpreter_id, Busy(Interval(row.starts, row.ends), Place(row.place, row.floor))) for row in _live()]
        for (one, first), (other, second) in combinations(spans, 2):
            assert one != other or not first.interval.widened(ways.minutes(first.place, second.place)).overlaps(second.interval)

    @invariant()
    def every_live_booking_is_the_window_of_one_live_visit(self):
        windows = [window for visit in Visit.objects.all() if visit.state not in SETS_FREE for window in visit.windows]
        held = Counter(window.booking_id for window in windows if window.booking_id)
        live = {row.pk: row for row in _live()}
        assert held == Counter(live.keys())
        assert all((window.starts, window.ends) == (live[window.booking_id].starts, live[window.booking_id].ends)
                   for window in windows if window.booking_id)  # fmt: skip

    @invariant()
    def a_visit_that_is_given_up_or_needs_nobody_holds_nobody(self):
        for visit in Visit.objects.all():
            holds = visit.booking_id or visit.closing_booking_id
            assert not (holds and (visit.state in SETS_FREE or not visit.windows))

    @invariant()
    def nobody_finished_before_she_began(self):
        assert all(row.started_at and row.ended_at >= row.started_at for row in Booking.objects.exclude(ended_at=None))


def _live() -> list[Booking]:
    return list(Booking.objects.filter(released_at=None))


def _furnish() -> None:
    """Three rooms: two on one floor, one a measured way off."""
    for code in ("302", "304", "501"):
        make_practitioner(room=make_room(code))
    for _number in range(3):
        make_interpreter()
    TravelTime.objects.create(kind="room", here="302", there="501", minutes=7)
