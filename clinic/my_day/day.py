"""An interpreter's own day: her windows, the patients they belong to and what she must know of them; nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from django.db.models import Q

from clinic.my_day.phrases import Said, first_phrases
from clinic.plans.models import Plan
from clinic.visits.models import Visit
from interpreters import roster
from interpreters.availability import Interval, Place
from interpreters.delays import Expected, expected
from interpreters.delays import Turn as Planned
from interpreters.models import Booking, HelpCall
from interpreters.ways import walk
from patients.models import Fact
from patients.names.address import Address, polite_address
from patients.stay_clocks import clocks_of
from patients.stays import Badge

TONGUES = ("zh_hans", "ru", "en")
# Half of the page's time went into making objects of columns that it does not show.
SHOWN = (
    *("ticket", "state", "ends", "complaint", "session_number", "booking_id", "closing_booking_id", "step__sessions"),
    *(f"patient__{name}" for name in ("surname_ru", "given_ru", "patronymic_ru", "surname_latin", "given_latin", "chinese_name")),
    *("patient__sex", "patient__birth_date", "room__code", "room__floor", "service__kind", "service__code"),
    *(f"{name}_{tongue}" for name in ("service__name", "service__department__name", "practitioner__name") for tongue in TONGUES),
)
PLAN_SHOWN = (
    *("patient_id", "complaint_zh", "complaint_ru"),
    *(f"{name}__name_{tongue}" for name in ("diagnosis", "pattern") for tongue in ("zh_hans", "ru")),
)
OPEN_STATES = ("booked", "arrived", "in_treatment")
ANSWER_SHOWN = timedelta(minutes=10)
STAYS_OPEN = timedelta(minutes=15)  # after its minutes a window waits so long for the tap that ends it


@dataclass(frozen=True)
class Turn:
    """One window of hers with its brief. `behind`: minutes later than planned, by all that was said so far."""

    visit: Visit
    booking: Booking
    expected: Interval
    behind: int
    clock: Badge | None
    address: Address
    plan: Plan | None
    facts: tuple[Fact, ...]
    phrases: tuple[Said, ...]

    @property
    def running(self) -> bool:
        """She is with this patient now; of a visit with two windows the closing one waits for its own start."""
        return self.visit.state == "in_treatment" and (self.booking.started_at is not None or not self.closing)

    @property
    def closing(self) -> bool:
        """Her last minutes of a visit whose first ones were told apart."""
        return self.visit.closing_booking_id == self.booking.pk


@dataclass(frozen=True)
class MyDay:
    """`turns` are those she has before her, the first is the next patient; `call` is her call for help, open or just answered."""

    day: date
    turns: tuple[Turn, ...]
    over: tuple[tuple[Visit, Booking], ...]
    call: HelpCall | None

    @property
    def next(self) -> Turn | None:
        return self.turns[0] if self.turns else None

    @property
    def calling(self) -> bool:
        return self.call is not None and self.call.answered_at is None

    @property
    def version(self) -> str:
        """Changes when anything on the page does, the clock left out."""
        turns = [(one.booking.pk, one.visit.state, _shown(one)) for one in self.turns]
        said = repr(
            (
                self.day,
                turns,
                [(booking.pk, visit.state) for visit, booking in self.over],
                self.call and (self.call.pk, self.call.answered_at),
            )
        )
        return blake2b(said.encode(), digest_size=8).hexdigest()


def my_day_of(interpreter_id: int, day: date, now: datetime) -> MyDay:
    """Nine queries, whatever the day holds."""
    bookings = roster.day_of(interpreter_id, day)
    visits = _visits_of(bookings)
    delays = expected_of(bookings)
    windows = [(visits[booking.pk], booking) for booking in bookings if booking.pk in visits]
    coming = [(visit, booking) for visit, booking in windows if _is_open(visit, booking, delays[booking.pk], now)]
    return MyDay(
        day=day,
        turns=_with_briefs(coming, delays, day),
        over=tuple(window for window in windows if window not in coming),
        call=_call(interpreter_id, now),
    )


def _call(interpreter_id: int, now: datetime) -> HelpCall | None:
    """Her call for help while nobody has answered, and for a while the answer."""
    fresh = Q(answered_at=None) | Q(answered_at__gte=now - ANSWER_SHOWN)
    return HelpCall.objects.filter(fresh, interpreter=interpreter_id, withdrawn_at=None).select_related("answered_by").first()


def expected_of(bookings: Iterable[Booking]) -> dict[int, Expected]:
    """When each booking of one person's day will really lie. One query."""
    planned = [
        Planned(
            key=booking.pk,
            planned=Interval(booking.starts, booking.ends),
            place=Place(booking.place, booking.floor),
            late=booking.late_minutes,
            started=booking.started_at,
            ended=booking.ended_at,
        )
        for booking in bookings
    ]
    return {one.key: one for one in expected(planned, walk())}


def _visits_of(bookings: Iterable[Booking]) -> dict[int, Visit]:
    """The visit of each booking; one with two windows stands under both. One query."""
    ids = {booking.pk for booking in bookings}
    found = Visit.objects.filter(Q(booking__in=ids) | Q(closing_booking__in=ids))
    visits = found.select_related("patient", "service__department", "practitioner", "room", "step").only(*SHOWN)
    return {key: visit for visit in visits for key in (visit.booking_id, visit.closing_booking_id) if key in ids and key}


def _is_open(visit: Visit, booking: Booking, delay: Expected, now: datetime) -> bool:
    """Before her or running, and not told to be over."""
    return visit.state in OPEN_STATES and booking.ended_at is None and delay.interval.end + STAYS_OPEN > now


def _with_briefs(windows: list[tuple[Visit, Booking]], delays: dict[int, Expected], day: date) -> tuple[Turn, ...]:
    patients = {visit.patient_id for visit, _booking in windows}
    clocks, facts, plans = clocks_of(patients, day), _to_tell(patients), _plans(patients)
    phrases = first_phrases({visit.service.kind for visit, _booking in windows})
    return tuple(
        Turn(
            visit=visit,
            booking=booking,
            expected=delays[booking.pk].interval,
            behind=delays[booking.pk].behind,
            clock=clocks.get(visit.patient_id),
            address=_address(visit, day),
            plan=plans.get(visit.patient_id),
            facts=tuple(facts.get(visit.patient_id, ())),
            phrases=phrases[visit.service.kind],
        )
        for visit, booking in windows
    )


def _to_tell(patients: set[int]) -> dict[int, list[Fact]]:
    """Allergies, medicines and a pregnancy: what the treatment must respect. Other conditions are the practitioner's."""
    found: dict[int, list[Fact]] = {}
    for fact in Fact.objects.filter(patient__in=patients, ended_at__isnull=True).exclude(kind="condition").order_by("kind", "pk"):
        found.setdefault(fact.patient_id, []).append(fact)
    return found


def _plans(patients: set[int]) -> dict[int, Plan]:
    """The plan that holds for each of them: the one signed last."""
    signed = Plan.objects.filter(patient__in=patients, state=Plan.State.SIGNED).select_related("diagnosis", "pattern").only(*PLAN_SHOWN)
    return {plan.patient_id: plan for plan in signed.order_by("created_at", "pk")}


def _address(visit: Visit, day: date) -> Address:
    patient, born = visit.patient, visit.patient.birth_date
    age = None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return polite_address(
        given=patient.given_ru or patient.given_latin,
        patronymic=patient.patronymic_ru,
        surname=patient.surname_ru or patient.surname_latin,
        sex=patient.sex,
        age=age,
    )


def _shown(turn: Turn) -> tuple[object, ...]:
    visit, booking = turn.visit, turn.booking
    where = (visit.room_id, visit.practitioner_id, visit.service_id, visit.session_number, visit.complaint)
    when = (booking.starts, booking.ends, booking.late_minutes, booking.started_at, turn.behind)
    return (*where, *when, turn.plan and turn.plan.pk, [fact.pk for fact in turn.facts], turn.address.words)
