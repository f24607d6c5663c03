"""Plans and formulas as they stand in the database, in the frozen shapes that the rules judge."""
from clinic.departments.models import Practitioner, Service
from clinic.herbs.models import Formula, Herb
from clinic.plans.completeness import FormulaAsStored, HerbAsStored, PlanAsStored, Sides, StepAsStored
from clinic.plans.models import Plan, Prescription, PrescriptionItem, Step
from clinic.plans.vocabulary import Diagnosis, Pattern, Pulse, Tongue
from patients.models import Patient

Named = Diagnosis | Formula | Herb | Pattern | Practitioner | Pulse | Service | Tongue


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
        title=Sides(plan.practitioner.title_zh_hans or "", plan.practitioner.title_ru or ""),
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


def sides(thing: Named) -> Sides:
    """The two columns themselves: `name` would silently give the other language for a blank one."""
    return Sides(thing.name_zh_hans or "", thing.name_ru or "")


def patient_sides(patient: Patient) -> Sides:
    """A patient without a Russian name is printed by the Latin one of the passport."""
    return Sides(patient.chinese_name, patient.russian_name or patient.latin_name)


def _step(step: Step) -> StepAsStored:
    note = Sides(step.note_zh, step.note_ru)
    if step.service is None:
        return StepAsStored(service=None, note=note, formula_state=step.prescription.state if step.prescription else "")
    service = step.service
    before = Sides(service.preparation_zh_hans or "", service.preparation_ru or "")
    after = Sides(service.aftercare_zh_hans or "", service.aftercare_ru or "")
    return StepAsStored(service=sides(service), note=note, advice=(before, after))


def _herb(herb: Herb) -> HerbAsStored:
    preparation = Sides(herb.decoction_note_zh_hans or "", herb.decoction_note_ru or "")
    return HerbAsStored(name=sides(herb), latin=herb.name_latin, preparation=preparation)
