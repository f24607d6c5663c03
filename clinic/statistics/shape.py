"""The counts as plain numbers and texts, the same for the command and the API."""

from typing import Any

from clinic.statistics.counts import YearCounts
from clinic.statistics.definitions import BREAKDOWNS, MEASURES


def as_plain(counts: YearCounts) -> dict[str, Any]:
    """Measures under their codes, then the breakdowns; an empty code in a breakdown means not known."""
    plain: dict[str, Any] = {"year": counts.year}
    plain |= {measure.code: getattr(counts, measure.code) for measure in MEASURES}
    plain |= {"interpreter_minutes": counts.interpreter_minutes, "without_interpreter": counts.without_interpreter}
    plain |= {"months": list(counts.months)}
    return plain | {breakdown.code: getattr(counts, breakdown.code) for breakdown in BREAKDOWNS if breakdown.code != "months"}
