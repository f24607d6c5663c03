"""Proposals of the Cyrillic behind a passport's Latin: known names first, the order's table read backwards otherwise.

The Latin has lost ё, ь, ъ and the difference of й and и; so there are proposals, likeliest first, never a result.
"""
import re
from functools import cache
from itertools import chain

from patients.names.latin import SYSTEMS, romanise
from patients.names.tables import latin_forms, listed_names

MOST = 4
_VOWELS = "аеёиоуыэюя"
_NOT_LETTERS = re.compile("[^A-Z]")
_ENDINGS = (
    ("SKII", "ский"), ("SKIY", "ский"), ("SKIJ", "ский"), ("SKY", "ский"), ("SKI", "ский"), ("SKAIA", "ская"), ("SKAYA", "ская"),
    ("TSKII", "цкий"), ("AIA", "ая"), ("AYA", "ая"), ("IIA", "ия"), ("IYA", "ия"), ("YI", "ый"), ("YY", "ый"), ("II", "ий"), ("IY", "ий"),
)
_LETTERS = (
    ("IEIA", "ъя"), ("IEIU", "ъю"), ("IEE", "ъе"), ("SHCH", "щ"), ("SCH", "щ"), ("ZH", "ж"), ("KH", "х"), ("TS", "ц"), ("TC", "ц"),
    ("TZ", "ц"), ("CH", "ч"), ("SH", "ш"),
    ("IU", "ю"), ("YU", "ю"), ("JU", "ю"), ("IA", "я"), ("YA", "я"), ("JA", "я"), ("YO", "ё"), ("YE", "е"), ("CK", "к"), ("PH", "ф"),
    ("A", "а"), ("B", "б"), ("C", "к"), ("D", "д"), ("E", "е"), ("F", "ф"), ("G", "г"), ("H", "х"), ("I", "и"), ("J", "ж"), ("K", "к"),
    ("L", "л"), ("M", "м"), ("N", "н"), ("O", "о"), ("P", "п"), ("Q", "к"), ("R", "р"), ("S", "с"), ("T", "т"), ("U", "у"), ("V", "в"),
    ("W", "в"), ("X", "кс"), ("Y", "ы"), ("Z", "з"),
)
_GLIDE = re.compile(f"(?<=[{_VOWELS}])[иы](?![{_VOWELS}])")
_SOFT_L = re.compile("л(?=[бгджзкмнпстфхцчшщ])")
_SOFT_BEFORE_E = re.compile("(?<=[бвдзлмнпрстф])ев(?=$|а$|ич$|на$)")
_HARD_E = re.compile("^е")


def to_cyrillic(latin: str, *, kind: str, sex: str) -> tuple[str, ...]:
    """kind: surname or given; sex: "F", "M" or "X". Several words are read one by one; () for no Latin letters."""
    words = [word for word in re.split(r"[\s\-<]+", latin.upper()) if _letters(word)]
    if not words:
        return ()
    joint = "-" if "-" in latin else " "
    proposals = [_word(_letters(word), kind, sex[:1].upper()) for word in words]
    first = joint.join(options[0] for options in proposals)
    return (first,) if len(words) > 1 else proposals[0]


def _letters(word: str) -> str:
    return _NOT_LETTERS.sub("", word)


def _word(latin: str, kind: str, sex: str) -> tuple[str, ...]:
    known = _known(latin, kind, sex)
    found = known or _by_rule(latin, kind, sex)
    # Many papers print е for ё.
    return tuple(dict.fromkeys((*found, *(name.replace("ё", "е") for name in found))))[:MOST]


def _known(latin: str, kind: str, sex: str) -> tuple[str, ...]:
    found = _spellings().get((kind, latin), ())
    fitting = [russian for russian, of_sex in found if sex in ("X", "") or sex.lower() in of_sex]
    if kind == "given":
        fitting += [russian for russian, _ in found]
    elif not fitting:
        fitting += _from_the_mans_form(latin, sex)
    return tuple(dict.fromkeys(fitting))


def _from_the_mans_form(latin: str, sex: str) -> list[str]:
    if sex != "F" or not latin.endswith(("OVA", "EVA", "INA", "YNA")):
        return []
    return [russian + "а" for russian, of_sex in _spellings().get(("surname", latin[:-1]), ()) if "m" in of_sex]


@cache
def _spellings() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(kind, Latin letters) → the known names so spelled; today's spelling comes before older ones."""
    current: dict[tuple[str, str], list[tuple[str, str]]] = {}
    older: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name in listed_names():
        kind = "given" if name.kind == "diminutive" else name.kind
        for system in SYSTEMS:
            place = current if system == "icao" else older
            place.setdefault((kind, _letters(romanise(name.russian, system=system))), []).append((name.russian, name.sex))
    for forms in latin_forms():
        for spelling in forms.spellings:
            older.setdefault(("given", _letters(spelling)), []).append((forms.russian, forms.sex))
    return {
        key: tuple(dict.fromkeys(chain(current.get(key, ()), older.get(key, ()))))
        for key in current.keys() | older.keys()
    }


def _by_rule(latin: str, kind: str, sex: str) -> tuple[str, ...]:
    ending, written = next(((e, w) for e, w in _ENDINGS if latin.endswith(e) and len(latin) > len(e)), ("", ""))
    stem = _GLIDE.sub("й", _backwards(latin.removesuffix(ending))) + written
    if kind == "given" and sex == "F" and not ending and latin.endswith("IA"):
        stem = stem.removesuffix("я") + "ия"
    options = [stem, _SOFT_L.sub("ль", stem), _SOFT_BEFORE_E.sub("ьев", stem), _HARD_E.sub("э", stem)]
    if _SOFT_L.search(stem):
        # Мельников, Кольцов: л before a consonant is soft far more often than not.
        options[:2] = reversed(options[:2])
    back = [option for option in options if any(_letters(romanise(option, system=s)) == latin for s in SYSTEMS)]
    return tuple(option.capitalize() for option in dict.fromkeys(back or options))[:MOST]


def _backwards(latin: str) -> str:
    written, position = "", 0
    while position < len(latin):
        for letters, russian in _LETTERS:
            if latin.startswith(letters, position):
                written += russian
                position += len(letters)
                break
    return written
