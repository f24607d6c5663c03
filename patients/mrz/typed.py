"""From what a keyboard-wedge reader typed to clean lines in the alphabet of the zone."""

import re
import unicodedata
from dataclasses import dataclass

_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN_KEYS = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM<.`"
# Shift and the comma key give the filler; on the Russian layout the same two keys give capital Б.
_BY_KEY = {ord(r): k for r, k in zip(_RUSSIAN_KEYS, _LATIN_KEYS, strict=True)}
_BY_KEY |= {ord(chr(r).upper()): k for r, k in _BY_KEY.items()}
_ANGLES = dict.fromkeys(map(ord, "《〈‹«＜"), "<")
_FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e《〈‹«]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_FILLERS = re.compile("[<《〈‹«＜].*[<《〈‹«＜]", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")
_OTHER_BREAKS = re.compile("[\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_UPPER = {ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}


@dataclass(frozen=True)
class Typed:
    """Lines in capitals; inner blanks are kept, because a reader may see a filler as a blank."""

    lines: tuple[str, ...]
    cleanings: frozenset[str]


def clean(text: str) -> Typed:
    cleanings = set()
    if _FULL_WIDTH.search(text):
        cleanings.add("ime_cn")
    text = unicodedata.normalize("NFKC", text.translate(_ANGLES)).translate(_ANGLES)
    if any(c.islower() for c in text):
        cleanings.add("case")
    if _CYRILLIC.search(text):
        cleanings.add("layout_ru")
        text = text.translate(_BY_KEY)
    lines, tidy = _lines(text.translate(_UPPER))
    if not tidy:
        cleanings.add("whitespace")
    return Typed(lines, frozenset(cleanings))


def eaten(text: str) -> bool:
    """Did a Chinese input method make characters of a passport's letters? Then nothing can be read: the layout must change."""
    return bool(_HAN.search(text) and _FILLERS.search(text))


def _lines(text: str) -> tuple[tuple[str, ...], bool]:
    pieces = _LINE_END.split(text.strip("\r\n"))
    broken = [part for piece in pieces for part in _OTHER_BREAKS.split(piece)]
    stripped = [_without_controls(part).strip(" ") for part in broken]
    lines = tuple(line for line in stripped if line)
    return lines, list(lines) == [piece for piece in pieces if piece or lines] and not any(" " in line for line in lines)


def _without_controls(line: str) -> str:
    visible = (c for c in line if unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(" " if c.isspace() else c for c in visible)
