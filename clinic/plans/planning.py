"""Treatment plans: begin, write, sign, begin the next version. A signed plan never changes."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from clinic.accounts.models import User
from clinic.departments.models import Practitioner, Service
from clinic.plans import prescribing
from clinic.plans.completeness import plan_gaps
from clinic.plans.drafts import claim
from clinic.plans.models import Plan, Prescription, Step
from clinic.plans.refusals import Incomplete, NotSigned
from clinic.plans.stored import plan_as_stored
from clinic.plans.vocabulary import Diagnosis
from patients.models import Patient

KINDS: dict[str, str] = {Service.Kind.MASSAGE: Step.Kind.MASSAGE, Service.Kind.BONE_SETTING: Step.Kind.BONE_SETTING}


@dataclass(frozen=True)
class Description:
    """What is the matter and what is wanted. A blank МКБ-10 code takes the one of the diagnosis."""

    diagnosis_id: int | None = None
    pattern_id: int | None = None
    icd10_code: str = ""
    pulse_id: int | None = None
    tongue_id: int | None = None
    complaint_zh: str = ""
    complaint_ru: str = ""
    goal_zh: str = ""
    goal_ru: str = ""


@dataclass(frozen=True)
class Line:
    """One step as it should stand: a standing one by `step_id`, or a new one of so many sessions of a service."""

    step_id: int | None = None
    service_id: int | None = None
    sessions: int | None = None
    note_zh: str = ""
    note_ru: str = ""


@transaction.atomic
def draft(patient: Patient, *, practitioner: Practitioner, by: User, now: datetime) -> Plan:
    """An empty plan. An untouched empty draft of the same doctor is given back instead of a second one."""
    untouched = Plan.objects.filter(patient=patient, practitioner=practitioner, state=Plan.State.DRAFT, revision=0, supersedes=None)
    return untouched.first() or Plan.objects.create(patient=patient, practitioner=practitioner, created_at=now, created_by=by)


@transaction.atomic
def change(plan: Plan, description: Description, lines: Sequence[Line], *, seen: int, by: User, now: datetime) -> Plan:
    """The whole draft as the page showed it; steps that are not among `lines` go.

    A formula that loses its step loses its draft too; a signed formula stays with the patient.
    """
    held = claim(plan, seen=seen, by=by, now=now)
    _describe(held, description)
    _arrange(held, lines)
    return held


@transaction.atomic
def add_formula(plan: Plan, prescription: Prescription, *, seen: int, by: User, now: datetime) -> Step:
    """A formula as the last step of the draft."""
    held = claim(plan, seen=seen, by=by, now=now)
    last = held.steps.order_by("-position").values_list("position", flat=True).first() or 0
    return Step.objects.create(plan=held, position=last + 1, kind=Step.Kind.FORMULA, prescription=prescription)


@transaction.atomic
def sign(plan: Plan, *, seen: int, by: User, now: datetime) -> Plan:
    """Signed for good; the version before it, if any, is superseded in the same moment.

    Raises NotADraft, DraftChanged, or Incomplete with everything that is missing.
    """
    held = claim(plan, seen=seen, by=by, now=now)
    if gaps := plan_gaps(plan_as_stored(held)):
        raise Incomplete(gaps)
    held.state, held.signed_at, held.signed_by = Plan.State.SIGNED, now, by
    held.save(update_fields=["state", "signed_at", "signed_by"])
    if held.supersedes_id:
        Plan.objects.filter(pk=held.supersedes_id, state=Plan.State.SIGNED).update(state=Plan.State.SUPERSEDED)
    return held


@transaction.atomic
def supersede(plan: Plan, *, by: User, now: datetime) -> Plan:
    """A draft of the next version, filled from the signed one, which stays in force until the new one is signed.

    Asked twice, the same draft is given. Formulas come along as drafts, to be checked and signed again.
    """
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if begun := Plan.objects.filter(supersedes=held).first():
        return begun
    if held.state != Plan.State.SIGNED:
        raise NotSigned(held.state)
    fresh = Plan.objects.get(pk=plan.pk)
    fresh.pk, fresh.state, fresh.revision, fresh.version, fresh.supersedes = None, Plan.State.DRAFT, 0, held.version + 1, held
    fresh.created_at, fresh.created_by, fresh.signed_at, fresh.signed_by = now, by, None, None
    fresh._state.adding = True
    fresh.save()
    _copy_steps(held, fresh, by=by, now=now)
    return fresh


@transaction.atomic
def give_up(plan: Plan, *, seen: int, by: User, now: datetime) -> Plan:
    """A draft nobody will sign. Its draft formulas are given up with it."""
    held = claim(plan, seen=seen, by=by, now=now)
    Prescription.objects.filter(step__plan=held, state=Prescription.State.DRAFT).update(state=Prescription.State.CANCELLED)
    held.state, held.supersedes = Plan.State.CANCELLED, None
    held.save(update_fields=["state", "supersedes"])
    return held


def _describe(plan: Plan, description: Description) -> None:
    changed = dict(vars(description))
    if not description.icd10_code and description.diagnosis_id:
        changed["icd10_code"] = Diagnosis.objects.values_list("icd10_code", flat=True).get(pk=description.diagnosis_id)
    for name, value in changed.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(changed))


def _arrange(plan: Plan, lines: Sequence[Line]) -> None:
    """Steps keep their rows, because visits point at them. A line whose service nobody knows is left out."""
    standing = {step.pk: step for step in plan.steps.all()}
    kinds = dict(Service.objects.filter(pk__in=[line.service_id for line in lines if line.service_id]).values_list("pk", "kind"))
    kept = set()
    for position, line in enumerate(lines, start=1):
        step = standing.get(line.step_id or 0) or Step(plan=plan)
        if not step.prescription_id:
            if line.service_id not in kinds:
                continue
            step.kind, step.service_id, step.sessions = KINDS.get(kinds[line.service_id], Step.Kind.OTHER), line.service_id, line.sessions
        step.position, step.note_zh, step.note_ru = position, line.note_zh, line.note_ru
        step.save()
        kept.add(step.pk)
    _remove([step for pk, step in standing.items() if pk not in kept])


def _remove(steps: Sequence[Step]) -> None:
    for step in steps:
        step.delete()
    formulas = [step.prescription_id for step in steps if step.prescription_id]
    Prescription.objects.filter(pk__in=formulas, state=Prescription.State.DRAFT).update(state=Prescription.State.CANCELLED)


def _copy_steps(old: Plan, new: Plan, *, by: User, now: datetime) -> None:
    for step in old.steps.select_related("prescription"):
        if step.prescription:
            step.prescription = prescribing.copy(step.prescription, by=by, now=now)
        step.pk, step.plan = None, new
        step._state.adding = True
        step.save()

