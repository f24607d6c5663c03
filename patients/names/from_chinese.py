"""The Russian names behind a Chinese form, as far as the list knows it: proposals, for several names share characters."""

import re
from collections import defaultdict
from functools import cache

from patients.names.tables import listed_names

MOST = 4
_DIVIDERS = re.compile(r"[\s·•・.\-]+")
_KINDS = {"diminutive": "given"}


def from_chinese(chinese: str, *, sex: str) -> dict[str, tuple[str, ...]]:
    """surname, given and patronymic → Russian names, likeliest first; parts that no list knows are left out.

    The given name stands first, as in Chinese papers; of a name without a divider the list tells which part it is.
    """
    pieces = [piece for piece in _DIVIDERS.split(chinese) if piece]
    if not pieces:
        return {}
    if len(pieces) == 1:
        placed = {"given": pieces[0]} if _known(pieces[0], "given", sex) else {"surname": pieces[0]}
    else:
        placed = {"given": pieces[0], "surname": pieces[-1]} | ({"patronymic": pieces[1]} if len(pieces) > 2 else {})
    found = {kind: _known(piece, kind, sex) for kind, piece in placed.items()}
    return {kind: names for kind, names in found.items() if names}


def _known(chinese: str, kind: str, sex: str) -> tuple[str, ...]:
    wanted = sex[:1].lower()
    listed = _listed().get((kind, chinese), ())
    fitting = [russian for russian, of_sex in listed if wanted not in ("f", "m") or wanted in of_sex]
    return tuple(dict.fromkeys(fitting))[:MOST]


@cache
def _listed() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The preferred forms of a name come before its variants."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    forms = [(name, form) for name in listed_names() for form in (name.chinese,)]
    forms += [(name, form) for name in listed_names() for form in name.variants]
    for name, form in forms:
        found[_KINDS.get(name.kind, name.kind), form].append((name.russian, name.sex))
    return {key: tuple(names) for key, names in found.items()}
