"""A first look at two names, far cheaper than the likeness: may they be one person's at all?

Of two people born on one day the likeness wants two words of the name to agree, unless one of them is known by a
single word. What a word agrees with is drawn wider here than there: a look may let through, it must never turn away.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from patients.folding import fold, has_han
from patients.name_parts import DIVIDERS, families, letters_of

# The likeness asks for 0.8 and more of the same measure; a French spelling comes down to here.
LOOSE = 0.76
# Ия and Ида, Игорь and IOR: of so few letters that measure says nothing.
FEW_LETTERS, SLIPS_OF_SHORT, SLIPS = 3, 2, 1
NEEDED = 2


def may_be_one_name(one: str, other: str) -> bool:
    """False only where `likeness` says "different" of two people with the same birthday, other papers and other phones."""
    mine, theirs = _words(one), _words(other)
    if mine is None or theirs is None or len(mine) < NEEDED or len(theirs) < NEEDED:
        return True
    agreeing = 0
    for word in mine:
        agreeing += any(_may_agree(word, their) for their in theirs)
        if agreeing >= NEEDED:
            return True
    return False


Word = tuple[str, frozenset[str]]


def _words(name: str) -> tuple[Word, ...] | None:
    """None for a Chinese name, which is not looked at here."""
    if has_han(name):
        return None
    return tuple(word for part in DIVIDERS.split(name) if (word := _word(part))[0])


@lru_cache(maxsize=16384)
def _word(word: str) -> Word:
    """Folded, with the full given names it may stand for. Words come again and again, whole names do not."""
    return fold(word), families().get(letters_of(word), frozenset())


def _may_agree(one: Word, other: Word) -> bool:
    (mine, names), (theirs, their_names) = one, other
    if not names.isdisjoint(their_names) or JaroWinkler.similarity(mine, theirs, score_cutoff=LOOSE) > 0:
        return True
    return OSA.distance(mine, theirs) <= (SLIPS_OF_SHORT if min(len(mine), len(theirs)) <= FEW_LETTERS else SLIPS)
