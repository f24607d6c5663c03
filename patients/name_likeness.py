"""Two names as they were written, in any script and order: which parts agree."""
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from patients.folding import fold, fold_closely, has_han
from patients.names import to_chinese, to_cyrillic
from patients.names.tables import latin_forms, listed_names

_DIVIDERS = re.compile(r"[\s\-·•,;/<]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_PATRONYMIC = re.compile("(?:.[oe]v|[^aeiou]v)(?:ich|na)$|(?:i|in)ichna$|^(?:il|kuzm|fom|luk|nikit|sav|fok)ich$")
_KINSHIP_WORDS = frozenset(map(fold, ("оглы", "оглу", "кызы", "гызы", "улы")))
_SURNAME = re.compile("(?:[oe]v|in)a?$|[st]ski$|[st]skaa?$|(?:enko|uk|ian|an|dze|shvili|ikh)$")
_GENDERED = re.compile("(?<=[oe]v|in)a$|(?<=sk)a(?:a|)$|(?<=sk)i$")
_LIKELY, _VERY_LIKELY = 0.8, 0.94
_SHORTEST_SLIP = 3
_NEAR_IN_CHINESE = 0.6


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


@dataclass(frozen=True)
class Parts:
    """The words of a name as written. `given` is empty when no word looks like a given name; then the order is unknown."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: tuple[str, ...] = ()


NOTHING = NameLikeness(Agreement.UNKNOWN, Agreement.UNKNOWN, Agreement.UNKNOWN)


def compare(one: str, other: str, *, sex: str) -> NameLikeness:
    """sex: "F", "M" or "X", whose forms a Chinese name is compared with."""
    if not fold(one) or not fold(other):
        return NOTHING
    if has_han(one) and has_han(other):
        return _both_chinese(one, other)
    if has_han(one) or has_han(other):
        chinese, russian = (one, other) if has_han(one) else (other, one)
        return _across(chinese, _parts(russian), sex)
    script = bool(_CYRILLIC.search(one)) != bool(_CYRILLIC.search(other))
    mine, theirs = _parts(one), _parts(other)
    found = max(
        (_by_role(a, b) for a in _readings(mine) for b in _readings(theirs)),
        key=lambda found: (min(found.surname, found.given), found.surname + found.given),
    )
    surname, given = found.surname, found.given
    if not mine.given and not theirs.given:
        # Nobody knows which word is the given name: the one that agrees less might be it.
        surname, given = max(surname, given), min(surname, given)
    return NameLikeness(surname, given, found.patronymic, script)


@cache
def _families() -> dict[str, frozenset[str]]:
    """Letters of a given name → the full names it may stand for: Катя and CATHERINE are Екатерина."""
    found: dict[str, set[str]] = {}
    for forms in latin_forms():
        for spelling in (forms.russian, *forms.spellings):
            found.setdefault(_letters(spelling), set()).add(forms.russian)
    for name in listed_names():
        for full in name.related if name.kind == "diminutive" else ():
            found.setdefault(_letters(name.russian), set()).add(full)
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _given_folds() -> frozenset[str]:
    return frozenset(fold(spelling) for spelling in _families())


def _letters(word: str) -> str:
    return "".join(c for c in word.lower().replace("ё", "е") if c.isalpha())


@lru_cache(maxsize=4096)
def _parts(name: str) -> Parts:
    words = [word for word in _DIVIDERS.split(name) if fold(word) and fold(word) not in _KINSHIP_WORDS]
    place = _patronymic([fold(word) for word in words])
    patronymic = () if place is None else (words.pop(place),)
    given = _givens_among([fold(word) for word in words])
    return Parts(
        surname=tuple(word for i, word in enumerate(words) if i not in given),
        given=tuple(words[i] for i in given),
        patronymic=patronymic,
    )


def _givens_among(folded: list[str]) -> list[int]:
    """The places of the given names: by the list, or as what stands beside a word that ends like a surname."""
    known = [i for i, word in enumerate(folded) if word in _given_folds()]
    if known and len(known) < len(folded):
        return known
    beside = [i for i, word in enumerate(folded) if not _SURNAME.search(word)]
    return beside if len(beside) < len(folded) else []


def _patronymic(folded: list[str]) -> int | None:
    """A patronymic never begins a name, and a name of two words has one only when it can be nothing else."""
    places = [i for i, word in enumerate(folded) if i and _PATRONYMIC.search(word)]
    if not places or (len(folded) == 2 and not folded[1].endswith("na")):
        return None
    after_given = [i for i in places if folded[i - 1] in _given_folds()]
    return (after_given or places)[-1]


def _readings(parts: Parts) -> tuple[Parts, ...]:
    """Without a known given name either end may be the surname."""
    if parts.given or len(parts.surname) < 2:
        return (parts,)
    words = parts.surname
    return tuple(Parts(*split, parts.patronymic) for split in ((words[:1], words[1:]), (words[-1:], words[:-1])))


def _by_role(one: Parts, other: Parts) -> NameLikeness:
    return NameLikeness(
        surname=_words(one.surname, other.surname, _surnames),
        given=_words(one.given, other.given, _givens),
        patronymic=_words(one.patronymic, other.patronymic, _spelling),
    )


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
    mine, theirs = fold(one), fold(other)
    likely = JaroWinkler.similarity(mine, theirs)
    slip = OSA.distance(mine, theirs) <= 1 and min(len(mine), len(theirs)) > _SHORTEST_SLIP
    return Agreement.SIMILAR if mine == theirs or (slip and likely >= _LIKELY) or likely >= _VERY_LIKELY else Agreement.DIFFERS


def _surnames(one: str, other: str) -> Agreement:
    found = _spelling(one, other)
    if found == Agreement.DIFFERS and _GENDERED.sub("", fold(one)) == _GENDERED.sub("", fold(other)):
        return Agreement.SIMILAR
    return found


def _givens(one: str, other: str) -> Agreement:
    """Анна and Инна are one letter apart and two people; a slip must leave a word that is no name."""
    mine, theirs = _families().get(_letters(one)), _families().get(_letters(other))
    if mine and theirs and fold_closely(one) != fold_closely(other):
        return Agreement.EQUAL if mine & theirs else Agreement.DIFFERS
    return _spelling(one, other)


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
    return [fold(piece) for piece in _DIVIDERS.split(chinese) if fold(piece)]


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
