"""A group's list: taken in, put right, registered row by row, thrown away. A bad row never spoils the others."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from patients import registration, staying
from patients.group_check import Checked, Row, check_lines
from patients.kept_rows import seal, shared_of, unseal
from patients.lists import Entry, Table, propose, recognise
from patients.lists.columns import IGNORED
from patients.lists.rows import PERSON, read_row
from patients.lists.template import is_example
from patients.models import Group, GroupLine, IdentityDocument, Patient, Stay
from patients.plausibility import NewDocument
from patients.refusals import AlreadyRegistered, Implausible, MergedAway, PossibleDuplicate, StayAlreadyRecorded
from patients.secrecy import number_hashes

logger = structlog.get_logger(__name__)
LONGEST_TYPED = 400
NEEDED_LATER = ("remarks", "basis", "last_day")  # for the visit, and for the stay of who was registered before coming
A_TABLE = 3  # columns from which on a single filled cell is no row of it


@dataclass(frozen=True)
class NewGroup:
    """What is said of all of them at once. `entry_date` None: nobody knows yet when they come."""

    name: str
    agency: str = ""
    entry_date: date | None = None
    crossing_id: int | None = None
    basis: str = "visa_free"


@transaction.atomic
def take_in(new: NewGroup, tables: Sequence[Table], *, by_id: int | None, now: datetime) -> Group:
    """Keep a list as it was read: the first sheet as rows, the others beside it until one is chosen."""
    group = Group.objects.create(**asdict(new), made_at=now, made_by_id=by_id)
    _lay_out(group, tables, 0, today=timezone.localdate(now))
    return group


@transaction.atomic
def choose_sheet(group_id: int, number: int, *, now: datetime) -> None:
    """Another sheet of the same file instead; nothing that is registered may stand on the one before."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    tables = [_table(each) for each in unseal(group.sheet).get("tables", ())]
    if 0 <= number < len(tables) and not group.lines.exclude(registered_at=None, queued=False).exists():
        group.lines.all().delete()
        _lay_out(group, tables, number, today=timezone.localdate(now))


@transaction.atomic
def correct_group(group_id: int, new: NewGroup) -> None:
    """What all have in common, put right. People who are registered keep the stay that was written for them."""
    Group.objects.filter(pk=group_id).update(**asdict(new))


@transaction.atomic
def name_columns(group_id: int, fields: Sequence[str]) -> None:
    """The desk says what each column is; every row is read anew, corrections stay over it."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    sheet = unseal(group.sheet)
    if sheet:
        _write_sheet(group, {**sheet, "fields": list(fields[: len(sheet["fields"])])})


@transaction.atomic
def correct_line(line_id: int, typed: Mapping[str, str], *, decision: str | None = None, patient_id: int | None = None) -> bool:
    """What the desk typed into a row's cells, and whom it takes the person for. False when the row is registered by now."""
    line = GroupLine.objects.select_for_update(of=("self",)).filter(pk=line_id, registered_at=None, queued=False).first()
    if line is None:
        return False
    kept = unseal(line.typed)
    fixed = kept.get("fixed", {}) | {name: text[:LONGEST_TYPED] for name, text in typed.items() if name in PERSON}
    line.typed = seal({**kept, "fixed": fixed})
    if decision is not None:
        line.decision, line.patient_id = decision, patient_id
    line.refused = ""
    line.save(update_fields=["typed", "decision", "patient", "refused"])
    return True


@transaction.atomic
def accept_same(group_id: int, checked: Checked) -> int:
    """Every row that waits for a word is the record that it is likest to; how many. Rows twice in the list keep waiting."""
    waiting = [row for row in checked.rows if row.state == "decide" and row.matches and row.twin is None]
    for row in waiting:
        correct_line(row.line.pk, {}, decision=GroupLine.Decision.KNOWN, patient_id=row.matches[0].patient.pk)
    return len(waiting)


@transaction.atomic
def ask(group_id: int, checked: Checked, *, by_id: int | None) -> int:
    """Put the good rows into the queue; how many. Rows that another desk has queued meanwhile are not taken twice."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    waiting = group.lines.filter(queued=True).count()
    queued = group.lines.filter(pk__in=[row.line.pk for row in checked.good], registered_at=None, queued=False).update(
        queued=True, refused=""
    )
    if queued:
        group.asked, group.asked_by_id = queued + waiting, by_id
        group.save(update_fields=["asked", "asked_by"])
    return queued


def register_queued(group_id: int, *, now: datetime) -> int:
    """Every row that waits, each in its own transaction; how many were written. May run twice at once."""
    written = 0
    for line_id in list(GroupLine.objects.filter(group=group_id, queued=True).values_list("pk", flat=True)):
        written += register_line(line_id, now=now)
    return written


def register_line(line_id: int, *, now: datetime) -> bool:
    """One row of the queue becomes a person with a stay, or keeps the code of why not. False when nothing was written.

    Whoever was registered by another desk in this very moment is found at the second look, and is then a known person.
    """
    try:
        try:
            return _register(line_id, now=now)
        except (AlreadyRegistered, PossibleDuplicate, MergedAway):
            return _register(line_id, now=now)
    except (Implausible, AlreadyRegistered, PossibleDuplicate) as refusal:
        _refuse(line_id, "passport_of_another" if isinstance(refusal, AlreadyRegistered) else refusal.code)
    except Exception as error:
        logger.error("group_line_failed", line=line_id, error=type(error).__name__)
        _refuse(line_id, "failed")
    return False


def record_entries(group_id: int, *, by_id: int | None, now: datetime) -> int:
    """Those who were registered ahead have come: each gets the stay, in a transaction of its own; how many were written."""
    group = Group.objects.get(pk=group_id)
    if not group.entry_date or group.entry_date > timezone.localdate(now):
        return 0
    have = Stay.objects.filter(entry_date=group.entry_date).values("patient")
    return sum(
        _record_entry(line, group, by_id=by_id, now=now) for line in group.lines.exclude(registered_at=None).exclude(patient__in=have)
    )


@transaction.atomic
def throw_away(group_id: int, *, now: datetime) -> bool:
    """The rows that are not registered go; a group with nobody in it goes too. False while rows wait in the queue."""
    group = Group.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    if group is None or group.lines.filter(queued=True).exists():
        return False
    _empty(group, now)
    return True


def purge(*, now: datetime, days: int) -> int:
    """Lists that nobody finished within so many days are thrown away, with the remarks of those who are registered; how many."""
    old = Group.objects.filter(made_at__lt=now - timedelta(days=days), emptied_at=None)
    thrown = [group_id for group_id in old.values_list("pk", flat=True) if throw_away(group_id, now=now)]
    if thrown:
        logger.info("group_lists_purged", groups=thrown)
    return len(thrown)


def _lay_out(group: Group, tables: Sequence[Table], number: int, *, today: date) -> None:
    table = tables[number]
    layout = recognise(table.rows, today=today)
    heading = table.rows[layout.heading] if layout.heading >= 0 else ()
    sheet = {
        "chosen": number,
        "fields": list(layout.fields),
        "headings": list(heading),
        "notes": list(table.notes),
        "tables": [[each.name, each.rows, each.numbers, each.notes] for each in tables] if len(tables) > 1 else [],
    }
    _write_sheet(group, sheet)
    numbered = list(zip(table.numbers, table.rows, strict=True))[layout.heading + 1 :]
    people = [(number, row) for number, row in numbered if row != heading and not is_example(row)]
    GroupLine.objects.bulk_create(_line(group, number, row, layout.fields, today) for number, row in people)


def _line(group: Group, number: int, row: tuple[str, ...], fields: tuple[str, ...], today: date) -> GroupLine:
    """A total or a signature under the table is no person: left out, and shown as such."""
    recognised = set(fields) - {"", IGNORED}
    alone = sum(map(bool, row)) == 1 and len(recognised) >= A_TABLE
    nobody = bool(recognised) and (alone or read_row(row, fields, today=today).empty)
    decision = GroupLine.Decision.LEFT_OUT if nobody else GroupLine.Decision.OPEN
    return GroupLine(group=group, number=number, typed=seal({"cells": list(row)}), decision=decision)


def _table(kept: list) -> Table:
    name, rows, numbers, notes = kept
    return Table(name, tuple(tuple(row) for row in rows), tuple(numbers), tuple(notes))


def _write_sheet(group: Group, sheet: dict[str, object]) -> None:
    group.sheet = seal(sheet)
    group.save(update_fields=["sheet"])


@transaction.atomic
def _register(line_id: int, *, now: datetime) -> bool:
    lines = GroupLine.objects.select_for_update(of=("self",)).select_related("group", "patient")
    line = lines.filter(pk=line_id, queued=True, registered_at=None).first()
    if line is None:
        return False
    today = timezone.localdate(now)
    (row,) = check_lines(line.group, [_unqueued(line)], today=today).rows
    if row.state not in ("new", "known"):
        raise Implausible(row.errors) if row.errors else PossibleDuplicate(())
    patient = _add_to_known(row, now=now) if row.known else _write_new(row, now=now)
    if line.group.entry_date:
        Stay.objects.filter(patient=patient, entry_date=line.group.entry_date, group=None).update(group=line.group)
    line.patient, line.registered_at, line.queued = patient, now, False
    line.typed = seal({name: row.entry.values[name] for name in NEEDED_LATER if name in row.entry.values})
    line.save(update_fields=["patient", "registered_at", "queued", "typed"])
    return True


def _unqueued(line: GroupLine) -> GroupLine:
    line.queued = False  # in memory alone: the state asked for is the one beside the queue
    return line


def _write_new(row: Row, *, now: datetime) -> Patient:
    group = row.line.group
    proposed = propose(row.entry, shared_of(group), today=timezone.localdate(now))
    new = replace(proposed.new, referral=Patient.Referral.AGENCY if group.agency else "")
    patient = registration.register(new, by_id=group.asked_by_id, now=now, confirm_new=row.line.decision == GroupLine.Decision.NEW)
    if group.agency:
        Patient.objects.filter(pk=patient.pk).update(referral_detail=group.agency)
    return patient


def _add_to_known(row: Row, *, now: datetime) -> Patient:
    """A new entry and, when it is not there yet, the passport; nothing else of a known record is touched."""
    patient, new, group = row.known, row.proposed.new, row.line.group
    assert patient is not None
    if new.document and not _has(patient, new.document):
        registration.add_document(patient.pk, new.document, now=now)
    if new.stay:
        try:
            with transaction.atomic():
                staying.record_stay(patient.pk, new.stay, by_id=group.asked_by_id, now=now)
        except StayAlreadyRecorded:
            pass
    return patient


def _record_entry(line: GroupLine, group: Group, *, by_id: int | None, now: datetime) -> bool:
    kept, today = unseal(line.typed), timezone.localdate(now)
    stay = propose(Entry({name: kept[name] for name in ("basis", "last_day") if name in kept}), shared_of(group), today=today).new.stay
    try:
        with transaction.atomic():
            assert line.patient_id is not None
            assert stay is not None
            staying.record_stay(line.patient_id, stay, by_id=by_id, now=now)
            Stay.objects.filter(patient=line.patient_id, entry_date=stay.entry_date).update(group=group)
    except (Implausible, StayAlreadyRecorded, MergedAway):
        return False
    return True


def _has(patient: Patient, document: NewDocument) -> bool:
    return IdentityDocument.objects.filter(patient=patient, number_hash__in=number_hashes(document.number)).exists()


def _refuse(line_id: int, code: str) -> None:
    GroupLine.objects.filter(pk=line_id, queued=True).update(queued=False, refused=code)


def _empty(group: Group, now: datetime) -> None:
    group.lines.filter(registered_at=None).delete()
    group.lines.update(typed={})
    if group.lines.exists():
        Group.objects.filter(pk=group.pk).update(sheet={}, emptied_at=now)
    else:
        group.delete()
