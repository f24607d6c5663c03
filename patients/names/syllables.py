"""Cut a Russian word into the syllables of the Chinese transcription table.

The rules are those of the table's own notes (tables/ru_zh_transliteration.csv, rows of type `rule`).
"""
import re
from dataclasses import dataclass

from patients.names.tables import syllables

VOWELS = "аяэеыиоёую"
_DOUBLED = re.compile(r"([бвгджзйклмпрстфхцчшщ])\1")
_MERGED = (
    (re.compile("чт"), "шт"),
    (re.compile("г(?=[кч])"), "х"),
    (re.compile("[тд]с(?!к(?:ий|ая|ого)$)|[тд]ц|цс"), "ц"),
    (re.compile("[сзж]ч"), "щ"),
    (re.compile("[тд]ч"), "ч"),
    (re.compile("дз"), "з"),
    (re.compile("м(?=[бп])"), "н"),
)


@dataclass(frozen=True)
class Unit:
    """One cell of the table: its consonant, its final, and the letters that were read."""

    consonant: str
    final: str
    letters: str


def prepared(word: str) -> str:
    """Lower case, double letters written once, clusters that are read as one consonant merged."""
    word = _DOUBLED.sub(r"\1", "".join(c for c in word.lower() if c.isalpha()))
    for pattern, replacement in _MERGED:
        word = pattern.sub(replacement, word)
    return word


def units(word: str) -> tuple[Unit, ...]:
    """Longest match from the left; `word` is prepared."""
    found: list[Unit] = []
    position = 0
    while position < len(word):
        taken, length = _unit(word[position:])
        found += taken
        position += length
    return tuple(found)


def _unit(rest: str) -> tuple[list[Unit], int]:
    consonant = "дж" if rest.startswith("дж") else rest[0] if rest[0] not in VOWELS + "йьъ" else ""
    after = rest[len(consonant) :]
    if not consonant and after[0] in "йьъ":
        return _sign(after)
    if after[:1] == "ь" and after[1:2] != "и":
        return [Unit(consonant, "и", rest[: len(consonant) + 1])], len(consonant) + 1
    skipped = 1 if after[:1] == "ь" else 0
    vowels = after[skipped:]
    if not vowels or vowels[0] not in VOWELS:
        return [Unit(consonant, "", consonant)], len(consonant)
    final, length = _final(consonant, vowels)
    letters = rest[: len(consonant) + skipped + length]
    if (consonant, final) in syllables():
        return [Unit(consonant, final, letters)], len(letters)
    # An empty cell: the row of и and the vowel by itself.
    return [Unit(consonant, "и", consonant), Unit("", final, letters[len(consonant) :])], len(letters)


def _sign(rest: str) -> tuple[list[Unit], int]:
    if rest.startswith("йо"):
        return [Unit("", "ё", "йо")], 2
    before_vowel = rest[1:2] != "" and rest[1:2] in VOWELS
    if rest[0] == "й" and not before_vowel:
        return [Unit("", "и", "й")], 1
    return [], 1


def _final(consonant: str, rest: str) -> tuple[str, int]:
    """The final that opens `rest`, and how many letters it takes."""
    vowel, tail = rest[0], rest[1:]
    glide = tail[:1] == "й" and not _is_vowel(tail[1:2])
    if glide and vowel in "ыиэ":
        return vowel, 2
    if glide and vowel == "у":
        return "уй", 2
    if glide and vowel == "а" and not consonant:
        return "ай", 2
    if vowel == "а" and tail[:1] == "у":
        return "ау", 2
    closed = {"ы": "э"}.get(vowel, vowel) + "н"
    if _closes(tail) and (consonant, closed) in syllables():
        return closed, 3 if tail[1:2] == "ь" else 2
    return vowel, 1


def _closes(tail: str) -> bool:
    """Does н end the syllable, or open the next one?"""
    if tail[:1] != "н":
        return False
    if tail[1:2] == "ь":
        return not _is_vowel(tail[2:3])
    return not _is_vowel(tail[1:2])


def _is_vowel(letter: str) -> bool:
    return letter != "" and letter in VOWELS
