"""What the page of a group's list shows of each row: cells with their state and words, matches with reasons, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patients.group_check import Checked, Match, Row
from patients.group_wording import CELLS, FIELDS, STATES, cell_problem, row_refused
from patients.kept_rows import shared_of, unseal
from patients.lists import propose
from patients.lists.columns import IGNORED
from patients.models import Group, GroupLine, Patient, Stay
from patients.wording import reason

SHOWN = 60
SAMPLES = 3
FIRST_LINE = (
    "surname_ru", "given_ru", "patronymic_ru", "surname_latin", "given_latin", "birth_date", "sex", "document_number", "expiry_date",
    "nationality", "phone",
)  # fmt: skip
# Shown when the list says something of them, or when they are missing where they are needed.
SECOND_LINE = ("chinese_name", "basis", "last_day", "email")
FIRST = ("wrong", "decide")
LENGTHS = {"birth_date": 40, "sex": 1, "expiry_date": 40, "nationality": 40, "last_day": 40}
LOOKS = {"new": "jade", "known": "river", "decide": "amber", "wrong": "cinnabar", "queued": "", "registered": "jade", "left_out": ""}


@dataclass(frozen=True)
class Cell:
    """One input. `state`: proposed, wrong, doubtful or "". `value` is what the list or the desk said, `guess` what is proposed."""

    name: str
    word: Promise | str
    value: str
    guess: str = ""
    state: str = ""
    says: str = ""
    choices: tuple[tuple[str, Any], ...] = ()
    length: int = 120


@dataclass(frozen=True)
class Choice:
    value: str
    word: str
    chosen: bool


@dataclass(frozen=True)
class Alike:
    """A record that may be this person, with the reasons in words."""

    patient: Patient
    certain: bool
    verdict: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]


@dataclass(frozen=True)
class ShownRow:
    row: Row
    cells: tuple[Cell, ...]
    more: tuple[Cell, ...]
    matches: tuple[Alike, ...]
    choices: tuple[Choice, ...]
    word: Promise | str
    look: str
    refused: str
    remarks: str

    @property
    def said(self) -> tuple[Cell, ...]:
        """Cells that something has to be said of."""
        return tuple(cell for cell in (*self.cells, *self.more) if cell.says)


@dataclass(frozen=True)
class Column:
    """One column of the file with what it is taken for and the first cells under it."""

    number: int
    heading: str
    field: str
    samples: tuple[str, ...]


def shown(group: Group, rows: Sequence[Row], *, today: Any) -> list[ShownRow]:
    """Rows as they are drawn; the other alphabets are proposed for these alone."""
    shared = shared_of(group)
    return [_shown(row, propose(row.entry, shared, today=today).guessed) for row in rows]


def in_order(rows: Sequence[Row]) -> list[Row]:
    """As in the list, who is registered below all others; where several pages are filled, what asks for a person comes first."""
    places = dict.fromkeys(FIRST, 0) if len(rows) > SHOWN else {}
    return sorted(rows, key=lambda row: places.get(row.state, 2 if row.state == "registered" else 1))


def columns(group: Group, lines: Sequence[GroupLine]) -> list[Column]:
    """What each column of the file was taken for."""
    sheet = unseal(group.sheet)
    headings = sheet.get("headings", [])
    samples = [cells for line in lines[: SAMPLES * 4] if (cells := unseal(line.typed).get("cells"))][:SAMPLES]
    return [
        Column(
            number,
            headings[number] if number < len(headings) else "",
            field,
            tuple(cells[number] for cells in samples if number < len(cells) and cells[number]),
        )
        for number, field in enumerate(sheet.get("fields", []))
    ]


def column_choices() -> list[tuple[str, Any]]:
    return [("", _("not recognised: not read")), (IGNORED, _("leave this column out")), *FIELDS.items()]


def counters(checked: Checked) -> list[tuple[str, Any, int, str]]:
    """State, word, number, look; those with nobody in them are left out."""
    return [(state, STATES[state], number, LOOKS[state]) for state, number in checked.counts.items() if number]


def _shown(row: Row, guessed: dict[str, str]) -> ShownRow:
    guesses = {**guessed, **row.proposed.guessed}
    more = [name for name in SECOND_LINE if name == "chinese_name" or name in row.entry.values or name in row.errors]
    return ShownRow(
        row=row,
        cells=tuple(_cell(row, name, guesses.get(name, "")) for name in FIRST_LINE),
        more=tuple(_cell(row, name, guesses.get(name, "")) for name in more),
        matches=tuple(_alike(match) for match in row.matches),
        choices=tuple(_choices(row)),
        word=STATES[row.state],
        look=LOOKS[row.state],
        refused=row_refused(row.line.refused) if row.line.refused else "",
        remarks=row.entry.values.get("remarks", ""),
    )


def _cell(row: Row, name: str, guess: str) -> Cell:
    value = row.entry.values.get(name, "")
    code = row.errors.get(name, "")
    doubt = row.proposed.warnings.get(name, "")
    state = (
        "wrong"
        if code
        else "doubtful"
        if doubt and doubt not in ("sex_proposed", "no_document")
        else "proposed"
        if guess and not value
        else ""
    )
    choices: tuple[tuple[str, Any], ...] = ()
    if name == "sex":
        choices = (("", "–"), *((code, word) for code, word in Patient.Sex.choices))
    elif name == "basis":
        choices = (("", "–"), *Stay.Basis.choices)
    return Cell(
        name=name,
        word=CELLS[name],
        value=value,
        guess=guess if not value else "",
        state=state,
        says=cell_problem(code) if code else cell_problem(doubt) if doubt in _SAID else "",
        choices=choices,
        length=LENGTHS.get(name, 120),
    )


_SAID = frozenset(
    {"two_digit_year", "serial", "day_or_month", "check_digit", "passport_expired", "given_missing", "only_signs", "not_all_read"}
)


def _alike(match: Match) -> Alike:
    reasons = match.likeness.reasons
    return Alike(
        patient=match.patient,
        certain=match.certain,
        verdict=match.likeness.verdict,
        pros=tuple(reason(code) for code in reasons if "differs" not in code),
        cons=tuple(reason(code) for code in reasons if "differs" in code),
    )


def _choices(row: Row) -> list[Choice]:
    """What the desk may say of this row; the empty choice is what happens when nothing is said."""
    line = row.line
    certain = next((match.patient for match in row.matches if match.certain), None)
    usual = (
        _("please choose")
        if row.state == "decide" and not line.decision
        else _("known: %(mrn)s") % {"mrn": certain.mrn}
        if certain
        else str(AS_NEW)
    )
    found = [Choice("", usual, not line.decision)]
    for match in row.matches:
        mine = line.decision == GroupLine.Decision.KNOWN and line.patient_id == match.patient.pk
        found.append(Choice(f"known:{match.patient.pk}", _("the same person: %(mrn)s") % {"mrn": match.patient.mrn}, mine))
    if row.matches or row.twin is not None:
        found.append(Choice("new", _("another person"), line.decision == GroupLine.Decision.NEW))
    found.append(Choice("left_out", _("leave out"), line.decision == GroupLine.Decision.LEFT_OUT))
    return found


AS_NEW = gettext_lazy("new person")
