"""What the form is filled with from a passport, and what the program proposes beside it. Pure; the desk confirms.

A value read keeps the origin `read` and is never overwritten; a proposal says how sure it is.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from patients import mrz, names
from patients.names.case import ordinary
from patients.names.chinese import MIDDLE_DOT
from patients.plausibility import NAME_LENGTH, NewPatient

PARTS = ("surname", "given")
MOST = 5
# People of these states have a Cyrillic name, or had one on their first papers.
CYRILLIC_STATES = frozenset(
    [
        "RUS",
        "UKR",
        "BLR",
        "KAZ",
        "KGZ",
        "UZB",
        "TJK",
        "TKM",
        "AZE",
        "ARM",
        "GEO",
        "MDA",
        "LVA",
        "LTU",
        "EST",
        "MNG",
        "BGR",
        "SRB",
        "MKD",
        "MNE",
        "BIH",
    ]
)
OLDER_SYSTEMS = ("gost_r_52535", "mvd_310", "mvd_782")
UNSURE = ("established", "table")
_to_chinese = lru_cache(maxsize=4096)(names.to_chinese)  # few given names, many bearers; a registration asks for two


@dataclass(frozen=True)
class Filled:
    """Initial values of the form, where each form of the name comes from, and others one click away."""

    values: dict[str, str | date | None]
    origins: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    def stands(self, name: str) -> bool:
        """A person or a passport put it there; what the program proposed may be proposed anew."""
        return bool(self.text(name)) and self.origins.get(name) not in UNSURE


def from_reading(reading: mrz.Reading) -> Filled:
    """A passport's reading → the form, with the other two alphabets proposed."""
    document = reading.document
    internal = document.name_script == "Cyrillic"
    script = "ru" if internal else "latin"
    read: dict[str, str | date | None] = {
        "document_number": document.document_number,
        "document_kind": "internal" if internal else "passport",
        "issuing_state": document.issuing_state,
        "expiry_date": document.expiry_date,
        "birth_date": document.birth_date,
        "birth_date_partial": document.birth_date_partial,
        "sex": document.sex,
        "nationality": document.nationality,
        f"surname_{script}": document.surname,
        f"given_{script}": document.given_names,
    }
    if internal:
        # Its lines know capitals alone; the letters are the passport's, so it stays what was read.
        read |= {"surname_ru": ordinary(document.surname or ""), "given_ru": ordinary(document.given_names or "")}
        read["patronymic_ru"] = ordinary(document.patronymic or "")
    values: dict[str, str | date | None] = {name: value for name, value in read.items() if value}
    return complete(Filled(values, origins=dict.fromkeys(values, "read")))


def complete(filled: Filled) -> Filled:
    """Propose the forms of the name that are still open, from those that stand. What stands is never changed."""
    sex = filled.text("sex")
    filled = _from_the_chinese(filled, sex)
    for part in PARTS:
        filled = _cyrillic(filled, part, sex)
        filled = _latin(filled, part)
    return _chinese(filled, sex)


def _from_the_chinese(filled: Filled, sex: str) -> Filled:
    """Somebody typed the Chinese name first: the list may know whose it is."""
    if not filled.stands("chinese_name") or any(filled.text(f"{part}_{script}") for part in PARTS for script in ("ru", "latin")):
        return filled
    for part, found in names.from_chinese(filled.text("chinese_name"), sex=sex).items():
        if not filled.text(f"{part}_ru"):
            filled = _with(filled, f"{part}_ru", found[0], "established", found)
    return filled


def _cyrillic(filled: Filled, part: str, sex: str) -> Filled:
    name, latin = f"{part}_ru", filled.text(f"{part}_latin")
    russian, nationality = filled.text(name), filled.text("nationality")
    if filled.origins.get(f"{part}_latin") in UNSURE or not latin or (nationality and nationality not in CYRILLIC_STATES):
        return filled
    found = names.to_cyrillic(latin, kind=part, sex=sex)
    if filled.stands(name):
        # Beside what was typed only its own spellings are offered: ё or е.
        near = tuple(other for other in found if _plain(other) == _plain(russian))
        chosen = filled.origins.get(name) == "confirmed"
        return _offer(filled, name, (russian, *(found if chosen else near)))
    return _with(filled, name, found[0], "table", found) if found else filled


def _latin(filled: Filled, part: str) -> Filled:
    """Only where no passport and no person gave it: today's order first, the older ones beside it."""
    name, russian = f"{part}_latin", filled.text(f"{part}_ru")
    if not russian or (filled.stands(name) and filled.origins.get(name) != "confirmed"):
        return filled
    spelled = [names.romanise(russian, system=system) for system in ("icao", *OLDER_SYSTEMS)]
    found = tuple(dict.fromkeys(form for form in spelled if form))
    if filled.stands(name):
        return _offer(filled, name, (filled.text(name), *found))
    return _with(filled, name, found[0], "table", found) if found else filled


def _chinese(filled: Filled, sex: str) -> Filled:
    """Given name first, middle dot, surname: the order of Chinese papers. What a person chose stays, with the others beside it."""
    written = filled.text("chinese_name")
    asked = [_to_chinese(filled.text(f"{part}_ru"), kind=part, sex=sex) for part in reversed(PARTS) if filled.text(f"{part}_ru")]
    pieces = [piece for piece in asked if piece.text]
    texts = [piece.text for piece in pieces]
    others = [MIDDLE_DOT.join([*texts[:i], other, *texts[i + 1 :]]) for i, piece in enumerate(pieces) for other in piece.alternatives]
    text = MIDDLE_DOT.join(texts)
    if filled.stands("chinese_name"):
        filled = _offer(filled, "chinese_name", (text, *others) if filled.origins.get("chinese_name") == "confirmed" and text else ())
        return replace(filled, values={**filled.values, "pinyin": names.read_aloud(written)})
    if not text:
        return filled
    certainty = "established" if all(piece.certainty == "established" for piece in pieces) else "table"
    filled = _with(filled, "chinese_name", text, certainty, (text, *others))
    return replace(filled, values={**filled.values, "pinyin": " · ".join(piece.pinyin for piece in pieces)})


def _plain(russian: str) -> str:
    return russian.lower().replace("ё", "е")


def _offer(filled: Filled, name: str, others: tuple[str, ...]) -> Filled:
    """What stands keeps its origin; others are one click away."""
    offered = tuple(dict.fromkeys(others))[:MOST]
    return replace(filled, alternatives={**filled.alternatives, name: offered if len(offered) > 1 else ()})


def _with(filled: Filled, name: str, text: str, origin: str, others: tuple[str, ...]) -> Filled:
    return Filled(
        values={**filled.values, name: text},
        origins={**filled.origins, name: origin},
        alternatives={**filled.alternatives, name: tuple(dict.fromkeys(others))[:MOST]},
    )


def with_chinese(new: NewPatient) -> NewPatient:
    """A record without a Chinese name gets the proposed one; what the desk typed stays, with its pinyin."""
    if new.chinese_name:
        return replace(new, pinyin=names.read_aloud(new.chinese_name))
    known = ("surname_latin", "given_latin", "surname_ru", "given_ru", "sex", "nationality")
    filled = Filled({name: getattr(new, name) for name in known}, origins=dict(new.origins))
    written = all(getattr(new, f"{part}_ru") or not getattr(new, f"{part}_latin") for part in PARTS)
    filled = _chinese(filled, new.sex) if written else complete(filled)  # the other alphabets are not asked here
    text = filled.text("chinese_name")
    if not text or len(text) > NAME_LENGTH:
        return new
    origins = {**new.origins, "chinese_name": filled.origins["chinese_name"]}
    return replace(new, chinese_name=text, pinyin=filled.text("pinyin"), origins=origins)
