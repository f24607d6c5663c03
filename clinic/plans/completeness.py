"""What a plan or a formula still lacks before it may be signed. Pure: codes out, no words.

The paper prints Chinese and Russian side by side and refuses a blank side, so a blank is found here, at the desk of
the one who can fill it, and not later at the printer.
"""
from collections.abc import Iterator
from dataclasses import dataclass, field

SIGNED_FORMULAS = ("signed", "reviewed", "dispensed")


@dataclass(frozen=True)
class Sides:
    """One text in both languages of the paper."""

    zh: str
    ru: str


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: what (`subject`), which of several (`number`, from 1), and how (`code`).

    Codes: missing, no_chinese, no_russian, not_signed, no_grams.
    """

    code: str
    subject: str
    number: int | None = None


@dataclass(frozen=True)
class StepAsStored:
    """A step: a named service with what its patients are told, or a formula in some state."""

    service: Sides | None
    note: Sides
    formula_state: str = ""
    advice: tuple[Sides, ...] = ()


@dataclass(frozen=True)
class PlanAsStored:
    patient: Sides
    practitioner: Sides
    diagnosis: Sides | None
    pattern: Sides | None
    icd10_code: str
    complaint: Sides
    goal: Sides
    title: Sides = Sides("", "")
    signs: tuple[tuple[str, Sides], ...] = ()
    steps: tuple[StepAsStored, ...] = field(default=())


@dataclass(frozen=True)
class HerbAsStored:
    name: Sides
    latin: str
    preparation: Sides


@dataclass(frozen=True)
class FormulaAsStored:
    patient: Sides
    practitioner: Sides
    herbs: tuple[HerbAsStored, ...]
    usage: Sides
    title: Sides | None = None


def plan_gaps(plan: PlanAsStored) -> tuple[Gap, ...]:
    """Everything missing at once, in the order of the page. Complaint, goal and notes stand in both languages or in none."""
    found = [*_needed("patient", plan.patient), *_needed("practitioner", plan.practitioner), *_optional("title", plan.title)]
    found += [*_optional("complaint", plan.complaint), *_needed("diagnosis", plan.diagnosis), *_needed("pattern", plan.pattern)]
    if not plan.icd10_code:
        found.append(Gap("missing", "icd10_code"))
    for subject, sign in plan.signs:
        found += _needed(subject, sign)
    found += _optional("goal", plan.goal)
    if not plan.steps:
        found.append(Gap("missing", "steps"))
    for number, step in enumerate(plan.steps, start=1):
        found += _step(step, number)
    return tuple(found)


def formula_gaps(formula: FormulaAsStored) -> tuple[Gap, ...]:
    """Everything a formula lacks before it can be checked, signed and printed."""
    found = [*_needed("patient", formula.patient), *_needed("practitioner", formula.practitioner)]
    if formula.title:
        found += _needed("formula", formula.title)
    if not formula.herbs:
        found.append(Gap("missing", "herbs"))
    for number, herb in enumerate(formula.herbs, start=1):
        found += _needed("herb", herb.name, number)
        found += _optional("preparation", herb.preparation, number)
        if not herb.latin:
            found.append(Gap("missing", "latin", number))
    return (*found, *_needed("usage", formula.usage))


def _step(step: StepAsStored, number: int) -> Iterator[Gap]:
    if step.service:
        yield from _needed("service", step.service, number)
        for advice in step.advice:
            yield from _optional("advice", advice, number)
    elif step.formula_state not in SIGNED_FORMULAS:
        yield Gap("not_signed", "step_formula", number)
    yield from _optional("note", step.note, number)


def _needed(subject: str, text: Sides | None, number: int | None = None) -> Iterator[Gap]:
    if text is None or not (text.zh.strip() or text.ru.strip()):
        yield Gap("missing", subject, number)
    else:
        yield from _optional(subject, text, number)


def _optional(subject: str, text: Sides, number: int | None = None) -> Iterator[Gap]:
    """A text that may be left out must not be left half."""
    if text.zh.strip() and not text.ru.strip():
        yield Gap("no_russian", subject, number)
    if text.ru.strip() and not text.zh.strip():
        yield Gap("no_chinese", subject, number)
