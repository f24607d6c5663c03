"""Plans and formulas as they stand in the database, in the frozen shapes that the rules judge."""
from typing import Any

from clinic.herbs.models import Herb
from clinic.plans.completeness import FormulaAsStored, HerbAsStored, PlanAsStored, Sides, StepAsStored
from clinic.plans.models import Plan, Prescription, PrescriptionItem, Step
from patients.models import Patient


def plan_as_stored(plan: Plan) -> PlanAsStored:
    """Three queries: the plan with its vocabulary is fetched once, then its steps."""
    steps = plan.steps.select_related("service", "prescription")
    signs = (("pulse", plan.pulse), ("tongue", plan.tongue))
    return PlanAsStored(
        patient=patient_sides(plan.patient),
        practitioner=sides(plan.practitioner),
        diagnosis=sides(plan.diagnosis) if plan.diagnosis else None,
        pattern=sides(plan.pattern) if plan.pattern else None,
        icd10_code=plan.icd10_code,
        complaint=Sides(plan.complaint_zh, plan.complaint_ru),
        goal=Sides(plan.goal_zh, plan.goal_ru),
        title=sides(plan.practitioner, "title"),
        signs=tuple((subject, sides(sign)) for subject, sign in signs if sign),
        steps=tuple(_step(step) for step in steps),
    )


def formula_as_stored(prescription: Prescription, items: list[PrescriptionItem]) -> FormulaAsStored:
    return FormulaAsStored(
        patient=patient_sides(prescription.patient),
        practitioner=sides(prescription.practitioner),
        herbs=tuple(_herb(item.herb) for item in items),
        usage=Sides(prescription.usage_zh, prescription.usage_ru),
        title=sides(prescription.formula) if prescription.formula else None,
    )


def sides(row: Any, field: str = "name") -> Sides:
    """The two columns of a translated field: the field itself would silently give the other language for a blank one."""
    return Sides(getattr(row, f"{field}_zh_hans") or "", getattr(row, f"{field}_ru") or "")


def patient_sides(patient: Patient) -> Sides:
    """A patient without a Russian name is printed by the Latin one of the passport."""
    return Sides(patient.chinese_name, patient.russian_name or patient.latin_name)


def _step(step: Step) -> StepAsStored:
    note = Sides(step.note_zh, step.note_ru)
    if step.service is None:
        return StepAsStored(service=None, note=note, formula_state=step.prescription.state if step.prescription else "")
    advice = (sides(step.service, "preparation"), sides(step.service, "aftercare"))
    return StepAsStored(service=sides(step.service), note=note, advice=advice)


def _herb(herb: Herb) -> HerbAsStored:
    return HerbAsStored(name=sides(herb), latin=herb.name_latin, preparation=sides(herb, "decoction_note"))
