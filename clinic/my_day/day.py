"""An interpreter's own day: her windows, the patients they belong to and what she must know of them; nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from django.db.models import Q

from clinic.my_day.phrases import Said, first_phrases
from clinic.my_day.shown import Shown, visits_of
from clinic.plans.models import Plan
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

COURSE_READ = (
    *("patient", "pk", "complaint_zh", "complaint_ru"),
    *(f"{name}__name_{tongue}" for name in ("diagnosis", "pattern") for tongue in ("zh_hans", "ru")),
)
KINDS = dict(Fact.Kind.choices)
CALL_READ = ("pk", "asked_at", "answered_at", "answered_by__name", "answered_by__username")
OPEN_STATES = ("booked", "arrived", "in_treatment")
ANSWER_SHOWN = timedelta(minutes=10)
STAYS_OPEN = timedelta(minutes=15)  # after its minutes a window waits so long for the tap that ends it


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a patient that whoever treats her must hear of."""

    pk: int
    kind: str
    text: str
    text_zh: str

    @property
    def word(self) -> str:
        """Its kind, in the language that is switched on."""
        return str(KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Course:
    """The plan that holds, in both languages; diagnosis and pattern are empty where it has none."""

    pk: int
    complaint_zh: str
    complaint_ru: str
    diagnosis_zh: str | None
    diagnosis_ru: str | None
    pattern_zh: str | None
    pattern_ru: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """Her call for help; `by` is who of the house comes, None while nobody has answered."""

    pk: int
    asked_at: datetime
    answered_at: datetime | None
    by: str | None


@dataclass(frozen=True)
class Turn:
    """One window of hers with its brief. `behind`: minutes later than planned, by all that was said so far."""

    visit: Shown
    booking: Booking
    expected: Interval
    behind: int
    clock: Badge | None
    address: Address
    plan: Course | None
    facts: tuple[Told, ...]
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
    over: tuple[tuple[Shown, Booking], ...]
    call: Call | None

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
    """Eight queries, whatever the day holds."""
    bookings = roster.day_of(interpreter_id, day)
    visits = visits_of({booking.pk for booking in bookings})
    delays = expected_of(bookings)
    windows = [(visits[booking.pk], booking) for booking in bookings if booking.pk in visits]
    coming = [(visit, booking) for visit, booking in windows if _is_open(visit, booking, delays[booking.pk], now)]
    before_her = {booking.pk for _visit, booking in coming}
    return MyDay(
        day=day,
        turns=_with_briefs(coming, delays, day),
        over=tuple((visit, booking) for visit, booking in windows if booking.pk not in before_her),
        call=_call(interpreter_id, now),
    )


def _call(interpreter_id: int, now: datetime) -> Call | None:
    """Her call for help while nobody has answered, and for a while the answer."""
    fresh = Q(answered_at=None) | Q(answered_at__gte=now - ANSWER_SHOWN)
    calls = HelpCall.objects.filter(fresh, interpreter=interpreter_id, withdrawn_at=None).order_by("-asked_at")
    for pk, asked, answered, name, username in calls.values_list(*CALL_READ)[:1]:
        return Call(pk, asked, answered, name or username)
    return None


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


def _is_open(visit: Shown, booking: Booking, delay: Expected, now: datetime) -> bool:
    """Before her or running, and not told to be over."""
    return visit.state in OPEN_STATES and booking.ended_at is None and delay.interval.end + STAYS_OPEN > now


def _with_briefs(windows: list[tuple[Shown, Booking]], delays: dict[int, Expected], day: date) -> tuple[Turn, ...]:
    patients = {visit.patient_id for visit, _booking in windows}
    clocks, facts, plans = clocks_of(patients, day), _to_tell(patients), _plans(patients)
    phrases = first_phrases({visit.kind for visit, _booking in windows})
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
            phrases=phrases[visit.kind],
        )
        for visit, booking in windows
    )


def _to_tell(patients: set[int]) -> dict[int, list[Told]]:
    """Allergies, medicines and a pregnancy: what the treatment must respect. Other conditions are the practitioner's."""
    found: dict[int, list[Told]] = {}
    rows = Fact.objects.filter(patient__in=patients, ended_at__isnull=True).exclude(kind="condition").order_by("kind", "pk")
    for patient, fact, kind, text, text_zh in rows.values_list("patient", "pk", "kind", "text", "text_zh"):
        found.setdefault(patient, []).append(Told(fact, kind, text, text_zh))
    return found


def _plans(patients: set[int]) -> dict[int, Course]:
    """The plan that holds for each of them: the one signed last."""
    signed = Plan.objects.filter(patient__in=patients, state=Plan.State.SIGNED).order_by("created_at", "pk")
    return {patient: Course(*course) for patient, *course in signed.values_list(*COURSE_READ)}


def _address(visit: Shown, day: date) -> Address:
    born = visit.birth_date
    age = None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return polite_address(
        given=visit.given_ru or visit.given_latin, patronymic=visit.patronymic_ru, surname=visit.surname, sex=visit.sex, age=age
    )


def _shown(turn: Turn) -> tuple[object, ...]:
    visit, booking = turn.visit, turn.booking
    where = (visit.room_id, visit.practitioner_id, visit.service_id, visit.session_number, visit.complaint)
    when = (booking.starts, booking.ends, booking.late_minutes, booking.started_at, turn.behind)
    return (*where, *when, turn.plan and turn.plan.pk, [fact.pk for fact in turn.facts], turn.address.words)
