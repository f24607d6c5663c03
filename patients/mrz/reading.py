"""What a machine readable zone says, and how sure we are of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

PROBLEMS = (
    "document_number_check",
    "birth_date_check",
    "expiry_date_check",
    "optional_data_check",
    "composite_check",
    "birth_date_invalid",
    "expiry_date_invalid",
    "line_length",
    "line_count",
    "not_mrz",
)
CLEANINGS = ("layout_ru", "ime_cn", "case", "whitespace", "filler_restored", "line_order")


class Correction(NamedTuple):
    """One character that was read as something it cannot be. Line and position count from 1."""

    line: int
    position: int
    read: str
    proposed: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """The fields of one zone. None: the zone does not tell. "": the zone says there is nothing."""

    format: str | None = None
    document_code: str | None = None
    issuing_state: str | None = None
    surname: str | None = None
    given_names: str | None = None
    document_number: str | None = None
    nationality: str | None = None
    birth_date: date | None = None
    birth_date_partial: str | None = None
    sex: str | None = None
    expiry_date: date | None = None
    optional_data: str | None = None
    name_script: str | None = None
    patronymic: str | None = None
    series: str | None = None
    number: str | None = None
    issue_date: date | None = None
    department_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """`problems` and `normalised` keep the order of PROBLEMS and CLEANINGS."""

    document: Document = field(default_factory=Document)
    problems: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    normalised: tuple[str, ...] = ()
    expired: bool = False
    truncated: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return not self.problems
