"""Checks of a formula that is not stored."""
from typing import Annotated, Self

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from clinic.api.fields import Code, Line, RecordNumber, Sent
from clinic.api.problems import Problem, WrongField, answers, unknown
from clinic.api.signing_in import caller, may
from clinic.audit.reading import record_read
from clinic.herbs import knowledge
from clinic.herbs.doses import MOST_GRAMS
from clinic.herbs.facts import Knowledge
from clinic.herbs.safety import Dose, Finding, PatientFacts, check
from clinic.plans.checking import check_doses
from patients.models import Patient

router = Router(tags=["formulas"])
Words = Annotated[list[Line], Field(max_length=50)]


class HerbIn(Sent):
    """Grams of prepared slices for one day."""

    code: Code
    grams: Annotated[float, Field(gt=0, le=float(MOST_GRAMS), allow_inf_nan=False)]


class FactsIn(Sent):
    """What the patient says, in any of the house's languages, or codes."""

    pregnant: bool = False
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    allergies: Words = []
    medicines: Words = []
    conditions: Words = []


class CheckIn(Sent):
    """Either a patient of the house or the facts themselves."""

    herbs: Annotated[list[HerbIn], Field(max_length=60)]
    patient: RecordNumber | None = None
    facts: FactsIn | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.patient is not None and self.facts is not None:
            raise PydanticCustomError("patient_or_facts", "Give a patient or facts, not both.")
        return self


class FindingOut(Schema):
    code: str
    severity: str
    herbs: list[str]
    detail: str
    source: str


@router.post("formula-checks", response=answers(200, list[FindingOut]), auth=may("write_plans", "review_prescriptions"))
def check_formula(request: HttpRequest, sent: CheckIn) -> tuple[Finding, ...]:
    """Findings, most severe first. Nothing is kept."""
    known = knowledge.current()
    _refuse_unknown(sent, known)
    doses = [Dose(herb.code, herb.grams) for herb in sent.herbs]
    if sent.patient is None:
        facts = sent.facts or FactsIn()
        return check(doses, _plain(facts), known)
    patient = Patient.objects.current().filter(mrn=sent.patient).first()
    if patient is None:
        raise unknown("patient")
    record_read(by_id=caller(request).pk, subject="chart", subject_id=patient.pk, now=timezone.now())
    return check_doses(doses, patient, timezone.now()).findings


def _plain(facts: FactsIn) -> PatientFacts:
    return PatientFacts(
        age=facts.age,
        pregnant=facts.pregnant,
        allergies=tuple(facts.allergies),
        medicines=tuple(facts.medicines),
        conditions=tuple(facts.conditions),
    )


def _refuse_unknown(sent: CheckIn, known: Knowledge) -> None:
    places = [place for place, herb in enumerate(sent.herbs) if herb.code not in known.herbs]
    wrong = [WrongField(field=f"herbs.{place}.code", code="unknown_herb") for place in places]
    if wrong:
        raise Problem(422, "unknown_herb", errors=wrong)
