"""Where a dose lies, drawn: range of the Pharmacopoeia, classical dose, dose of today on one axis. Pure."""
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 150
SCALES = (18, 36, 72, 180, 500)  # grams at the right end; most herbs share the first, so that rows can be compared
ROOM = Decimal("1.05")


@dataclass(frozen=True)
class DoseBar:
    """Positions in the drawing's own units, ready for SVG attributes; None where there is nothing to draw."""

    range_x: str | None
    range_width: str | None
    classical_x: str | None
    dot_x: str | None
    above: bool
    below: bool

    @property
    def outside(self) -> bool:
        return self.above or self.below


def dose_bar(dose: Decimal | None, *, lowest: Decimal | None, highest: Decimal | None, classical: Decimal | None = None) -> DoseBar:
    largest = max([dose or 0, highest or 0, classical or 0]) * ROOM
    scale = next((scale for scale in SCALES if largest <= scale), SCALES[-1])
    known = lowest is not None and highest is not None
    return DoseBar(
        range_x=_x(lowest, scale) if known else None,
        range_width=_x(highest - lowest, scale) if lowest is not None and highest is not None else None,
        classical_x=_x(classical, scale) if classical is not None else None,
        dot_x=_x(dose, scale) if dose is not None else None,
        above=dose is not None and highest is not None and dose > highest,
        below=dose is not None and lowest is not None and dose < lowest,
    )


def _x(grams: Decimal | None, scale: int) -> str:
    return f"{min(WIDTH, float(grams or 0) * WIDTH / scale):.1f}"
