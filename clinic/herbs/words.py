"""Whether what a patient said names a herb, a medicine or a condition, in any of the alphabets and cases."""

import re
from collections.abc import Iterable

from clinic.herbs.search_keys import fold

Phrase = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9_]+|[а-я]+|[\u3400-\u9fff]+")
_BETWEEN_PHRASES = re.compile(r"[:;,()\n、，；：（）/]")
_ICD10 = re.compile(r"[a-z]\d\d")
_HAN = re.compile(r"[\u3400-\u9fff]")
SHORTEST_JOINED = 6  # letters; shorter names hide inside other words by chance


def words(text: str) -> frozenset[str]:
    """The words of a text, folded; Chinese stays in runs."""
    return frozenset(_WORD.findall(fold(text)))


def phrases(text: str) -> frozenset[Phrase]:
    """Names separated by commas, semicolons, colons, brackets: each a tuple of its words."""
    parts = (tuple(_WORD.findall(fold(part))) for part in _BETWEEN_PHRASES.split(text))
    return frozenset(part for part in parts if part)


def alike(one: str, other: str) -> bool:
    """The same word up to its ending: варфарин, варфарином. Short words must agree but for the last letter."""
    if one == other:
        return True
    shortest, longest = sorted((len(one), len(other)))
    if longest < 4 or not (one.isalpha() and other.isalpha()):
        return False
    needed = longest - (1 if shortest < 6 else 2)
    return len(one) >= needed and one[:needed] == other[:needed]


class Said:
    """What a patient said, taken apart once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.code = fold(text)
        self.joined = "".join(_WORD.findall(self.code))
        self._answers: dict[str, bool] = {}  # the same names stand in many rows

    def names(self, phrase: Phrase) -> bool:
        """Every word of the phrase is among what was said, in any order and case, or all of it is inside, run together."""
        if all(self._has(word) for word in phrase):
            return True
        run_together = "".join(phrase)
        return len(phrase) > 1 and len(run_together) >= SHORTEST_JOINED and run_together in self.joined

    def names_any(self, many: Iterable[Phrase]) -> bool:
        return any(self.names(phrase) for phrase in many)

    def _has(self, word: str) -> bool:
        if word not in self._answers:
            self._answers[word] = self._look_for(word)
        return self._answers[word]

    def _look_for(self, word: str) -> bool:
        if _HAN.match(word):
            return len(word) > 1 and word in self.joined
        if _ICD10.fullmatch(word):
            return any(said.startswith(word) for said in self.words)
        return any(alike(word, said) for said in self.words)
