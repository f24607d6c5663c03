"""How much it matters that a window is interpreted: 1, 2 or 3, each with its reasons. Pure.

The planner weighs the three as 1, 3 and 9: one window of the highest level is worth more than two of the next.
"""

from dataclasses import dataclass

MUST, SHOULD, NORMAL = 3, 2, 1
LAST_DAYS = 1  # days left, today not counted: another day can hardly be found
FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a window's visit. `days_left` of the stay in China, None when nothing binds it."""

    kind: str
    first_visit: bool = False
    days_left: int | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Urgency:
    """Reasons: consultation, first_visit, last_days, few_days, waits; none for an ordinary session."""

    level: int
    reasons: tuple[str, ...]


def urgency(case: Case) -> Urgency:
    """What cannot be done without words, or on another day, before what can."""
    must = _those(
        consultation=case.kind == "consultation",  # without words there is no diagnosis, and all that follows rests on it
        first_visit=case.first_visit,  # knows neither the house nor what will be done to her
        last_days=case.days_left is not None and case.days_left <= LAST_DAYS,
    )
    should = _those(
        few_days=not must and case.days_left is not None and case.days_left <= FEW_DAYS,
        waits=case.waits,  # sits in the corridor already
    )
    return Urgency(MUST if must else SHOULD if should else NORMAL, must + should)


def _those(**reasons: bool) -> tuple[str, ...]:
    return tuple(code for code, applies in reasons.items() if applies)
