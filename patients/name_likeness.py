"""Two names as they were written, in any script and order: which parts agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from patients.folding import fold, fold_closely, has_han
from patients.name_parts import DIVIDERS, Parts, families, letters_of, parts_of, readings, with_the_patronymic_of
from patients.names import romanise, to_chinese, to_cyrillic
from patients.names.tables import listed_names

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_GENDERED = re.compile("(?<=[oe]v|in)a$|(?<=sk)a(?:a|)$|(?<=sk)i$")
_LIKELY, _VERY_LIKELY = 0.8, 0.94
_SHORTEST_SLIP = 3
_NEAR_IN_CHINESE = 0.6
# Passports before 1997 were written as a Frenchman would read them: CHABALINE, JOURAVLEV, OUVAROV, GUEORGUI.
_FRENCH = re.compile("^ch|ch|j|ou|gu(?=[eiy])|ine$|ss|[dt]j", re.IGNORECASE)
_FRENCH_LETTERS = (
    ("tch", "\0"), ("ch", "sh"), ("\0", "ch"), ("dj", "\1"), ("j", "zh"), ("\1", "dzh"), ("ou", "u"), ("gue", "ge"), ("gui", "gi"),
    ("guy", "gy"), ("ss", "s"),
)  # fmt: skip


class Agreement(IntEnum):
    """Higher is better; UNKNOWN lies between, for it speaks neither for nor against."""

    DIFFERS = 0
    UNKNOWN = 1
    SIMILAR = 2
    EQUAL = 3


@dataclass(frozen=True)
class NameLikeness:
    surname: Agreement
    given: Agreement
    patronymic: Agreement
    other_script: bool = False
    ambiguous: bool = False
    """The Chinese form stands for several given names (阿林娜: Алина, Арина)."""
    partly: bool = False
    """One has words that the other lacks: half of a double name, or what nobody can place."""


NOTHING = NameLikeness(Agreement.UNKNOWN, Agreement.UNKNOWN, Agreement.UNKNOWN)


def compare(one: str, other: str, *, sex: str) -> NameLikeness:
    """sex: "F", "M" or "X", whose forms a Chinese name is compared with."""
    if not fold(one) or not fold(other):
        return NOTHING
    if has_han(one) and has_han(other):
        return _both_chinese(one, other)
    if has_han(one) or has_han(other):
        chinese, russian = (one, other) if has_han(one) else (other, one)
        return _across(chinese, parts_of(russian), sex)
    script = bool(_CYRILLIC.search(one)) != bool(_CYRILLIC.search(other))
    mine, theirs = parts_of(one), parts_of(other)
    mine, theirs = with_the_patronymic_of(mine, theirs, one), with_the_patronymic_of(theirs, mine, other)
    found = max(
        (_by_role(a, b) for a in readings(mine) for b in readings(theirs)),
        key=lambda found: (min(found.surname, found.given), found.surname + found.given),
    )
    surname, given = found.surname, found.given
    if not mine.given and not theirs.given:
        # Nobody knows which word is the given name: the one that agrees less might be it.
        surname, given = max(surname, given), min(surname, given)
    return NameLikeness(surname, given, found.patronymic, script, partly=found.partly)


def _by_role(one: Parts, other: Parts) -> NameLikeness:
    return NameLikeness(
        surname=_words(one.surname, other.surname, _surnames),
        given=_words(one.given, other.given, _givens),
        patronymic=_words(one.patronymic, other.patronymic, _spelling),
        partly=_uneven(one.surname, other.surname) or _uneven(one.given, other.given),
    )


def _uneven(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and len(one) != len(other)


def _words(one: tuple[str, ...], other: tuple[str, ...], agree: Callable[[str, str], Agreement]) -> Agreement:
    """Of double names one half in common is similar."""
    if not one or not other:
        return Agreement.UNKNOWN
    if len(one) == len(other):
        straight = min(agree(a, b) for a, b in zip(one, other, strict=True))
        if straight > Agreement.DIFFERS:
            return straight
    best = max(agree(a, b) for a in one for b in other)
    return best if len(one) == len(other) == 1 else min(best, Agreement.SIMILAR)


def _spelling(one: str, other: str) -> Agreement:
    """Equal but for the way of spelling, a slip of one letter, or clearly another word."""
    if fold_closely(one) == fold_closely(other):
        return Agreement.EQUAL
    near = any(_near(a, b) for a in (one, *_as_french(one)) for b in (other, *_as_french(other)))
    return Agreement.SIMILAR if near else Agreement.DIFFERS


def _near(one: str, other: str) -> bool:
    mine, theirs = fold(one), fold(other)
    likely = JaroWinkler.similarity(mine, theirs)
    slip = _one_slip(one, other) and min(len(mine), len(theirs)) > _SHORTEST_SLIP
    return mine == theirs or (slip and likely >= _LIKELY) or likely >= _VERY_LIKELY


def _one_slip(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two exchanged: among the sounds, or among the letters of the passport."""
    return any(OSA.distance(write(one), write(other)) <= 1 for write in (fold, fold_closely, _printed))


@lru_cache(maxsize=8192)
def _printed(word: str) -> str:
    return romanise(word).lower() if _CYRILLIC.search(word) else word.lower()


def _as_french(word: str) -> tuple[str, ...]:
    """The word in today's letters if it may have been written in the French way; a proposal, never more than similar."""
    lower = word.lower()
    if not lower.isascii() or not _FRENCH.search(lower):
        return ()
    for french, today in _FRENCH_LETTERS:
        lower = lower.replace(french, today)
    return (lower.removesuffix("e") if lower.endswith("ine") else lower,)


def _surnames(one: str, other: str) -> Agreement:
    found = _spelling(one, other)
    if found == Agreement.DIFFERS and _GENDERED.sub("", fold(one)) == _GENDERED.sub("", fold(other)):
        return Agreement.SIMILAR
    return found


def _givens(one: str, other: str) -> Agreement:
    """Анна and Инна are one letter apart and two people; a slip must leave a word that is no name."""
    mine, theirs = families().get(letters_of(one)), families().get(letters_of(other))
    if mine and theirs:
        return Agreement.EQUAL if mine & theirs else _two_listed(one, other)
    found = _spelling(one, other)
    if found == Agreement.DIFFERS and _one_slip(one, other) and min(len(one), len(other)) > 1:
        return Agreement.SIMILAR
    return found


def _two_listed(one: str, other: str) -> Agreement:
    """Наталия and Наталья are written alike from the first letter on; JANNA is Жанна, and Яна only to a Frenchman."""
    if fold_closely(one) != fold_closely(other):
        return Agreement.DIFFERS
    return Agreement.EQUAL if _printed(one)[:2] == _printed(other)[:2] else Agreement.SIMILAR


def _both_chinese(one: str, other: str) -> NameLikeness:
    """Given name first, surname last; a patronymic between them may stand in one of the two only."""
    mine, theirs = _pieces(one), _pieces(other)
    ambiguous = _is_ambiguous(one)
    if len(mine) > 1 and len(theirs) > 1:
        surname, given = _characters(mine[-1], (theirs[-1],)), _characters(mine[0], (theirs[0],))
        between = mine[1:-1] and theirs[1:-1]
        patronymic = _characters(mine[1], (theirs[1],)) if between else Agreement.UNKNOWN
        return NameLikeness(surname, given, patronymic, ambiguous=ambiguous)
    agreement = max(_characters(form, _joined(theirs)) for form in _joined(mine))
    return NameLikeness(agreement, agreement, Agreement.UNKNOWN, ambiguous=ambiguous)


def _pieces(chinese: str) -> list[str]:
    return [fold(piece) for piece in DIVIDERS.split(chinese) if fold(piece)]


def _joined(pieces: list[str]) -> tuple[str, ...]:
    return "".join(pieces), pieces[0] + pieces[-1] if len(pieces) > 1 else pieces[0]


def _across(chinese: str, parts: Parts, sex: str) -> NameLikeness:
    """The Russian name is written in Chinese by the same rules and then compared part by part."""
    pieces = _pieces(chinese)
    best = NameLikeness(Agreement.DIFFERS, Agreement.DIFFERS, Agreement.UNKNOWN, other_script=True)
    words = (*parts.surname, *parts.given)
    for surname in words:
        for given in words if len(words) > 1 else ():
            if surname == given:
                continue
            as_surname, as_given = _chinese_forms(surname, "surname", sex), _chinese_forms(given, "given", sex)
            if len(pieces) > 1:
                found = (_characters(pieces[-1], as_surname), _characters(pieces[0], as_given))
            else:
                joined = tuple(g + s for g in as_given for s in as_surname) + tuple(s + g for g in as_given for s in as_surname)
                found = (_characters(pieces[0], joined),) * 2
            if sum(found) > best.surname + best.given:
                best = NameLikeness(*found, Agreement.UNKNOWN, other_script=True)
    return NameLikeness(best.surname, best.given, best.patronymic, True, _is_ambiguous(chinese))


@lru_cache(maxsize=4096)
def _chinese_forms(word: str, kind: str, sex: str) -> tuple[str, ...]:
    spelled = (word,) if _CYRILLIC.search(word) else to_cyrillic(word, kind=kind, sex=sex)
    # Сэсэг is SESEG in a passport.
    spelled += () if _CYRILLIC.search(word) else tuple(form.replace("е", "э") for form in spelled)
    found = (to_chinese(russian, kind=kind, sex=sex) for russian in spelled)
    return tuple(dict.fromkeys(form for name in found for form in (name.text, *name.alternatives) if form))


def _characters(written: str, forms: tuple[str, ...]) -> Agreement:
    if written in forms:
        return Agreement.EQUAL
    near = any(OSA.normalized_similarity(written, form) >= _NEAR_IN_CHINESE for form in forms)
    return Agreement.SIMILAR if near else Agreement.DIFFERS


@cache
def _russian_of_chinese() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in listed_names():
        for form in (name.chinese, *name.variants) if name.kind == "given" else ():
            found.setdefault(form, set()).add(fold(name.russian))
    return {form: frozenset(names) for form, names in found.items()}


def _is_ambiguous(chinese: str) -> bool:
    return len(_russian_of_chinese().get(_pieces(chinese)[0], ())) > 1
