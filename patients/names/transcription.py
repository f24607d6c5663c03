"""A Russian name that is in no list → Chinese characters: the table, the habits of endings, the listed stems."""
import re
from collections.abc import Iterable
from functools import cache

from patients.names.analogy import Lessons, beginning, learn, plain
from patients.names.syllables import VOWELS, Unit, prepared, units
from patients.names.tables import ListedName, listed_names, syllables

_ATTESTED, _JUDGED = 3, 1
_FIRST = {("в", ""): "弗", ("ф", ""): "弗", ("л", ""): "勒", ("р", ""): "勒", ("", "е"): "叶"}
_JUDGED_SOURCES = frozenset({"derived", "table", "editor"})
_FEMININE_IN_V = re.compile(r"(?<=[оеё]в)а$")
_FEMININE_IN_N = re.compile(r"(?<=[иы]н)а$")
_FEMININE_ADJECTIVE = re.compile(r"(?<=[сц])кая$")
# Characters for women only, and what a man's name or a stem writes instead.
_NEUTRAL = str.maketrans("娜玛娅娃莉丽妮琳薇莎", "纳马亚瓦利里尼林韦萨")
_WOMENS_STEM = str.maketrans("纳马", "娜玛")
_WOMENS_LAST = {("", "я"): "娅", ("в", "а"): "娃", ("н", "а"): "娜", ("м", "а"): "玛", ("л", "и"): "莉", ("н", "и"): "妮"}
_WOMENS_ENDINGS = {"рина": "林娜", "тина": "京娜", "лика": "莉卡", "лиса": "莉萨", "ника": "妮卡", "иана": "安娜", "ьяна": "扬娜"}


def transcribe(word: str, *, kind: str, sex: str, known: Lessons | None = None) -> str:
    """`word` is one word; `known` are the stems to go by, those of the whole list when not given."""
    stems = lessons() if known is None else known
    if kind == "surname" and sex == "F":
        return _womans_surname(word.lower(), stems)
    letters = stemmed(word, kind)
    read = units(letters)
    covered, characters = beginning(letters, read, stems)
    if kind == "given" and sex == "F":
        return _womans_given(letters, read, covered, characters.translate(_WOMENS_STEM))
    rest = "".join(_character(read, i, kind) for i in range(covered, len(read)))
    return _ends_as_woman(characters + rest) if sex == "F" and letters.endswith("на") else characters + rest


@cache
def lessons() -> Lessons:
    return learn_from(listed_names())


def learn_from(names: Iterable[ListedName]) -> Lessons:
    """Women's surnames teach nothing that men's do not; diminutives follow the table."""
    return learn(
        (
            tuple(dict.fromkeys((stemmed(n.russian, n.kind), prepared(n.russian)))),
            n.chinese.translate(_NEUTRAL),
            _JUDGED if n.source in _JUDGED_SOURCES else _ATTESTED,
        )
        for n in names
        if n.kind != "diminutive" and not (n.kind == "surname" and n.sex == "f")
    )


@cache
def _names_in_n() -> frozenset[str]:
    return frozenset(n.russian.lower() for n in listed_names() if n.kind == "given" and n.sex == "m" and n.russian.endswith("н"))


def stemmed(word: str, kind: str) -> str:
    """Prepared, with the н of a personal name read twice: it closes the stem and opens the suffix."""
    lower = word.lower()
    if kind in ("surname", "patronymic"):
        for end in range(len(lower) - 2, 2, -1):
            if lower[:end] in _names_in_n() and lower[end] in VOWELS:
                return prepared(lower[:end] + "н" + lower[end:])
    return prepared(lower)


def _womans_surname(lower: str, known: Lessons) -> str:
    """Made from the man's: 夫 → 娃, 斯基 → 斯卡娅, and 娜 behind -ин."""

    def man(word: str) -> str:
        return transcribe(word, kind="surname", sex="M", known=known)

    if _FEMININE_IN_V.search(lower):
        return man(lower[:-1]).removesuffix("夫") + "娃"
    if _FEMININE_IN_N.search(lower):
        return man(lower[:-1]) + "娜"
    if _FEMININE_ADJECTIVE.search(lower):
        return man(lower[:-2] + "ий").removesuffix("基") + "卡娅"
    return man(lower).removesuffix("亚") + "娅" if lower.endswith("ая") else man(lower)


def _ends_as_woman(characters: str) -> str:
    return characters[:-1] + characters[-1:].translate(_WOMENS_STEM)


def _character(read: tuple[Unit, ...], index: int, kind: str) -> str:
    unit = read[index]
    key = (unit.consonant, unit.final)
    if index == 0 and len(read) > 1 and key in _FIRST:
        return _FIRST[key]
    if unit.letters == "цо" and "".join(u.letters for u in read[index + 1 :]) == "в":
        return "佐"
    return _in_given(read, index) if kind == "given" else plain(unit)


def _in_given(read: tuple[Unit, ...], index: int) -> str:
    unit, last = read[index], index == len(read) - 1
    after = read[index + 1] if not last else None
    before = read[index - 1]
    if _glides(unit, after):
        return syllables()[unit.consonant, "ай"]
    if unit.letters in ("й", "и") and (_glides(before, unit) or (last and unit.letters == "й" and before.final == "е")):
        return ""
    if unit.letters == "ль" and (last or before.letters in ("а", "э")):
        return "尔"
    return plain(unit)


def _glides(unit: Unit, after: Unit | None) -> bool:
    """-лай, Раиса, Таисия: а and и in one character; Зинаида keeps two."""
    return after is not None and unit.final == "а" and after.letters in ("й", "и") and unit.consonant in ("л", "р", "т", "с")


def _womans_given(letters: str, read: tuple[Unit, ...], covered: int, start: str) -> str:
    parts = [start] + [_character(read, i, "given").translate(_WOMENS_STEM) for i in range(covered, len(read))]
    key = (read[-1].consonant, read[-1].final) if read else ("", "")
    if covered < len(read) and key in _WOMENS_LAST and letters[-1] in VOWELS:
        parts[-1] = _WOMENS_LAST[key]
    ending = next((e for e in _WOMENS_ENDINGS if letters.endswith(e)), None)
    if ending and len(parts) > 2 and len(letters) > len(ending):
        parts[-2:] = [_WOMENS_ENDINGS[ending]]
    text = "".join(parts)
    return _ends_as_woman(text[:-1] + text[-1:].replace("亚", "娅")) if letters[-1:] in ("а", "я") else text
