"""The page of one plan: what was typed or stored, its lines, what is still missing before it can be signed."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import QueryDict

from clinic.departments.models import Service
from clinic.plans.completeness import plan_gaps
from clinic.plans.forms import NO_TREATMENT, NOTHING, DescriptionForm, LineForm, lines_of
from clinic.plans.models import Plan, Step
from clinic.plans.planning import Line
from clinic.plans.stored import plan_as_stored
from clinic.plans.wording import gap_in_words

WORDS = ("complaint_zh", "complaint_ru", "goal_zh", "goal_ru", "icd10_code", "revision")
VOCABULARY = ("diagnosis", "pattern", "pulse", "tongue")


@dataclass(frozen=True)
class TypedLine:
    """One line of the page; `step` when it is stored already."""

    form: LineForm
    step: Step | None

    @property
    def number(self) -> int:
        return self.form.number


@dataclass(frozen=True)
class Typed:
    """A plan as it stands on the page, right or wrong; the last line is the empty one for the next treatment."""

    form: DescriptionForm
    lines: tuple[TypedLine, ...]

    @cached_property
    def filled(self) -> tuple[TypedLine, ...]:
        return tuple(line for line in self.lines if not line.form.is_blank)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(line.form.is_valid() for line in self.filled)])

    def at_revision(self, revision: int) -> "Typed":
        """The same words over a newer draft."""
        return replace(self, form=DescriptionForm({**self.form.data, "revision": revision}))

    def as_lines(self) -> tuple[Line, ...]:
        return tuple(line.form.line() for line in self.filled)


def typed_from_stored(plan: Plan) -> Typed:
    form = {name: getattr(plan, name) for name in WORDS} | {name: getattr(plan, f"{name}_id") or "" for name in VOCABULARY}
    return Typed(DescriptionForm(form), _lines(plan, [_stored(step) for step in plan.steps.all()]))


def typed_from_post(plan: Plan, data: QueryDict, lines: Sequence[Mapping[str, str]]) -> Typed:
    return Typed(DescriptionForm(data.dict()), _lines(plan, lines))


def posted_lines(data: QueryDict) -> list[dict[str, str]]:
    return lines_of(data, LineForm.NAMES)


def missing(plan: Plan) -> list[str]:
    """Of what is stored; what is only typed is not seen here."""
    return [gap_in_words(gap) for gap in plan_gaps(plan_as_stored(plan))]


def _stored(step: Step) -> dict[str, Any]:
    return {
        "step": step.pk,
        "service": step.service_id or "",
        "sessions": step.sessions or "",
        "note_zh": step.note_zh,
        "note_ru": step.note_ru,
    }


def _lines(plan: Plan, lines: Sequence[Mapping[str, Any]]) -> tuple[TypedLine, ...]:
    steps = {step.pk: step for step in plan.steps.select_related("service", "prescription__formula")}
    formulas = frozenset(pk for pk, step in steps.items() if step.prescription_id)
    services = _services()
    filled = [line for line in lines if any(str(value).strip() for value in line.values())]
    return tuple(
        TypedLine(LineForm(line, number=number, services=services, formula_steps=formulas), _step(line, steps))
        for number, line in enumerate([*filled, {}], start=1)
    )


def _step(line: Mapping[str, Any], steps: Mapping[int, Step]) -> Step | None:
    pk = str(line.get("step", ""))
    return steps.get(int(pk)) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None


def _services() -> list[Any]:
    """Treatments in use, by kind; massage and bone-setting first."""
    order = [kind.value for kind in Service.Kind]
    offered = Service.objects.filter(active=True).exclude(kind__in=NO_TREATMENT)
    rows = sorted(offered, key=lambda service: (order.index(service.kind), service.code))
    labels = dict(Service.Kind.choices)
    return NOTHING + [(labels[kind], [(row.pk, str(row)) for row in group]) for kind, group in groupby(rows, key=lambda row: row.kind)]
