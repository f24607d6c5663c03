"""A small line chart as numbers for SVG attributes. Pure."""
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LEFT, RIGHT, TOP, BOTTOM = 28.0, 312.0, 12.0, 106.0
PLACES = 10


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Curve:
    """`better` is the change from first to last, signed as measured; `matters` the smallest change that counts."""

    title: str
    points: tuple[Point, ...]
    lines: tuple[Point, ...]
    first: str
    last: str
    change: Decimal
    matters: Decimal | None

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def counts(self) -> bool:
        return self.matters is not None and abs(self.change) >= self.matters


def curve_of(title: str, values: Sequence[Decimal], *, lowest: Decimal, highest: Decimal, matters: Decimal | None = None) -> Curve:
    """`values` in time order, at least one; the scale runs from `lowest` at the bottom to `highest` at the top."""

    def height(value: Decimal) -> float:
        share = float((value - lowest) / (highest - lowest))
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    step = (RIGHT - LEFT) / (PLACES - 1)
    points = tuple(Point(round(LEFT + step * at, 1), height(value), plain(value)) for at, value in enumerate(values[:PLACES]))
    middle = (lowest + highest) / 2
    lines = tuple(Point(LEFT, height(value), plain(value)) for value in (lowest, middle, highest))
    return Curve(title, points, lines, points[0].label, points[-1].label, values[len(points) - 1] - values[0], matters)


def plain(value: Decimal) -> str:
    """4 for 4.0, 4.5 for 4.5."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
