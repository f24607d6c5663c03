"""Herbal formulas: begin from a classical one or empty, write, check, sign. What is signed is frozen word for word."""
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from clinic.accounts.models import User
from clinic.departments.models import Practitioner
from clinic.herbs.models import Formula, Herb
from clinic.plans.checking import Checked, check_stored
from clinic.plans.completeness import formula_gaps
from clinic.plans.drafts import claim
from clinic.plans.findings import reason_for
from clinic.plans.freezing import frozen
from clinic.plans.models import OverriddenFinding, Prescription, PrescriptionItem
from clinic.plans.refusals import HerbTwice, HerbUnknown, Incomplete, ReasonsMissing, UnsafeFormula
from clinic.plans.stored import formula_as_stored
from clinic.plans.usages import usages
from patients.models import Patient

SHORTEST_REASON = 4
LONGEST = 400  # characters of one column of an overridden finding; the frozen formula keeps everything
STEP_OF_GRAMS = Decimal("0.1")


@dataclass(frozen=True)
class Portion:
    """One herb as it should stand in the formula: its code, grams a day, its part in the formula."""

    herb: str
    grams: Decimal
    role: str = ""


@dataclass(frozen=True)
class Contents:
    """A whole formula as the page showed it; `reasons` are kept with the draft until it is signed."""

    portions: tuple[Portion, ...]
    days: int
    usage_zh: str = ""
    usage_ru: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft(patient: Patient, *, practitioner: Practitioner, by: User, now: datetime, formula: Formula | None = None) -> Prescription:
    """A new draft; from a classical formula it takes the herbs with their parts and grams; the usual words on taking it stand ready."""
    usual = usages()[0]
    made = Prescription.objects.create(
        patient=patient, practitioner=practitioner, formula=formula, usage_zh=usual.zh, usage_ru=usual.ru, created_at=now, created_by=by
    )
    if formula:
        items = formula.items.order_by("position")
        _write_items(made, [(item.herb_id, item.grams, item.role) for item in items])
    return made


@transaction.atomic
def change(prescription: Prescription, contents: Contents, *, seen: int, by: User, now: datetime) -> Prescription:
    """The whole draft as the page showed it. Raises NotADraft, DraftChanged, HerbUnknown, HerbTwice."""
    held = claim(prescription, seen=seen, by=by, now=now)
    herbs = _known_herbs([portion.herb for portion in contents.portions])
    held.days, held.usage_zh, held.usage_ru, held.reasons = contents.days, contents.usage_zh, contents.usage_ru, dict(contents.reasons)
    held.save(update_fields=["days", "usage_zh", "usage_ru", "reasons"])
    held.items.all().delete()
    _write_items(held, [(herbs[portion.herb], portion.grams, portion.role) for portion in contents.portions])
    return held


@transaction.atomic
def copy(prescription: Prescription, *, by: User, now: datetime) -> Prescription:
    """The same herbs, days and words as a new draft."""
    made = Prescription.objects.create(
        patient_id=prescription.patient_id, practitioner_id=prescription.practitioner_id, formula_id=prescription.formula_id,
        days=prescription.days, usage_zh=prescription.usage_zh, usage_ru=prescription.usage_ru, created_at=now, created_by=by,
    )
    _write_items(made, list(prescription.items.values_list("herb_id", "grams", "role")))
    return made


@transaction.atomic
def sign(prescription: Prescription, reasons: Mapping[str, str], *, seen: int, by: User, now: datetime) -> Prescription:
    """Check what is stored, once more and inside the transaction; then freeze it.

    `reasons` answers each warning by its key, see `findings.reason_for`. Raises NotADraft, DraftChanged, Incomplete,
    UnsafeFormula for what no reason can sign, ReasonsMissing for unanswered warnings.
    """
    held = claim(prescription, seen=seen, by=by, now=now)
    items = list(held.items.select_related("herb"))
    if gaps := formula_gaps(formula_as_stored(held, items)):
        raise Incomplete(gaps)
    checked = check_stored(held, now)
    _refuse_unsafe(checked, reasons)
    _keep_overridden(held, checked, reasons, by=by, now=now)
    held.frozen = frozen(held, items, checked, reasons, by=by, now=now)
    held.state, held.signed_at, held.signed_by = Prescription.State.SIGNED, now, by
    held.save(update_fields=["frozen", "state", "signed_at", "signed_by"])
    return held


def _refuse_unsafe(checked: Checked, reasons: Mapping[str, str]) -> None:
    if blocks := [finding for finding in checked.findings if finding.severity == "block"]:
        raise UnsafeFormula(blocks)
    if unanswered := [finding for finding in checked.warnings if not is_reason(reason_for(finding, reasons))]:
        raise ReasonsMissing(unanswered)


def is_reason(text: str) -> bool:
    """Some letters or ideographs; dots and digits alone explain nothing. Two ideographs say as much as four letters."""
    return sum(2 if "\u4e00" <= sign <= "\u9fff" else 1 for sign in text if sign.isalpha()) >= SHORTEST_REASON


def _keep_overridden(held: Prescription, checked: Checked, reasons: Mapping[str, str], *, by: User, now: datetime) -> None:
    OverriddenFinding.objects.bulk_create(
        OverriddenFinding(
            prescription=held, code=finding.code, severity=finding.severity, herbs=list(finding.herbs),
            detail=finding.detail[:LONGEST], source=finding.source[:LONGEST], reason=reason_for(finding, reasons)[:LONGEST], by=by, at=now,
        )
        for finding in checked.warnings
    )


def _known_herbs(codes: Sequence[str]) -> dict[str, int]:
    """Code → id of each, all different and in use."""
    herbs = dict(Herb.objects.filter(code__in=codes, active=True).values_list("code", "pk"))
    if unknown := [code for code in codes if code not in herbs]:
        raise HerbUnknown(unknown)
    if twice := [code for code, times in Counter(codes).items() if times > 1]:
        raise HerbTwice(twice)
    return herbs


def _write_items(prescription: Prescription, rows: Sequence[tuple[int, Decimal, str]]) -> None:
    PrescriptionItem.objects.bulk_create(
        PrescriptionItem(prescription=prescription, position=position, herb_id=herb_id, grams=grams.quantize(STEP_OF_GRAMS), role=role)
        for position, (herb_id, grams, role) in enumerate(rows, start=1)
    )
