"""Characters of ICAO Doc 9303, part 3: their values, check digits, and what a reader takes them for."""

from collections.abc import Mapping

FILLER = "<"
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEGAL = frozenset(DIGITS + LETTERS + FILLER)

# A reader's confusions in a field that holds letters only, and in one that holds digits only.
TO_LETTER: Mapping[str, str] = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
TO_DIGIT: Mapping[str, str] = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "T": "7",
    "B": "8",
}
# The one-to-one alphabet of the Russian internal passport uses no 0, 1 and 5.
TO_INTERNAL_LETTER: Mapping[str, str] = {"0": "O", "1": "I", "5": "S"}
NOISE_IN_FILLER = frozenset("KCSL")

_VALUES = {character: value for value, character in enumerate(DIGITS + LETTERS)} | {FILLER: 0}
_WEIGHTS = (7, 3, 1)


def look_alikes(character: str) -> tuple[str, ...]:
    """What else the character may be where letters and digits mix."""
    if character in TO_DIGIT:
        return (TO_DIGIT[character],)
    return tuple(letter for letter, digit in TO_DIGIT.items() if digit == character)


def check_digit(characters: str) -> str:
    total = sum(_VALUES.get(c, 0) * _WEIGHTS[i % 3] for i, c in enumerate(characters))
    return str(total % 10)
