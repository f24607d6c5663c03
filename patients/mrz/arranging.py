"""From clean lines to the lines of a layout: where the reader broke, shortened or swapped them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from patients.mrz.alphabet import FILLER, LEGAL, TO_LETTER
from patients.mrz.layouts import LAYOUTS, SIZES, Layout
from patients.mrz.typed import Typed

_MOST_LINES = 3
_SHORTEST_NAME_LINE = 6
_BEGINNING = re.compile(r"[PVIAC][A-Z0-9<](?:[A-Z0-9]{3}|D<<)")
_DATA_LINE = re.compile(r"(?=(?:[A-Z<]*[0-9]){10})[A-Z0-9<]{28,}")


@dataclass(frozen=True)
class Arrangement:
    layout: Layout
    lines: tuple[str, ...]
    cleanings: frozenset[str] = frozenset()
    regrouped: bool = False
    padded: bool = False


def whole(typed: Typed) -> list[Arrangement]:
    """Arrangements that need no character added; the plainest kind that fits wins."""
    for lines in _as_given(typed.lines):
        if found := _in_every_order(lines):
            return found
    broken = len(typed.lines) > 1
    for joined in dict.fromkeys((_squeezed("".join(typed.lines)), "".join(typed.lines))):
        for size in SIZES:
            if len(joined) == sum(size) and (found := _in_every_order(_cut(joined, size))):
                cleanings = frozenset({"whitespace"} if broken else ())
                return [Arrangement(a.layout, a.lines, a.cleanings | cleanings, regrouped=broken) for a in found]
    return []


def padded(typed: Typed) -> Iterator[Arrangement]:
    """Name lines filled up to their length; whoever takes one must see all check digits agree."""
    for width, count in ((44, 2), (36, 2), (30, 3)):
        for lines in _with_short_name(typed.lines, width, count):
            for found in _in_every_order(lines):
                if _names_are_apart(found):
                    yield Arrangement(found.layout, found.lines, found.cleanings | {"filler_restored"}, padded=True)


def _names_are_apart(arrangement: Arrangement) -> bool:
    """Does the line of names hold two fillers before it is filled up? Without them it may be torn off anywhere."""
    names = arrangement.layout.names
    return FILLER * 2 in arrangement.lines[names.line - 1][names.first - 1 :].rstrip(FILLER)


def _squeezed(line: str) -> str:
    return line.replace(" ", "")


def _as_given(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(lines) > _MOST_LINES:
        return
    for choice in product(*(dict.fromkeys((_squeezed(line), line)) for line in lines)):
        if tuple(map(len, choice)) in SIZES:
            yield choice


def _cut(joined: str, size: tuple[int, ...]) -> tuple[str, ...]:
    width = size[0]
    return tuple(joined[i : i + width] for i in range(0, len(joined), width))


def _with_short_name(lines: tuple[str, ...], width: int, count: int) -> Iterator[tuple[str, ...]]:
    """A blank in a shortened line stands for a filler, or the names on both sides would grow together."""
    joined, data = "".join(lines), width * (count - 1)
    splits = [lines] if len(lines) == count else []
    if len(lines) == 1 and data + _SHORTEST_NAME_LINE <= len(joined) < data + width:
        names_first = (joined[:-data], *_cut(joined[-data:], (width,)))
        # Where nothing parts the names from the number, a line torn in between cannot be told from a short one.
        splits += [names_first] if names_first[0].endswith(FILLER * 2) else []
        splits.append((*_cut(joined[:data], (width,)), joined[data:]))
    for split in splits:
        fitted = [line if len(line) <= width else _squeezed(line) for line in split]
        lengths = sorted(map(len, fitted))
        if _SHORTEST_NAME_LINE <= lengths[0] < width and all(n == width for n in lengths[1:]):
            yield tuple(line.ljust(width, FILLER) for line in fitted)


def _in_every_order(lines: tuple[str, ...]) -> list[Arrangement]:
    if not all(set(line) <= LEGAL | {" "} for line in lines):
        return []
    found = []
    for order in permutations(range(len(lines))):
        turned = tuple(lines[i] for i in order)
        swapped = frozenset() if order == tuple(sorted(order)) else frozenset({"line_order"})
        found += [Arrangement(layout, turned, swapped) for layout in LAYOUTS if _begins(layout, turned)]
    return found


def _begins(layout: Layout, lines: tuple[str, ...]) -> bool:
    first = lines[0][:1]
    return layout.lengths == tuple(map(len, lines)) and TO_LETTER.get(first, first) in layout.letters


def resembles(typed: Typed) -> bool:
    """Is this a zone, or the beginning of one? A person typing a name or a telephone number is none."""
    lines = [_squeezed(line) for line in typed.lines]
    joined = "".join(lines)
    if not lines or not set(joined) <= LEGAL:
        return False
    # On the Russian layout a filler is the letter Б: a name such as Збруев must not be taken for a passport.
    fillers = FILLER * 2 if "layout_ru" in typed.cleanings and joined[2:5] != "RUS" else FILLER
    begins = _BEGINNING.match(joined) and fillers in joined
    return bool(begins or _DATA_LINE.match(lines[0]) or _DATA_LINE.match(lines[-1]))


def structural_problem(typed: Typed) -> str:
    if not resembles(typed):
        return "not_mrz"
    lengths = [len(_squeezed(line)) for line in typed.lines]
    first = typed.lines[0][:1]
    longest = max(lengths)
    expected = 3 if first in "ACI" and longest <= 32 else 2
    run_together = len(lengths) == 1 and longest > 44
    return "line_length" if len(lengths) == expected or run_together else "line_count"
