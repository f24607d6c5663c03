"""Charts as SVG strings: live text, classes instead of colours, the same string for page and paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 846, 216
LEFT, TOP, FLOOR = 40, 22, 192
BAR, THIN_BAR = 26, 18
STEPS = (1, 2, 2.5, 3, 5, 10)


@dataclass(frozen=True)
class Column:
    """One pair of bars: this year's figure and last year's, the label below, the list behind; no link when it is empty."""

    label: str
    value: int
    before: int
    shown: str
    href: str
    spoken: str


def paired_columns(columns: Sequence[Column], *, label: str) -> SafeString:
    """Columns side by side: last year's hollow and thin, this year's solid with its figure above."""
    top = nice_top(max((number for column in columns for number in (column.value, column.before)), default=0))
    slot = (WIDTH - LEFT) / max(len(columns), 1)
    return format_html(
        '<svg class="columns" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        _grid(top),
        format_html_join("", "{}", ((_pair(column, x=LEFT + index * slot, slot=slot, top=top),) for index, column in enumerate(columns))),
    )


def nice_top(most: int) -> int:
    """The end of an axis in four steps: a round number that holds the largest value."""
    step = 1
    while True:
        for factor in STEPS:
            if step * factor * 4 >= most and step * factor == int(step * factor):
                return int(step * factor) * 4
        step *= 10


def _grid(top: int) -> SafeString:
    rows = ((_y(top * part // 4, top), f"{top * part // 4:,}") for part in range(5))
    return format_html_join(
        "",
        '<path class="line" d="M{} {}H{}"/><text class="axis" x="{}" y="{}">{}</text>',
        ((LEFT, y, WIDTH, LEFT - 8, y + 4, figure) for y, figure in rows),
    )


def _pair(column: Column, *, x: float, slot: float, top: int) -> SafeString:
    middle = x + slot / 2
    left = round(middle - (BAR + THIN_BAR + 3) / 2, 1)
    before_y, value_y = _y(column.before, top), _y(column.value, top)
    drawn = format_html(
        '<title>{}</title><rect class="hit" x="{}" y="0" width="{}" height="{}"/>'
        '<rect class="before" x="{}" y="{}" width="{}" height="{}"/><rect class="bar" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="value" x="{}" y="{}">{}</text><text class="label" x="{}" y="{}">{}</text>',
        column.spoken,
        *(round(x, 1), round(slot, 1), HEIGHT),
        *(left, before_y, THIN_BAR, round(FLOOR - before_y, 1)),
        *(left + THIN_BAR + 3, value_y, BAR, round(FLOOR - value_y, 1)),
        *(left + THIN_BAR + 3 + BAR / 2, value_y - 5, column.shown),
        *(round(middle, 1), HEIGHT - 6, column.label),
    )
    return format_html('<a href="{}">{}</a>', column.href, drawn) if column.href else drawn


def _y(number: int, top: int) -> float:
    return round(FLOOR - number * (FLOOR - TOP) / top, 1)
