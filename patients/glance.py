"""A first look at names, far cheaper than the likeness: whose may be one person's at all?

Of two people born on one day the likeness wants two words of the name to agree, unless one of them is known by a
single word. What a word agrees with is drawn wider here than there: a look may let through, it must never turn away.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from patients.folding import fold, has_han
from patients.name_parts import DIVIDERS, families, letters_of

# The likeness asks for 0.8 and more of the same measure; a French spelling comes down to here.
LOOSE = 0.76
# Ия and Ида, Игорь and IOR: of so few letters that measure says nothing.
FEW_LETTERS, SLIPS_OF_SHORT, SLIPS = 3, 2, 1
NEEDED = 2


def may_be_one_name(one: str, other: str) -> bool:
    """False only where `likeness` says "different" of two people with the same birthday, other papers and other phones."""
    return who_may_have(one, [(other,)])[0]


def who_may_have(name: str, people: Sequence[Iterable[str]]) -> list[bool]:
    """The same of many people at once, each with all she is called: every word is compared once, however many have it."""
    mine = _words(name)
    if mine is None or len(mine) < NEEDED:
        return [True] * len(people)
    called = [[_words(one) for one in names] for names in people]
    folds: dict[str, frozenset[str]] = {}
    for folded, names_it_may_be in {word for theirs in called for words in theirs if words for word in words}:
        folds[folded] = folds.get(folded, frozenset()) | names_it_may_be
    agreeing = [_agreeing(word, folds) for word in mine]
    return [any(_may_be(agreeing, words) for words in theirs) for theirs in called]


Word = tuple[str, frozenset[str]]


def _may_be(agreeing: list[set[str]], theirs: tuple[Word, ...] | None) -> bool:
    """Two of my words agree with some of theirs; or theirs are too few to say no."""
    if theirs is None or len(theirs) < NEEDED:
        return True
    folds = [folded for folded, _names in theirs]
    return sum(not found.isdisjoint(folds) for found in agreeing) >= NEEDED


def _agreeing(word: Word, theirs: dict[str, frozenset[str]]) -> set[str]:
    """Which of their folded words one of mine may stand for."""
    mine, names = word
    choices = list(theirs)
    found = {choice for choice, _score, _place in extract(mine, choices, scorer=JaroWinkler.similarity, score_cutoff=LOOSE, limit=None)}
    for choice, slips, _place in extract(mine, choices, scorer=OSA.distance, score_cutoff=SLIPS_OF_SHORT, limit=None):
        if slips <= (SLIPS_OF_SHORT if min(len(mine), len(choice)) <= FEW_LETTERS else SLIPS):
            found.add(choice)
    if names:
        found.update(choice for choice, others in theirs.items() if not names.isdisjoint(others))
    return found


def _words(name: str) -> tuple[Word, ...] | None:
    """None for a Chinese name, which is not looked at here."""
    if has_han(name):
        return None
    return tuple(word for part in DIVIDERS.split(name) if (word := _word(part))[0])


@lru_cache(maxsize=16384)
def _word(word: str) -> Word:
    """Folded, with the full given names it may stand for. Words come again and again, whole names do not."""
    return fold(word), families().get(letters_of(word), frozenset())
