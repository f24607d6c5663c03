"""A group's rows against each other and against the house. A fixed number of queries, however many rows there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from patients import alike
from patients.duplicates import Likeness, likeness
from patients.kept_rows import entry_of, fields_of, shared_of
from patients.lists import Entry, Proposed, propose
from patients.models import Group, GroupLine, IdentityDocument, Patient
from patients.secrecy import number_hashes

LOOKED_AT = 5_000
SHOWN = 3
# What may be wrong with the row of somebody whose record is there already: only what would be added to it.
ADDED_TO_KNOWN = frozenset({"document_number", "expiry_date", "issuing_state", "basis", "last_day"})
STATES = ("new", "known", "decide", "wrong", "queued", "registered", "left_out")


@dataclass(frozen=True)
class Match:
    """Somebody of the house who may be this row's person. `owner`: the passport of the row is in the house under this record."""

    patient: Patient
    likeness: Likeness
    owner: bool = False

    @property
    def certain(self) -> bool:
        """The same passport, and nothing else says that it was typed for the wrong person."""
        return self.owner and self.likeness.verdict == "same"


@dataclass(frozen=True)
class Row:
    """One row checked. `twin` is the number of an earlier row with the same person; `state` is one of STATES."""

    line: GroupLine
    entry: Entry
    proposed: Proposed
    matches: tuple[Match, ...] = ()
    twin: int | None = None
    state: str = "new"
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> Patient | None:
        """The record that this row's stay would be written under."""
        if self.line.decision == GroupLine.Decision.KNOWN and self.line.patient:
            return self.line.patient
        return next((match.patient for match in self.matches if match.certain), None)


@dataclass(frozen=True)
class Checked:
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        return dict.fromkeys(STATES, 0) | Counter(row.state for row in self.rows)

    @property
    def good(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.state in ("new", "known"))


def check(group: Group, *, today: date) -> Checked:
    """All rows, in order. Three queries: rows, passports, people."""
    return check_lines(group, group.lines.select_related("patient"), today=today)


def check_lines(group: Group, lines: Iterable[GroupLine], *, today: date) -> Checked:
    """Some rows, against each other and the house. Two queries beside the rows themselves."""
    fields, shared = fields_of(group), shared_of(group)
    rows = []
    for line in lines:
        entry = Entry() if line.registered_at else entry_of(line, fields, today=today)
        rows.append(Row(line, entry, propose(entry, shared, today=today, names=False)))
    open_rows = [row for row in rows if not row.line.registered_at]
    found = _matches(open_rows)
    twins = _twins([row for row in open_rows if row.line.decision != GroupLine.Decision.LEFT_OUT])
    return Checked(tuple(_judged(replace(row, matches=found.get(row.line.pk, ()), twin=twins.get(row.line.pk))) for row in rows))


def _judged(row: Row) -> Row:
    if row.line.registered_at:
        return replace(row, state="registered")
    errors = dict(row.proposed.errors)
    errors.pop("entry_date", None)  # of the group, said once above the rows
    if row.known:
        errors = {name: code for name, code in errors.items() if name in ADDED_TO_KNOWN}
    elif row.line.decision == GroupLine.Decision.NEW and any(match.owner for match in row.matches):
        errors["document_number"] = "passport_of_another"
    return replace(row, errors=errors, state=_state(row, errors))


def _state(row: Row, errors: dict[str, str]) -> str:
    line = row.line
    if line.decision == GroupLine.Decision.LEFT_OUT:
        return "left_out"
    if line.queued:
        return "queued"
    if errors:
        return "wrong"
    if row.twin is not None and line.decision == GroupLine.Decision.OPEN:
        return "decide"
    if row.known:
        return "known"
    undecided = line.decision == GroupLine.Decision.OPEN and any(match.owner or match.likeness.verdict == "same" for match in row.matches)
    return "decide" if undecided else "new"


def _matches(rows: list[Row]) -> dict[int, tuple[Match, ...]]:
    """Row → likely records, the likest first. Two queries."""
    owners = _owners(rows)
    by_birth: dict[date, list[Patient]] = defaultdict(list)
    by_phone: dict[str, list[Patient]] = defaultdict(list)
    people = _people(rows, {patient for patients in owners.values() for patient in patients})
    for patient in people.values():
        if patient.birth_date:
            by_birth[patient.birth_date].append(patient)
        if patient.phone:
            by_phone[patient.phone].append(patient)
    found = {}
    for row in rows:
        new = row.proposed.new
        mine = owners.get(row.line.pk, frozenset())
        born_then = by_birth.get(new.birth_date, []) if new.birth_date else []
        near = {patient.pk: patient for patient in (*born_then, *by_phone.get(new.phone, ()))}
        near |= {number: people[number] for number in mine if number in people}
        found[row.line.pk] = _ranked(row, near.values(), mine)
    return found


def _owners(rows: list[Row]) -> dict[int, frozenset[int]]:
    """Row → records that have its passport; a merged record is answered by the one it went into. One query."""
    hashes = {row.line.pk: set(number_hashes(row.proposed.new.document.number)) for row in rows if row.proposed.new.document}
    papers = IdentityDocument.objects.filter(number_hash__in={each for some in hashes.values() for each in some})
    whose: dict[str, int] = {}
    for number_hash, patient, merged in papers.values_list("number_hash", "patient_id", "patient__merged_into_id"):
        whose[number_hash] = merged or patient
    return {line: frozenset(whose[each] for each in some if each in whose) for line, some in hashes.items()}


def _people(rows: list[Row], owners: set[int]) -> dict[int, Patient]:
    births = {row.proposed.new.birth_date for row in rows if row.proposed.new.birth_date}
    phones = {row.proposed.new.phone for row in rows if row.proposed.new.phone}
    wanted = Q(pk__in=owners) | Q(birth_date__in=births) | Q(phone__in=phones)
    found = Patient.objects.current().filter(wanted).only(*alike.COMPARED, "chinese_name")[:LOOKED_AT]
    return {patient.pk: patient for patient in found}


def _ranked(row: Row, near: Iterable[Patient], owners: frozenset[int]) -> tuple[Match, ...]:
    new = alike.identity_of_new(row.proposed.new)
    found = []
    for patient in near:
        number = new.document_number if patient.pk in owners else ""
        both = (replace(alike.identity_of(patient, latin=latin), document_number=number) for latin in (False, True))
        best = max((likeness(new, one) for one in both), key=lambda answer: answer.score)
        if best.verdict != "different":
            found.append(Match(patient, best, owner=patient.pk in owners))
    return tuple(sorted(found, key=lambda match: (not match.owner, -match.likeness.score, match.patient.pk))[:SHOWN])


def _twins(rows: list[Row]) -> dict[int, int]:
    """Row → the number of an earlier row with the same passport, or with the same name and birthday."""
    twins: dict[int, int] = {}
    by_number: dict[str, int] = {}
    by_birth: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        new = row.proposed.new
        number = new.document.number if new.document else ""
        if number and number in by_number:
            twins[row.line.pk] = by_number[number]
        elif new.birth_date:
            mine = alike.identity_of_new(new)
            same = (one for one in by_birth[new.birth_date] if likeness(mine, alike.identity_of_new(one.proposed.new)).verdict == "same")
            if first := next(same, None):
                twins[row.line.pk] = first.line.number
            by_birth[new.birth_date].append(row)
        if number:
            by_number.setdefault(number, row.line.number)
    return twins
