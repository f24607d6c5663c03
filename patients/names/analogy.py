"""How listed names write their stems: Петренко begins as Петров does, whatever the table says of пе.

The listed form of a name is laid beside its syllables; each boundary then teaches how the letters so far are
written. A new word takes the longest beginning it shares with a listed one.
"""
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patients.names.syllables import Unit, units
from patients.names.tables import syllables

SHARED_LETTERS = 5
_SHORT_STEM = re.compile("[бвгджзклмнпрстфхцчшщ]?[аеёиоуыэюя][бвгджзклмнпрстфхцчшщ]{2}")
"""So many letters must agree, or four that end in two consonants (Петр-, Серг-): fewer say nothing of a stem."""
_LONGEST_CELL = 3


@dataclass(frozen=True)
class Lesson:
    """The letters up to a boundary in a listed word, and their characters there."""

    word: str
    characters: str
    weight: int


Lessons = Mapping[str, tuple[Lesson, ...]]


def plain(unit: Unit) -> str:
    return syllables()[unit.consonant, unit.final]


def learn(taught: Iterable[tuple[tuple[str, ...], str, int]]) -> Lessons:
    """From (readings of a prepared word, Chinese form, weight) to the lessons by the letters before each boundary.

    Of several readings (н once or twice) the one that fits the characters best teaches.
    """
    lessons: dict[str, list[Lesson]] = defaultdict(list)
    for words, chinese, weight in taught:
        laid = [(*_boundaries(units(word), chinese), word) for word in words]
        _, ends, word = min(laid, key=lambda found: found[0])
        letters, before = "", 0
        for unit, end in zip(units(word), ends, strict=True):
            letters += unit.letters
            # A syllable that left no character (Марк 马克) tells nothing about its letters.
            if end > before:
                lessons[letters].append(Lesson(word, chinese[:end], weight))
            before = end
    return {letters: tuple(found) for letters, found in lessons.items()}


def beginning(word: str, read: tuple[Unit, ...], lessons: Lessons) -> tuple[int, str]:
    """How many units a listed stem covers, and its characters; (0, "") when none does."""
    for count in range(len(read), 0, -1):
        letters = "".join(unit.letters for unit in read[:count])
        best: Counter[str] = Counter()
        for lesson in lessons.get(letters, ()):
            shared = _shared(word, lesson.word)
            if shared >= SHARED_LETTERS or (shared == SHARED_LETTERS - 1 and _SHORT_STEM.fullmatch(word[:shared])):
                best[lesson.characters] += lesson.weight * shared
        if best:
            return count, best.most_common(1)[0][0]
    return 0, ""


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _boundaries(read: tuple[Unit, ...], chinese: str) -> tuple[float, tuple[int, ...]]:
    """The cheapest way to lay units and characters side by side: its cost, and where each unit ends."""
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for unit in read:
        text = plain(unit)
        step: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best[-1].items():
            for end in range(start, min(len(chinese), start + _LONGEST_CELL) + 1):
                total = cost + _distance(text, chinese[start:end])
                if end not in step or total < step[end][0]:
                    step[end] = (total, (*ends, end))
        best.append(step)
    return best[-1].get(len(chinese), (float(len(chinese)), (len(chinese),) * len(read)))


def _distance(expected: str, found: str) -> float:
    same = sum(a == b for a, b in zip(expected, found, strict=False))
    # A missing character is a little dearer than a different one, so that units keep their places.
    return max(len(expected), len(found)) - same + 0.1 * abs(len(expected) - len(found))
