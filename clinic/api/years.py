"""The yearly counts with their definitions."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema

from clinic.api.problems import answers
from clinic.api.signing_in import may
from clinic.statistics.counts import of_year
from clinic.statistics.definitions import BREAKDOWNS, MEASURES
from clinic.statistics.interpreting_counts import interpreting_of
from clinic.statistics.interpreting_definitions import INTERPRETING
from clinic.statistics.shape import as_plain

router = Router(tags=["statistics"])


class DefinitionOut(Schema):
    code: str
    title: str
    unit: str
    definition: str


class InterpretingOut(Schema):
    """What interpreters did up to today; null where there is nothing to divide by."""

    minutes_interpreted: int
    minutes_booked: int
    minutes_beyond_plan: int
    wait: float | None
    delay: float | None
    windows_uncovered: int
    utilisation: float | None
    fairness: int | None
    fairness_coefficient: float | None


class YearOut(Schema):
    """Breakdowns are by code; an empty code means not known. Months begin with January."""

    year: int
    persons: int
    new_persons: int
    visits: int
    sessions: int
    formulas: int
    interpreter_hours: float
    interpreter_minutes: int
    without_interpreter: int
    months: list[int]
    regions: dict[str, int]
    services: dict[str, int]
    referrals: dict[str, int]
    interpreting: InterpretingOut
    definitions: list[DefinitionOut]


@router.get("statistics/{year}", response=answers(200, YearOut), auth=may("see_counts"))
def yearly_counts(request: HttpRequest, year: Annotated[int, Path(ge=2000, le=2100)]) -> dict[str, object]:
    """The counts of a calendar year (dates in Heihe), with what each of them counts in the language asked for."""
    measures = [{"code": m.code, "title": _(m.title), "unit": _(m.unit), "definition": _(m.definition)} for m in (*MEASURES, *INTERPRETING)]
    units = {measure.code: measure.unit for measure in MEASURES}
    breakdowns = [{"code": b.code, "title": _(b.title), "unit": _(units[b.of]), "definition": _(b.definition)} for b in BREAKDOWNS]
    interpreting = interpreting_of(year, today=timezone.localdate()).as_plain
    return {**as_plain(of_year(year)), "interpreting": interpreting, "definitions": [*measures, *breakdowns]}
