"""What the form is filled with from a passport, and what the program proposes beside it. Pure; the desk confirms.

A value read keeps the origin `read` and is never overwritten; a proposal says how sure it is.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from patients import mrz, names
from patients.names.chinese import MIDDLE_DOT
from patients.plausibility import NewPatient


@dataclass(frozen=True)
class Filled:
    """Initial values of the form, where each form of the name comes from, and others one click away."""

    values: dict[str, str | date | None]
    origins: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
        read["patronymic_ru"] = document.patronymic
    values: dict[str, str | date | None] = {name: value for name, value in read.items() if value}
    return complete(Filled(values, origins=dict.fromkeys(values, "read")))


def complete(filled: Filled) -> Filled:
    """Propose the forms of the name that are still empty, from those that are there."""
    sex = str(filled.values.get("sex") or "")
    for part in ("surname", "given"):
        filled = _other_alphabet(filled, part, sex)
    return _chinese(filled, sex)


def _other_alphabet(filled: Filled, part: str, sex: str) -> Filled:
    latin, russian = (str(filled.values.get(f"{part}_{script}") or "") for script in ("latin", "ru"))
    if russian and not latin:
        return _with(filled, f"{part}_latin", names.romanise(russian), "table", ())
    origin = filled.origins.get(f"{part}_ru")
    if not latin or origin in ("typed", "read"):
        return filled
    found = names.to_cyrillic(latin, kind=part, sex=sex)
    if not found:
        return filled
    chosen = (russian, "confirmed") if russian and origin == "confirmed" else (found[0], "table")
    return _with(filled, f"{part}_ru", *chosen, found)


def _chinese(filled: Filled, sex: str) -> Filled:
    """Given name first, middle dot, surname: the order of Chinese papers. What a person chose stays, with the others beside it."""
    chosen = str(filled.values.get("chinese_name") or "")
    origin = filled.origins.get("chinese_name")
    if origin == "typed":
        return filled
    surname, given = (str(filled.values.get(f"{part}_ru") or "") for part in ("surname", "given"))
    asked = [names.to_chinese(text, kind=kind, sex=sex) for text, kind in ((given, "given"), (surname, "surname")) if text]
    pieces = [piece for piece in asked if piece.text]
    if not pieces:
        return filled
    certainty = "established" if all(piece.certainty == "established" for piece in pieces) else "table"
    written = [piece.text for piece in pieces]
    others = tuple(
        MIDDLE_DOT.join([*written[:i], other, *written[i + 1 :]]) for i, piece in enumerate(pieces) for other in piece.alternatives
    )
    text = MIDDLE_DOT.join(written)
    offered = (text, *others[:4])
    if chosen and origin == "confirmed":
        filled = _with(filled, "chinese_name", chosen, "confirmed", offered)
        return replace(filled, values={**filled.values, "pinyin": names.read_aloud(chosen)})
    filled = _with(filled, "chinese_name", text, certainty, offered)
    return replace(filled, values={**filled.values, "pinyin": " · ".join(piece.pinyin for piece in pieces)})


def _with(filled: Filled, name: str, text: str, origin: str, others: tuple[str, ...]) -> Filled:
    return Filled(
        values={**filled.values, name: text},
        origins={**filled.origins, name: origin},
        alternatives={**filled.alternatives, name: others},
    )


def with_chinese(new: NewPatient) -> NewPatient:
    """A record without a Chinese name gets the proposed one; what the desk typed stays, with its pinyin."""
    if new.chinese_name:
        return replace(new, pinyin=names.read_aloud(new.chinese_name))
    values = {"surname_ru": new.surname_ru, "given_ru": new.given_ru, "sex": new.sex}
    filled = _chinese(Filled(dict(values)), new.sex)
    text = str(filled.values.get("chinese_name") or "")
    if not text:
        return new
    origins = {**new.origins, "chinese_name": filled.origins["chinese_name"]}
    return replace(new, chinese_name=text, pinyin=str(filled.values["pinyin"]), origins=origins)
