"""Grams of prepared slices for one day: what a dose is, sums, and where it lies in the Pharmacopoeia's range."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

MOST_GRAMS = Decimal(5000)  # beyond any pot: a slip of the keyboard, not a dose


class ImpossibleDose(ValueError):
    """Not a weight: not a number, not above zero, or more than any pot holds."""

    def __init__(self, code: object, grams: object) -> None:
        super().__init__(f"{code}: {grams!r} g is no dose")
        self.code = code
        self.grams = grams


@dataclass(frozen=True)
class Dose:
    """One herb and its grams a day."""

    code: str
    grams: Decimal | int | float


def grams_of(dose: Dose) -> Decimal:
    """The grams as an exact number; raises ImpossibleDose."""
    grams = dose.grams
    if isinstance(grams, bool) or not isinstance(grams, Decimal | int | float):
        raise ImpossibleDose(dose.code, grams)
    exact = Decimal(str(grams))
    if not exact.is_finite() or not 0 < exact <= MOST_GRAMS:
        raise ImpossibleDose(dose.code, grams)
    return exact


def totals(doses: Iterable[Dose]) -> Mapping[str, Decimal]:
    """Grams of each herb for one day; a herb written twice counts twice."""
    sums: dict[str, Decimal] = {}
    for dose in doses:
        sums[dose.code] = sums.get(dose.code, Decimal(0)) + grams_of(dose)
    return sums


def grams_a_day(doses: Iterable[Dose]) -> Decimal:
    """Weight of the whole formula for one day."""
    return sum(totals(doses).values(), Decimal(0))


def place(grams: Decimal, *, lowest: Decimal | None, highest: Decimal | None) -> Literal["above", "below", "inside"]:
    """Where a dose lies; both ends belong to the range, a missing end is open."""
    if highest is not None and grams > highest:
        return "above"
    if lowest is not None and grams < lowest:
        return "below"
    return "inside"


def written(grams: Decimal) -> str:
    """Without trailing zeros and never as a power: 3, 0.03, 100."""
    return f"{grams.normalize():f}"
