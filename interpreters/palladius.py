"""A Chinese name in Russian letters by the system of Palladius, from pinyin or from the characters themselves.

A proposal, never more: a person who writes her name otherwise is right. The syllables and their source stand in
`palladius_table`. Between a final ng and a vowel stands «ъ» (Юнъань), because н alone would be read with the vowel.
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

from interpreters.palladius_table import COMPOUND_SURNAMES, SURNAMES, SYLLABLES

LONGEST_NAME = 80
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
_TONES = {"\u0304", "\u0301", "\u030c", "\u0300"}
_VOWELS = "аеёиоуэюя"
_COMPOUND_PINYIN = frozenset(COMPOUND_SURNAMES.values())


def palladius(name: str) -> str:
    """«Ван Ли» for "Wang Li" or 王丽, surname first as it came; "" when it is no Chinese name."""
    text = unicodedata.normalize("NFKC", name).strip()
    if len(text) > LONGEST_NAME:
        return ""
    joined = "".join(text.split())
    words = _words_of_characters(joined) if _HAN.fullmatch(joined) else _words_of_pinyin(text)
    if not words or not all(words):
        return ""
    return " ".join(_in_cyrillic(word) for word in words)


def pinyin_of(characters: str) -> str:
    """ "Wang Li" for 王丽; "" for anything but characters. Given names are written together, ü stays ü."""
    joined = "".join(characters.split())
    words = _words_of_characters(joined) if _HAN.fullmatch(joined) and len(joined) <= LONGEST_NAME else []
    return " ".join(_written_together(word).capitalize() for word in words if word)


def syllables_of(word: str) -> list[str]:
    """One word of pinyin cut into syllables, [] when it cannot be.

    As the spelling rules have it, a consonant belongs to the vowel after it ("fangan" is fan-gan); an apostrophe cuts.
    """
    found: list[str] = []
    for piece in re.split(r"['’ʼ`\-]", word):
        best = _cut(piece) if piece else []
        if not best:
            return []
        found += best
    return found


def _words_of_characters(name: str) -> list[list[str]]:
    """The surname's syllables, then the given name's."""
    if name[:2] in COMPOUND_SURNAMES:
        surname, given = syllables_of(COMPOUND_SURNAMES[name[:2]]), name[2:]
    else:
        surname, given = [SURNAMES.get(name[0]) or _read(name)[0]], name[1:]
    words = [surname, _read(given)] if given else [surname]
    return words if all(syllable in SYLLABLES for word in words for syllable in word) else []


def _read(characters: str) -> list[str]:
    return lazy_pinyin(characters, style=Style.NORMAL, v_to_u=True)


def _words_of_pinyin(name: str) -> list[list[str]]:
    """Surname first, one syllable or a known compound; a given name written apart ("Guo hua") comes together."""
    words = [_plain(word) for word in re.split(r"[\s,]+", name) if word]
    if not 0 < len(words) <= 3:
        return []
    cut = [syllables_of(word) for word in words]
    if not all(cut):
        return []
    if len(words) == 3 and words[0] + words[1] in _COMPOUND_PINYIN:
        return [cut[0] + cut[1], cut[2]]
    if len(cut[0]) > 1 and "".join(cut[0]) not in _COMPOUND_PINYIN:
        return []
    return [cut[0], cut[1] + cut[2]] if len(words) == 3 else cut


def _plain(word: str) -> str:
    """Lower case, without tones; ü however it was typed: v, u:, or yu after l and n as in passports."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if sign not in _TONES)
    text = unicodedata.normalize("NFC", bare).replace("u:", "ü").replace("v", "ü")
    return re.sub(r"([ln])yu(?=$|e|['’ʼ`\-])", r"\1ü", text)


def _cut(piece: str) -> list[str]:
    """The cut with fewest syllables that begin with a vowel inside the word, then with fewest syllables."""
    best: dict[int, tuple[int, int, list[str]]] = {0: (0, 0, [])}
    for end in range(1, len(piece) + 1):
        for start in range(max(0, end - 6), end):
            if start not in best or piece[start:end] not in SYLLABLES:
                continue
            vowels, count, before = best[start]
            offer = (vowels + (start > 0 and piece[start] in "aoe"), count + 1, [*before, piece[start:end]])
            if end not in best or offer < best[end]:
                best[end] = offer
    return best.get(len(piece), (0, 0, []))[2]


def _in_cyrillic(word: list[str]) -> str:
    written = ""
    for syllable in word:
        cyrillic = SYLLABLES[syllable]
        written += "ъ" if written.endswith("н") and cyrillic[0] in _VOWELS else ""
        written += cyrillic
    return written.capitalize()


def _written_together(word: list[str]) -> str:
    written = ""
    for syllable in word:
        written += "'" if written and syllable[0] in "aoe" else ""
        written += syllable
    return written
