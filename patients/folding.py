"""Every spelling of a Russian name folds to one row of Latin letters; what a person typed folds the same way.

The order of the steps matters: clusters of letters first, then the glides that the systems write in many ways.
"""
import re
import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
        "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "қ": "k", "ғ": "g", "ң": "n", "һ": "kh",
    }
)
_STEPS = (
    (re.compile("chtch|shch|sch"), "shch"),
    (re.compile("tch"), "ch"),
    (re.compile("tc(?!h)|tz|cz"), "ts"),
    (re.compile("ph"), "f"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("q"), "k"),
    (re.compile("ck|c(?!h)"), "k"),
    (re.compile("(?<![sckzt])h"), "kh"),
    (re.compile("iou"), "u"),
    # yo, io, jo are ё, which most papers write е, and ye is е.
    (re.compile("[iyj]+o"), "e"),
    (re.compile("[iyj]+(?=e)"), ""),
    (re.compile("[iyj]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# Iuliia, Yuliya, Julia and hand-made Ulia: the glide falls away, and Яна with Анна in one.
_GLIDE = re.compile("i(?=[au])")
_DOUBLED = re.compile(r"(.)\1+")
_GLIDES_AT_END = re.compile("i$")
_HALF_OF_CH = re.compile("(?<=.)c$", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_MARKS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "e", "œ": "e"})


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Latin or Cyrillic letters of one word; digits stay, Chinese characters stand for themselves."""
    return _DOUBLED.sub(r"\1", _GLIDE.sub("", fold_closely(word)))


@lru_cache(maxsize=8192)
def fold_closely(word: str) -> str:
    """The same but for the glides: Лапин and Ляпин, Яна and Анна stay two."""
    if has_han(word):
        return "".join(c for c in word if _HAN.match(c))
    latin = unicodedata.normalize("NFC", word.lower()).translate(_CYRILLIC).translate(_MARKS)
    plain = unicodedata.normalize("NFKD", latin)
    letters = "".join(c for c in plain if c.isascii() and c.isalnum())
    for pattern, replacement in _STEPS:
        letters = pattern.sub(replacement, letters)
    return letters


def fold_beginning(word: str) -> str:
    """The fold of a word that may not be typed to its end, always a part of the fold of the whole word.

    The last glide may be half of a vowel (Mari of Maria folds to mar, as Maria does to mara), the last c half of ch.
    """
    if has_han(word):
        return fold(word)
    return _GLIDES_AT_END.sub("", fold(_HALF_OF_CH.sub("", word)))
