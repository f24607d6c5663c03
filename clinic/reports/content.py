"""What a paper says: words in Chinese and Russian, figures once. No layout, no database, no clock.

Everything is already written as it will be printed, dates and times included, so that the words frozen in a document's
row stay the same words whatever the program learns later. `None` means the line does not stand on the paper; an empty
side of a `Bilingual` is a missing translation.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints


class Mark(StrEnum):
    """How a print differs from the first one of the same words."""

    ORIGINAL = "original"
    COPY = "copy"
    CANCELLED = "cancelled"


class WordsDoNotFit(ValueError):
    """The stored words are not the words of this kind of paper; the message names the path, never the content."""


class TranslationMissing(ValueError):
    """A paper was about to be printed with a blank on one side."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


@dataclass(frozen=True)
class Bilingual:
    zh: str
    ru: str


@dataclass(frozen=True)
class PersonName:
    """A patient's name: Chinese whole; the name of the passport with its surname apart, because it is read first."""

    zh: str
    ru_surname: str
    ru_given: str

    @property
    def ru(self) -> str:
        return f"{self.ru_surname} {self.ru_given}".strip()


@dataclass(frozen=True)
class Clock:
    """One instant on the two clocks of the Amur, 24 h."""

    heihe: str
    blagoveshchensk: str


@dataclass(frozen=True)
class Head:
    """What stands on every paper: whose it is, which one it is, who printed it first and when, how to verify it."""

    hospital: Bilingual
    units: tuple[Bilingual, ...]  # the international desk, the department
    number: str
    version: int
    printed_at: Bilingual
    printed_by: Bilingual
    verify_url: str


@dataclass(frozen=True)
class SlipWords:
    """The visit slip of 80 mm that the patient carries through the house."""

    head: Head
    ticket: str
    day: Bilingual
    patient: PersonName
    clock: Clock
    place: Bilingual
    service: Bilingual
    role: Bilingual  # of the practitioner
    practitioner: Bilingual
    interpreter: Bilingual | None
    way: Bilingual | None
    last_day: Bilingual | None
    advice: tuple[Bilingual, ...]
    phone: str


@dataclass(frozen=True)
class SessionWords:
    number: int
    day: Bilingual
    clock: Clock
    place: Bilingual
    practitioner: Bilingual
    interpreter: Bilingual | None


@dataclass(frozen=True)
class CourseWords:
    service: Bilingual
    amount: Bilingual
    note: Bilingual | None
    sessions: tuple[SessionWords, ...]


@dataclass(frozen=True)
class HerbWords:
    name: Bilingual
    latin: str
    grams: str
    preparation: Bilingual | None


@dataclass(frozen=True)
class OverrideWords:
    """A finding of the safety check that the signer overrode. The reason is in the signer's own words."""

    finding: Bilingual
    herbs: tuple[Bilingual, ...]
    reason: str


@dataclass(frozen=True)
class FormulaWords:
    """One signed formula; `name` is None when the signer composed it freely."""

    name: Bilingual | None
    herbs: tuple[HerbWords, ...]
    days: int
    grams_a_day: str
    usage: Bilingual
    signed_by: Bilingual
    signed_on: Bilingual
    overridden: tuple[OverrideWords, ...]


@dataclass(frozen=True)
class PlanWords:
    """The treatment plan on A4 that the patient signs and takes home."""

    head: Head
    patient: PersonName
    record_number: str
    sex: Bilingual
    birth: Bilingual | None
    last_day: Bilingual | None
    stay_basis: Bilingual | None
    complaint: Bilingual | None
    diagnosis: Bilingual
    icd10: str
    pattern: Bilingual
    goal: Bilingual | None
    allergies: tuple[Bilingual, ...]
    medicines: tuple[Bilingual, ...]
    courses: tuple[CourseWords, ...]
    formulas: tuple[FormulaWords, ...]
    instructions: tuple[Bilingual, ...]
    practitioner: Bilingual
    title: Bilingual | None


@dataclass(frozen=True)
class ConsentLine:
    """One question of a consent sheet, line by line. `given` None: an empty tick, to be answered by pen."""

    title: Bilingual
    version: int
    lines: tuple[Bilingual, ...]
    given: bool | None
    withdrawn: Bilingual | None


@dataclass(frozen=True)
class SignerWords:
    """Who signs for a minor, and by which paper that was seen."""

    name: str
    relation: Bilingual
    proof: Bilingual


@dataclass(frozen=True)
class ConsentWords:
    """The consent sheet on A4: before signing with empty ticks (`signed` None), after it with the answers."""

    head: Head
    patient: PersonName
    latin: str
    record_number: str
    birth: Bilingual | None
    document: Bilingual | None
    guardian: SignerWords | None
    for_minor: bool
    consents: tuple[ConsentLine, ...]
    signed: Bilingual | None
    language: Bilingual | None
    witness: Bilingual | None
    signature: str  # an SVG path of `patients.signatures`, or nothing


Words = SlipWords | PlanWords | ConsentWords
W = TypeVar("W", SlipWords, PlanWords, ConsentWords)
# Some people have one name only; a demo clinic may have no telephone and no public address to verify at; paper is signed by hand.
_may_be_blank = frozenset({"ru_given", "phone", "verify_url", "latin", "signature"})


def to_plain(words: Words) -> dict[str, Any]:
    """Plain JSON data; `from_plain` gives equal words back."""
    return {field.name: _plain(getattr(words, field.name)) for field in fields(words)}


def from_plain(kind: type[W], data: Mapping[str, Any]) -> W:
    """The words that `to_plain` wrote. Raises WordsDoNotFit for anything else, a missing or a foreign key included."""
    made = _build(kind, data, "")
    assert isinstance(made, kind)
    return made


def missing_translations(words: Words) -> tuple[str, ...]:
    """Paths of what is blank, as `diagnosis.ru` or `formulas[0].herbs[3].name.ru`, in the paper's order."""
    return tuple(path for path, text in _texts(words, "") if not text.strip())


def characters(words: Words) -> frozenset[str]:
    """Every character that the words bring onto the paper."""
    return frozenset().union(*(text for _, text in _texts(words, "")))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _texts(value: Any, path: str, *, optional: bool = False) -> Iterator[tuple[str, str]]:
    """Every text with its path; a blank one only where blank is a mistake."""
    if isinstance(value, str):
        if value or not optional:
            yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _texts(each, f"{path}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            where = f"{path}.{field.name}".lstrip(".")
            yield from _texts(getattr(value, field.name), where, optional=field.name in _may_be_blank)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, data: Any, path: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(each for each in get_args(kind) if each is not types.NoneType)
        return None if data is None else _build(kind, data, path)
    if get_origin(kind) is tuple:
        _fits(isinstance(data, list), path)
        return tuple(_build(get_args(kind)[0], each, f"{path}[{index}]") for index, each in enumerate(data))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        _fits(isinstance(data, Mapping) and set(data) == set(hints), path)
        built: Callable[..., Any] = kind
        return built(**{name: _build(hint, data[name], f"{path}.{name}") for name, hint in hints.items()})
    _fits(type(data) is kind, path)
    return data


def _fits(condition: bool, path: str) -> None:
    if not condition:
        raise WordsDoNotFit(path.lstrip(".") or "the whole")
