"""A name in one cell → surname, given name, patronymic, in each alphabet that stands there. No letter is added."""

import re

from patients.name_parts import parts_of
from patients.names.case import ordinary

_DIVIDERS = re.compile(r"[/|\\;,()\[\]\n\t]+")
_ROW_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.)]\s*")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mstr", "chd", "inf"})
_HAN = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
NOTHING = "-–—−―.,_'’·•"
_PIECES = re.compile(r"[-–—'’]+")


def in_parts(text: str, *, part: str = "") -> dict[str, str]:
    """Values by field. `part` is surname or given where the column says so; "" for a whole name."""
    words = [word.strip(".,") for word in _DIVIDERS.sub(" ", _ROW_NUMBER.sub("", text)).split()]
    words = [word for word in words if word and word.lower() not in _TITLES]
    found: dict[str, str] = {}
    cyrillic = [_cased(word) for word in words if _script(word) == "ru"]
    latin = [word.upper() for word in words if _script(word) == "latin"]
    chinese = "".join(word for word in words if _script(word) == "zh")
    for script, one in (("ru", cyrillic), ("latin", latin)):
        if not one:
            continue
        if part and (part != "surname" or len(one) == 1):
            found[f"{part}_{script}"] = " ".join(one)
        else:
            found |= {f"{name}_{script}": value for name, value in _split(one).items() if value}
    if chinese:
        found["chinese_name"] = chinese
    found.pop("patronymic_latin", None)  # no passport has one in its Latin lines
    return found


def has_more(text: str) -> bool:
    """Whether something stands beside the name that is no word of it: « ??? », a figure, a small picture. Dashes and dots are nothing."""
    words = _DIVIDERS.sub(" ", _ROW_NUMBER.sub("", text)).split()
    return any(not _script(word) and word.strip(NOTHING) for word in words)


def _split(words: list[str]) -> dict[str, str]:
    """Which word is what as `name_parts` says, whole words with their hyphens; the surname first when nobody knows."""
    known = parts_of(" ".join(words))
    given = [word for word in words if _within(word, known.given)]
    patronymic = [word for word in words if word not in given and _within(word, known.patronymic)]
    surname = [word for word in words if word not in given and word not in patronymic]
    if not given and len(surname) > 1:
        surname, given = surname[:1], surname[1:]
    if not surname and len(given) > 1:
        surname, given = given[:1], given[1:]
    return {"surname": " ".join(surname), "given": " ".join(given), "patronymic": " ".join(patronymic)}


def _within(word: str, parts: tuple[str, ...]) -> bool:
    return any(piece in parts for piece in (word, *_PIECES.split(word)))


def _script(word: str) -> str:
    counts = {"ru": len(_CYRILLIC.findall(word)), "latin": len(_LATIN.findall(word)), "zh": len(_HAN.findall(word))}
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else ""


def _cased(word: str) -> str:
    """ИВАНОВ-ПЕТРОВ and иванов-петров are Иванов-Петров; what has both kinds of letters stays as it is."""
    return ordinary(word.upper()) if word.islower() else ordinary(word)
