"""One person → the keys that any spelling of her name folds to; one query → the keys to look for.

The keys of a person stand in one text column, with a blank before and behind each. A query finds her when, for
each of its words, one of the word's alternatives is a part of that text.
"""
import re
from dataclasses import dataclass, fields
from functools import cache

from patients.folding import fold, fold_beginning, has_han
from patients.names import read_aloud
from patients.names.tables import latin_forms, listed_names

SHORTEST = 2
LONGEST_QUERY = 100
MOST_WORDS = 6
_WORDS = re.compile(r"[\s\-·<,.;/]+")
_BLANKS = re.compile(r"\s+")
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS + "{}:\"<>~", _RUSSIAN_KEYS + "хъжэбюё")
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)
_VOWEL = re.compile("[aeiouy0-9\u3400-\u9fff]", re.IGNORECASE)
# ISO 9 and the Slavic neighbours write ц as c; before other letters than these it is more often a k.
_C_FOR_TS = re.compile("c(?=[eiyaou])", re.IGNORECASE)
_NO_NAME = re.compile(r"[^a-zа-яё'`\[\];,.{}:\"<>~-]", re.IGNORECASE)
Words = tuple[tuple[str, ...], ...]
"""What is looked for: for each word of a query its alternatives."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The forms of one person's name, as they are written; "" is not known."""

    surname_latin: str = ""
    given_latin: str = ""
    surname_ru: str = ""
    given_ru: str = ""
    patronymic_ru: str = ""
    chinese_name: str = ""


def search_text(*names: Names) -> str:
    """The text of the column: the same for the same names, whatever order they were written in. Several are those of merged records."""
    return f" {' '.join(sorted({key for one in names for key in keys(one)}))} "


def keys(names: Names) -> frozenset[str]:
    written = [getattr(names, field.name) for field in fields(names) if field.name != "chinese_name"]
    found = {fold(word) for text in written for word in _WORDS.split(text)}
    for given in (names.given_ru, names.given_latin):
        found |= {key for word in _WORDS.split(given) for key in _other_forms().get(fold(word), ())}
    return frozenset(key for key in found | _chinese(names.chinese_name) if key)


def query_keys(text: str) -> Words:
    """For each word its alternatives: as typed, and as the keys of the other layout would have it.

    Words of one letter say nothing and are left out; () means that nothing can be looked for. Two letters alone must begin
    a key: a trigram index finds that, and a pair inside of words would be looked for in everybody.
    """
    typed = _BLANKS.split(text[:LONGEST_QUERY].strip())
    words = [_alternatives(part) for chunk in typed for part in _parts(chunk)]
    found = tuple(word for word in words if word)[:MOST_WORDS]
    return tuple(map(_beginning, found)) if len(found) == 1 else found


def _chinese(name: str) -> set[str]:
    """The characters in one row, and their pinyin without tones, each part of the name by itself."""
    if not has_han(name):
        return {fold(name)} if name else set()
    parts = [part for part in _WORDS.split(name) if part]
    return {fold(name)} | {fold(read_aloud(part).replace(" ", "")) for part in parts}


def _parts(chunk: str) -> list[str]:
    """On the wrong layout , . ; are Russian letters: a chunk of consonants only is kept whole."""
    pieces = [part for part in _WORDS.split(chunk) if part]
    if len(pieces) > 1 and not _has_cyrillic(chunk) and not all(_VOWEL.search(piece) for piece in pieces):
        return [chunk]
    return pieces


def _alternatives(word: str) -> tuple[str, ...]:
    forms = [fold_beginning(word)]
    if _C_FOR_TS.search(word):
        forms.append(fold_beginning(_C_FOR_TS.sub("ts", word)))
    if not _NO_NAME.search(word):
        other = other_layout(word)
        forms += [fold_beginning(other)] if other.isalpha() else []
    if len(word) < SHORTEST and not has_han(word):
        return ()
    # One letter is left of Yu or Ia: then it must begin a key.
    return tuple(dict.fromkeys(form if len(form) > 1 or has_han(form) else f" {form}" for form in forms if form))


def other_layout(word: str) -> str:
    """What the same keys give on the other of the two layouts, in small letters."""
    return word.lower().translate(_TO_LATIN if _has_cyrillic(word) else _TO_RUSSIAN)


def _beginning(word: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {form}" if len(form.strip()) == SHORTEST and not has_han(form) else form for form in word)


def _has_cyrillic(text: str) -> bool:
    return any("а" <= c <= "я" or c == "ё" for c in text.lower())


@cache
def _other_forms() -> dict[str, frozenset[str]]:
    """Folded given name → the folds of its customary spellings (Catherine) and of its short forms (Катя)."""
    families: dict[str, set[str]] = {}
    for forms in latin_forms():
        families[forms.russian] = {fold(forms.russian), *map(fold, forms.spellings)}
    for name in listed_names():
        for full in name.related if name.kind == "diminutive" else ():
            families.setdefault(full, {fold(full)}).add(fold(name.russian))
    found: dict[str, set[str]] = {}
    for full, folds in families.items():
        found.setdefault(fold(full), set()).update(folds)
    return {key: frozenset(folds) for key, folds in found.items()}
