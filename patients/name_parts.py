"""Which word of a name as written is the surname, which the given name, which the patronymic. Any order, any script but Chinese."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from patients.folding import fold, fold_closely
from patients.names.tables import latin_forms, listed_names

DIVIDERS = re.compile(r"[\s\-·•,;/<]+")
_PATRONYMIC = re.compile("(?:.[oe]v|[^aeiou]v)(?:ich|na)$|.ichna$|^(?:il|kuzm|fom|luk|nikit|sav|fok|danil)ich$")
_KINSHIP_WORDS = frozenset(map(fold_closely, ("оглы", "оглу", "кызы", "гызы", "улы", "уулу")))
_SURNAME = re.compile("(?:[oe]v|in)a?$|[st]ski$|[st]skaa?$|(?:enko|uk|ian|an|dze|shvili|ikh)$")
_NEARLY_THAT_PATRONYMIC = 0.7
_THREE_WORDS = 3


@dataclass(frozen=True)
class Parts:
    """The words of a name as written. `given` is empty when no word looks like a given name; then the order is unknown."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def parts_of(name: str) -> Parts:
    words = [word for word in DIVIDERS.split(name) if fold(word)]
    kinship = [i for i, word in enumerate(words) if fold_closely(word) in _KINSHIP_WORDS]
    if kinship and kinship[0] > 1:
        # Гасан оглы: the father's name stands before the word for son.
        place: int | None = kinship[0] - 1
        words = [word for i, word in enumerate(words) if i not in kinship]
    else:
        words = [word for i, word in enumerate(words) if i not in kinship]
        place = _patronymic([fold(word) for word in words])
    return _split(words, place)


def with_the_patronymic_of(parts: Parts, other: Parts, name: str) -> Parts:
    """A patronymic with a slip in it is known by the other's: Григорьвена beside Григорьевна."""
    words = [word for word in DIVIDERS.split(name) if fold(word)]
    if parts.patronymic or not other.patronymic or len(words) < _THREE_WORDS:
        return parts
    told = fold(other.patronymic[0])
    likely = {i: OSA.normalized_similarity(fold(word), told) for i, word in enumerate(words) if i}
    place = max(likely, key=lambda i: likely[i])
    return _split(words, place) if likely[place] >= _NEARLY_THAT_PATRONYMIC else parts


def readings(parts: Parts) -> tuple[Parts, ...]:
    """Without a known given name either end may be the surname."""
    if parts.given or len(parts.surname) < 2:
        return (parts,)
    words = parts.surname
    return tuple(replace(parts, surname=ends, given=rest) for ends, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])))


@cache
def families() -> dict[str, frozenset[str]]:
    """Letters of a given name → the full names it may stand for: Катя and CATHERINE are Екатерина."""
    found: dict[str, set[str]] = {}
    for forms in latin_forms():
        for spelling in (forms.russian, *forms.spellings):
            found.setdefault(letters_of(spelling), set()).add(forms.russian)
    for name in listed_names():
        for full in name.related if name.kind == "diminutive" else ():
            found.setdefault(letters_of(name.russian), set()).add(full)
    return {key: frozenset(names) for key, names in found.items()}


def letters_of(word: str) -> str:
    return "".join(c for c in word.lower().replace("ё", "е") if c.isalpha())


@cache
def _given_folds() -> frozenset[str]:
    return frozenset(fold(spelling) for spelling in families())


def _split(words: list[str], place: int | None) -> Parts:
    """`place` of the patronymic, which stands behind the given name in every order."""
    patronymic = () if place is None else (words[place],)
    rest = [word for i, word in enumerate(words) if i != place]
    folded = [fold(word) for word in rest]
    known = _listed_among(folded)
    given = _givens_among(folded)
    if place and len(rest) > 1 and place - 1 not in known and not (known and _SURNAME.search(folded[place - 1])):
        given = [place - 1]
    return Parts(
        surname=tuple(word for i, word in enumerate(rest) if i not in given),
        given=tuple(rest[i] for i in given),
        patronymic=patronymic,
    )


def _givens_among(folded: list[str]) -> list[int]:
    """The places of the given names: by the list, or as what stands beside a word that ends like a surname."""
    known = _listed_among(folded)
    if known and len(known) < len(folded):
        return known
    beside = [i for i, word in enumerate(folded) if not _SURNAME.search(word)]
    return beside if len(beside) < len(folded) else []


def _listed_among(folded: list[str]) -> list[int]:
    return [i for i, word in enumerate(folded) if word in _given_folds()]


def _patronymic(folded: list[str]) -> int | None:
    """A patronymic never begins a name, and a name of two words has one only when it can be nothing else."""
    places = [i for i, word in enumerate(folded) if i and _PATRONYMIC.search(word)]
    if not places or (len(folded) == 2 and not folded[1].endswith("na")):
        return None
    after_given = [i for i in places if folded[i - 1] in _given_folds()]
    # Рахим Потапович Ивашкевич: of two that look so the second is the surname.
    return (after_given or places)[0]
