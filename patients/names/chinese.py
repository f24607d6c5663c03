"""The Chinese form of a Russian name: what is established first, the transcription table otherwise.

It is a working alias: a proposal that the desk confirms, never a key and never a legal form.
"""
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, pinyin

from patients.names.tables import ListedName, listed_names
from patients.names.transcription import transcribe

MIDDLE_DOT = "\u00b7"
_BY_TABLE_ONLY = "table"
_SPLIT = re.compile(r"([\s\-]+)")
_RUSSIAN = re.compile("[А-Яа-яЁё]")
# Where the commonest reading of a character is not the one in transcribed names.
_READINGS = {
    "什": "shí", "切": "qiè", "曾": "zēng", "莎": "shā", "娜": "nà", "阿": "ā", "得": "dé", "塔": "tǎ", "佛": "fó", "兹": "zī", "尔": "ěr",
    "采": "cǎi", "宁": "níng", "任": "rèn", "扎": "zhā", "卡": "kǎ", "济": "jì", "肖": "xiào", "缪": "miù", "茜": "xī", "哈": "hā",
    "陀": "tuó", "赫": "hè", "伊": "yī", "卜": "bǔ", "南": "nán", "翁": "wēng", "盖": "gài", "柏": "bó", "夏": "xià", "仇": "qiú",
}


@dataclass(frozen=True)
class ChineseName:
    """`certainty`: "established" when people of that name are written so, "table" when it was put together."""

    text: str
    pinyin: str
    alternatives: tuple[str, ...] = ()
    certainty: str = "table"


def to_chinese(russian: str, *, kind: str, sex: str) -> ChineseName:
    """One part of a name. kind: surname, given or patronymic; sex: "F", "M" or "X", in either case.

    A double name is put together from its parts. Letters that are not Russian give an empty text.
    """
    woman = sex[:1].upper()
    parts = [part for part in _SPLIT.split(russian.strip()) if part]
    found = [_separator(part) if _SPLIT.fullmatch(part) else _word(part, kind, woman) for part in parts]
    words = [name for name in found if name.certainty]
    if not any(name.text for name in words):
        return ChineseName("", "")
    text = "".join(name.text for name in found)
    only = words[0].alternatives if len(words) == 1 else ()
    certainty = "established" if all(name.certainty == "established" for name in words) else "table"
    return ChineseName(text, read_aloud(text), tuple(a for a in only if a != text), certainty)


def compose(*, given: str, surname: str, patronymic: str = "") -> str:
    """The whole Chinese name for display: given name first, parts divided by the middle dot."""
    return MIDDLE_DOT.join(part for part in (given, patronymic, surname) if part)


def read_aloud(chinese: str) -> str:
    """Pinyin with tone marks, syllables apart; what is no character is left out."""
    return " ".join(syllable for syllable in map(_syllable, chinese) if syllable)


@cache
def _syllable(character: str) -> str:
    found = pinyin(character, style=Style.TONE, errors="ignore")
    return _READINGS.get(character) or (found[0][0] if found else "")


def listed(russian: str, *, kind: str, sex: str) -> ListedName | None:
    """The row of the list; ё and е are one letter, as in most papers. An unknown sex takes either form."""
    rows = _listed().get((kind, _folded(russian)), ())
    if sex not in ("M", "F"):
        return rows[0] if rows else None
    return next((row for row in rows if sex.lower() in row.sex), None)


@cache
def _listed() -> dict[tuple[str, str], tuple[ListedName, ...]]:
    found: dict[tuple[str, str], tuple[ListedName, ...]] = {}
    for row in listed_names():
        kind = "given" if row.kind == "diminutive" else row.kind
        found[kind, _folded(row.russian)] = (*found.get((kind, _folded(row.russian)), ()), row)
    return found


def _folded(russian: str) -> str:
    return russian.strip().lower().replace("ё", "е")


def _separator(text: str) -> ChineseName:
    return ChineseName("-" if "-" in text else MIDDLE_DOT, "", (), "")


def _word(word: str, kind: str, sex: str) -> ChineseName:
    letters = "".join(_RUSSIAN.findall(word))
    sex = sex if sex in ("M", "F") else _guessed_sex(letters, kind)
    row = listed(letters, kind=kind, sex=sex)
    by_table = transcribe(letters, kind=kind, sex=sex)
    if row is None:
        return ChineseName(by_table, "", _other_habits(by_table, letters, kind=kind, sex=sex))
    certainty = "table" if row.source == _BY_TABLE_ONLY else "established"
    others = dict.fromkeys((*row.variants, by_table))
    return ChineseName(row.chinese, "", tuple(others), certainty)


def _guessed_sex(letters: str, kind: str) -> str:
    endings = {"surname": ("ова", "ева", "ёва", "ина", "ына", "ая"), "patronymic": ("на",), "given": ("а", "я")}
    row = listed(letters, kind=kind, sex="X")
    if row and row.sex in ("m", "f"):
        return row.sex.upper()
    return "F" if letters.lower().endswith(endings.get(kind, ())) else "M"


def _other_habits(chinese: str, letters: str, *, kind: str, sex: str) -> tuple[str, ...]:
    """Forms which are as common as the rule's: 芙娜 for 夫娜, and -ина with or without its н."""
    habits: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("夫娜", lambda text: text[:-2] + "芙娜"),
        ("林娜", lambda text: text[:-2] + "丽娜"),
        ("利娜", lambda text: text[:-2] + "林娜"),
        ("里娜", lambda text: text[:-2] + "林娜"),
    )
    if sex != "F" or kind == "surname" or not letters:
        return ()
    return tuple(change(chinese) for ending, change in habits if chinese.endswith(ending))
