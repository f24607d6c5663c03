"""How a herb or formula can be typed: initials (dhjst), pinyin without tones, Chinese, Latin, Russian, English."""

import unicodedata
from collections.abc import Iterable

LONGEST_QUERY = 100
U_UMLAUT = "u\u0308"  # decomposed, so that a tone mark after it does not hide it


def fold(text: str) -> str:
    """Lower case without tones, accents and control characters; one space between words. ё becomes е, й becomes и."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    return " ".join(visible.casefold().replace("|", " ").split())


def initials(pinyin: str) -> str:
    """First letters of the syllables, as a Chinese keyboard is used: dú huó jì shēng tāng is dhjst."""
    return "".join(syllable[0] for syllable in fold(pinyin).split())


def keys_of(pinyin: str, names: Iterable[str]) -> str:
    """All keys of one thing, each between two bars, so that a whole key and its beginning can be told from a part."""
    syllables = fold(pinyin)
    keys = [initials(pinyin), syllables.replace(" ", ""), syllables, *(fold(name) for name in names)]
    if U_UMLAUT in unicodedata.normalize("NFD", pinyin):
        keys.append(_with_v(pinyin))
    return "|" + "|".join(dict.fromkeys(key for key in keys if key)) + "|"


def _with_v(pinyin: str) -> str:
    """The keyboard's spelling of ü: nǚ zhēn zǐ is typed nvzhenzi."""
    return fold(unicodedata.normalize("NFD", pinyin).replace(U_UMLAUT, "v")).replace(" ", "")
