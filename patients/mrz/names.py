"""The name field: primary identifier << secondary identifier."""

import re

from patients.mrz.alphabet import FILLER, NOISE_IN_FILLER

_RUN = re.compile(r"[A-Z0-9]+")


def without_noise(field: str) -> str:
    """The same field with the K, C, S, L that a reader saw inside the closing run of fillers taken out.

    `<<` stands once in a name, so letters after a second one cannot belong to it.
    """
    separator = field.find(FILLER * 2)
    if separator < 0:
        return field
    start = separator + 2
    if field[start : start + 1] != FILLER:
        second = field.find(FILLER * 2, start)
        start = len(field) if second < 0 else second + 2
    tail = field[start:]
    return field[:start] + _RUN.sub(_filler_when_noise, tail)


def _filler_when_noise(match: re.Match[str]) -> str:
    run = match.group()
    return FILLER * len(run) if NOISE_IN_FILLER.issuperset(run) else run


def split(field: str) -> tuple[str, str]:
    surname, _, given = field.strip(FILLER).partition(FILLER * 2)
    return _spaced(surname), _spaced(given)


def _spaced(identifier: str) -> str:
    return " ".join(part for part in identifier.split(FILLER) if part)


def truncated(field: str) -> tuple[str, ...]:
    """A letter in the last position: the issuer may have cut the name, as a rule its later part first."""
    if not field or field[-1] == FILLER:
        return ()
    _, given = split(field)
    if not given:
        return ("surname",)
    initials_only = all(len(part) == 1 for part in given.split(" "))
    return ("surname", "given_names") if initials_only else ("given_names",)
