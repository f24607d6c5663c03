"""What the safety check is told: about the patient, and about the world. Plain, frozen, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from clinic.herbs.words import Phrase


@dataclass(frozen=True)
class PatientFacts:
    """What is known of one patient. Allergies, medicines, conditions are as the patient said them, or codes.

    `age` in full years, None when not known. `pregnant` False also stands for not known: the caller asks.
    """

    age: int | None = None
    sex: str = ""
    pregnant: bool = False
    allergies: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class HerbFacts:
    """One herb. `names` are the words by which an allergy may speak of it."""

    code: str
    min_g: Decimal | None
    max_g: Decimal | None
    toxicity: str
    pregnancy: str
    dispensing: str
    category: str
    names: frozenset[Phrase]
    source: str


@dataclass(frozen=True)
class Pair:
    """Two herbs that do not go together; the order means nothing."""

    herbs: frozenset[str]
    rule: str
    severity: str
    source: str


@dataclass(frozen=True)
class Interaction:
    """A herb against medicines. With `formula`, only in a formula of (nearly) these herbs."""

    code: str
    herb: str
    drug_class: str
    names: frozenset[Phrase]
    formula: frozenset[str]
    severity: str
    evidence: str
    source: str


@dataclass(frozen=True)
class CautionFacts:
    """A herb against a condition, or below an age."""

    code: str
    herb: str
    condition: str
    names: frozenset[Phrase]
    below_age: int | None
    severity: str
    source: str


@dataclass(frozen=True)
class BorderRule:
    """What the border says of one herb."""

    code: str
    herb: str
    rule: str
    source: str


@dataclass(frozen=True)
class Knowledge:
    """All the check knows, by herb code. Built by `knowledge.current`, or by hand in a test."""

    herbs: Mapping[str, HerbFacts]
    pairs: Mapping[frozenset[str], Pair] = field(default_factory=lambda: MappingProxyType({}))
    interactions: Mapping[str, tuple[Interaction, ...]] = field(default_factory=lambda: MappingProxyType({}))
    cautions: Mapping[str, tuple[CautionFacts, ...]] = field(default_factory=lambda: MappingProxyType({}))
    border: Mapping[str, tuple[BorderRule, ...]] = field(default_factory=lambda: MappingProxyType({}))
