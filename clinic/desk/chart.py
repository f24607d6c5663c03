"""One patient's page: facts, stay, and everything that happened in one line of time. A fixed number of queries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clinic.audit.models import Reading
from clinic.desk.curves import Curve, curve_of
from clinic.plans.models import Plan, Prescription, Score, Step
from clinic.reminders.models import Reminder
from clinic.reports.models import Document
from clinic.visits.models import Visit
from patients.facts import once
from patients.models import Contact, EmergencyContact, Fact, Patient, Stay
from patients.stay_clocks import LodgingTold, Told, clock_of, lodging_of, told_of
from patients.stays import Badge
from patients.time_zones import local_time, zone_of

KINDS = ("visit", "plan", "formula", "paper", "message", "stay")
SHOWN = 40
ROWS_OF_A_KIND = 300
COMING = 8


@dataclass(frozen=True)
class Event:
    """Something that happened to the patient. `timed` is False where only the day is known."""

    kind: str
    at: datetime
    thing: Any
    timed: bool = True


@dataclass(frozen=True)
class Session:
    """One of a course: done, today, booked, missed or open (not booked yet)."""

    number: int
    state: str
    visit: Visit | None


@dataclass(frozen=True)
class Course:
    """Sessions of one service that a signed plan asked for."""

    step: Step
    sessions: tuple[Session, ...]

    @property
    def done(self) -> int:
        return sum(session.state == "done" for session in self.sessions)

    @property
    def last_booked(self) -> date | None:
        return max((session.visit.day for session in self.sessions if session.visit), default=None)


@dataclass(frozen=True)
class Chart:
    patient: Patient
    stay: Stay | None
    clock: Badge | None
    told: Told | None
    lodging: LodgingTold | None
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    upcoming: tuple[Visit, ...]
    familiar: tuple[str, int] | None
    courses: tuple[Course, ...]
    curve: Curve | None
    plan: Plan | None
    looked: tuple[Reading, ...]
    ways: tuple[Contact, ...]
    relatives: tuple[EmergencyContact, ...]
    there: str

    @property
    def counts(self) -> dict[str, int]:
        return Counter(event.kind for event in self.events)

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind)

    @property
    def allergies(self) -> tuple[Fact, ...]:
        return self.of_kind("allergy")

    @property
    def medicines(self) -> tuple[Fact, ...]:
        return self.of_kind("medicine")

    @property
    def conditions(self) -> tuple[Fact, ...]:
        return (*self.of_kind("pregnancy"), *self.of_kind("condition"))


def chart_of(patient: Patient, *, now: datetime) -> Chart:
    """Thirteen queries, and one for the steps of a signed plan.

    Stays, the rules of the last one, facts, visits, plans, formulas, papers, messages, scores, looks, contacts, relatives.
    """
    today = timezone.localdate(now)
    stays = list(Stay.objects.filter(patient=patient).select_related("crossing", "rule", "group").order_by("-entry_date"))
    visits = list(_visits(patient))
    plans = list(Plan.objects.filter(patient=patient).select_related("diagnosis", "pattern", "practitioner"))
    plan = max((plan for plan in plans if plan.state == "signed"), key=lambda plan: plan.created_at, default=None)
    stay = next((stay for stay in stays if stay.entry_date <= today), None)
    events = sorted(_events(patient, stays, visits, plans, now=now), key=lambda event: event.at, reverse=True)
    return Chart(
        patient=patient,
        stay=stay,
        clock=clock_of(stay, today),
        told=told_of(stay, nationality=patient.nationality, today=today) if stay else None,
        lodging=lodging_of(stay, today=today) if stay and not stay.left_on else None,
        facts=once(Fact.objects.filter(patient=patient, ended_at__isnull=True).order_by("kind", "pk")),
        events=tuple(events),
        upcoming=tuple([visit for visit in reversed(visits) if visit.starts > now and visit.state == "booked"][:COMING]),
        familiar=_familiar(visits),
        courses=_courses(plan, visits, today),
        curve=_curve(patient, plan),
        plan=plan,
        looked=_looked(patient, today),
        ways=tuple(patient.contacts.filter(ended_at=None).order_by("-preferred", "pk")),
        relatives=tuple(patient.emergency_contacts.filter(ended_at=None).order_by("pk")),
        there=local_time(zone_of(patient), now),
    )


def _visits(patient: Patient) -> list[Visit]:
    found = Visit.objects.filter(patient=patient).select_related("service", "practitioner", "room", "booking__interpreter")
    return list(found.order_by("-starts")[:ROWS_OF_A_KIND])


def _events(patient: Patient, stays: list[Stay], visits: list[Visit], plans: list[Plan], *, now: datetime) -> Iterator[Event]:
    today = timezone.localdate(now)
    yield from (Event("visit", visit.starts, visit) for visit in visits if visit.day <= today)
    yield from (Event("plan", plan.signed_at or plan.created_at, plan) for plan in plans)
    yield from (Event("stay", _midnight(stay.entry_date), stay, timed=False) for stay in stays)
    formulas = Prescription.objects.filter(patient=patient).select_related("formula", "practitioner").order_by("-created_at")
    yield from (Event("formula", one.signed_at or one.created_at, one) for one in formulas[:ROWS_OF_A_KIND])
    papers = Document.objects.filter(patient=patient).defer("words").order_by("-issued_at")
    yield from (Event("paper", one.issued_at, one) for one in papers[:ROWS_OF_A_KIND])
    told = Reminder.objects.filter(patient=patient, state__in=("sent", "failed", "expired")).select_related("visit").order_by("-due_from")
    yield from (Event("message", one.sent_at or one.due_from, one) for one in told[:ROWS_OF_A_KIND])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def _looked(patient: Patient, today: date) -> tuple[Reading, ...]:
    """Who opened this page today, each person once with her last look."""
    looks = Reading.objects.filter(subject="chart", subject_id=patient.pk, at__gte=_midnight(today)).select_related("by").order_by("at")
    return tuple({look.by_id: look for look in looks[:ROWS_OF_A_KIND]}.values())[::-1]


def _familiar(visits: list[Visit]) -> tuple[str, int] | None:
    """The interpreter who was with this patient most often, and how often."""
    met = Counter(str(visit.booking.interpreter) for visit in visits if visit.booking and visit.state == "done")
    return met.most_common(1)[0] if met else None


def _courses(plan: Plan | None, visits: list[Visit], today: date) -> tuple[Course, ...]:
    if plan is None:
        return ()
    found = []
    for step in plan.steps.filter(sessions__isnull=False).select_related("service"):
        mine = [visit for visit in reversed(visits) if visit.step_id == step.pk and visit.state != "cancelled"]
        found.append(Course(step, tuple(_session(number, mine, today) for number in range(1, (step.sessions or 0) + 1))))
    return tuple(found)


def _session(number: int, visits: list[Visit], today: date) -> Session:
    visit = next((visit for visit in visits if visit.session_number == number), None)
    if visit is None:
        return Session(number, "open", None)
    if visit.state in ("done", "no_show"):
        return Session(number, "done" if visit.state == "done" else "missed", visit)
    return Session(number, "today" if visit.day == today else "booked", visit)


def _curve(patient: Patient, plan: Plan | None) -> Curve | None:
    """The scale measured most often in the plan, or ever."""
    scores = list(Score.objects.filter(patient=patient).select_related("scale").order_by("at")[:ROWS_OF_A_KIND])
    scores = [score for score in scores if plan and score.plan_id == plan.pk] or scores
    if not scores:
        return None
    scale = Counter(score.scale for score in scores).most_common(1)[0][0]
    values = [Decimal(score.value) for score in scores if score.scale_id == scale.pk][-10:]
    return curve_of(str(scale), values, lowest=scale.range_min, highest=scale.range_max, matters=scale.mcid)
