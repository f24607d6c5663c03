"""What a paper says about one visit or one plan, read from the database with a fixed number of queries."""

from clinic.accounts.models import User
from clinic.departments.models import Department, Room, Service
from clinic.plans.models import Plan, Step
from clinic.reports import dates
from clinic.reports.content import Bilingual, CourseWords, FormulaWords, Head, PlanWords, SessionWords, SlipWords
from clinic.reports.formulas import formula_words
from clinic.reports.phrases import phrase, plural
from clinic.reports.sides import birth_of, facts_of, filled, interpreter_at, interpreter_of, last_day, name_of, sides, stay_on, who
from clinic.visits.models import LIVE_STATES, Visit
from patients.models import Fact

DOCTORS = (Service.Kind.CONSULTATION, Service.Kind.CHECK_UP, Service.Kind.NEEDLES)
INTERPRETERS = ("booking__interpreter", "closing_booking__interpreter")
IN_FORCE = ("signed", "reviewed", "dispensed")


def slip_words(visit: Visit, *, head: Head, phone: str) -> SlipWords:
    """The words of the slip of this visit; 2 queries."""
    found = Visit.objects.select_related("patient", "service", "practitioner", "room", *INTERPRETERS)
    visit = found.get(pk=visit.pk)
    doctor = visit.service.kind in DOCTORS
    return SlipWords(
        head=head,
        ticket=visit.ticket,
        day=dates.day(visit.day),
        patient=name_of(visit.patient),
        clock=dates.clock(visit.starts),
        place=_place(visit.room),
        service=sides(visit.service),
        role=phrase("role.doctor" if doctor else "role.therapist"),
        practitioner=sides(visit.practitioner),
        interpreter=interpreter_at(visit),
        way=filled(sides(visit.room, "directions")) if visit.room else None,
        last_day=last_day(stay_on(visit.patient, visit.day)),
        advice=(phrase("bring"),),
        phone=phone,
    )


def plan_words(plan: Plan, *, head: Head) -> PlanWords:
    """The words of this treatment plan with its booked sessions and its signed formulas; 6 queries."""
    plan = Plan.objects.select_related("patient", "practitioner", "diagnosis", "pattern").get(pk=plan.pk)
    steps = list(plan.steps.select_related("service", "prescription"))
    stay = stay_on(plan.patient, dates.heihe_day(plan.signed_at or plan.created_at))
    diagnosis = sides(plan.diagnosis) if plan.diagnosis else Bilingual("", "")
    return PlanWords(
        head=head,
        patient=name_of(plan.patient),
        record_number=plan.patient.mrn,
        sex=phrase(f"sex.{plan.patient.sex}"),
        birth=birth_of(plan.patient),
        last_day=last_day(stay),
        stay_basis=phrase(f"basis.{stay.basis}") if stay else None,
        complaint=filled(Bilingual(plan.complaint_zh, plan.complaint_ru)),
        diagnosis=diagnosis,
        icd10=plan.icd10_code,
        pattern=sides(plan.pattern) if plan.pattern else Bilingual("", ""),
        goal=filled(Bilingual(plan.goal_zh, plan.goal_ru)),
        allergies=facts_of(plan, Fact.Kind.ALLERGY),
        medicines=facts_of(plan, Fact.Kind.MEDICINE),
        courses=_courses(plan, steps),
        formulas=_formulas(steps),
        instructions=_instructions(steps),
        practitioner=sides(plan.practitioner),
        title=filled(sides(plan.practitioner, "title")),
    )


def head_words(department: Department | None, *, by: User | None) -> Head:
    """A head that still lacks what issuing gives: number, version, moment, address to verify at."""
    return Head(
        hospital=phrase("hospital"),
        units=_units(department),
        number="",
        version=0,
        printed_at=Bilingual("", ""),
        printed_by=who(by),
        verify_url="",
    )


def _units(department: Department | None) -> tuple[Bilingual, ...]:
    """The international desk and the department, once where they are the same."""
    desk, other = phrase("desk"), sides(department) if department else None
    return (desk, other) if other and other.zh != desk.zh else (desk,)


def _place(room: Room | None) -> Bilingual:
    return phrase("floor_and_room", floor=room.floor, room=room.code) if room else phrase("no_room")


def _courses(plan: Plan, steps: list[Step]) -> tuple[CourseWords, ...]:
    booked: dict[int | None, list[Visit]] = {}
    visits = plan.visits.filter(state__in=LIVE_STATES)
    visits = visits.select_related("practitioner", "room", *INTERPRETERS)
    for visit in visits.order_by("starts"):
        booked.setdefault(visit.step_id, []).append(visit)
    return tuple(_course(step, step.service, booked.get(step.pk, [])) for step in steps if step.service)


def _formulas(steps: list[Step]) -> tuple[FormulaWords, ...]:
    """Those in force; one that the pharmacy refused or the signer withdrew has no place on a new paper."""
    prescriptions = (step.prescription for step in steps if step.prescription and step.prescription.state in IN_FORCE)
    return tuple(formula_words(each.frozen or {}) for each in prescriptions)


def _course(step: Step, service: Service, visits: list[Visit]) -> CourseWords:
    sessions = step.sessions or len(visits)
    return CourseWords(
        service=sides(service),
        amount=phrase(f"sessions.{plural(sessions)}", n=sessions, minutes=service.duration_min),
        note=filled(Bilingual(step.note_zh, step.note_ru)),
        sessions=tuple(_session(visit, number) for number, visit in enumerate(visits, start=1)),
    )


def _session(visit: Visit, number: int) -> SessionWords:
    return SessionWords(
        number=visit.session_number or number,
        day=dates.short_day(visit.day),
        clock=dates.clock(visit.starts),
        place=phrase("room", room=visit.room.code) if visit.room else phrase("no_room"),
        practitioner=sides(visit.practitioner),
        interpreter=interpreter_of(visit),
    )


def _instructions(steps: list[Step]) -> tuple[Bilingual, ...]:
    """How to prepare and what to mind afterwards, once for each service of the plan."""
    services = {step.service_id: step.service for step in steps if step.service}
    texts = (filled(sides(service, field)) for service in services.values() for field in ("preparation", "aftercare"))
    return tuple(dict.fromkeys(text for text in texts if text))
