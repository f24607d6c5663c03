"""A patient's stays: an entry written down, put right, extended, ended; the lodging. One transaction each, history kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from patients import stay_rules, stays
from patients.inserting import insert
from patients.locking import locked
from patients.models import Patient, Stay, StayChange
from patients.plausibility import NewStay, stay_problems
from patients.refusals import Implausible, StayAlreadyRecorded

LONGEST_REASON = 200


@dataclass(frozen=True)
class Lodging:
    """Where a patient sleeps, and whether the police know. `since` None: from the day of entry."""

    kind: str
    address: str = ""
    since: date | None = None
    registered_on: date | None = None
    slip: str = ""


@transaction.atomic
def record_stay(patient_id: int, stay: NewStay, *, by_id: int | None, now: datetime) -> Stay:
    """Write down an entry stamp; the last day follows from the rule in force on the day of entry, or is given by hand.

    Raises Implausible, MergedAway and StayAlreadyRecorded (the same day twice, or the second of two clicks).
    """
    patient = locked(patient_id)
    wrong = stay_problems(stay, today=timezone.localdate(now), birth_date=patient.birth_date)
    if wrong:
        raise Implausible(wrong)
    if Stay.objects.filter(patient=patient, entry_date=stay.entry_date).exists():
        raise StayAlreadyRecorded(str(stay.entry_date))
    _refuse_contradiction(patient_id, entry=stay.entry_date, left_on=None, field="entry_date")
    written = unsaved(patient, stay, by_id=by_id, now=now)
    insert(written)
    return written


def unsaved(patient: Patient, stay: NewStay, *, by_id: int | None, now: datetime) -> Stay:
    """The row for whoever registers, not yet written. Raises Implausible for a last day that the rule does not give."""
    columns = _columns(patient.nationality, stay)
    return Stay(patient=patient, recorded_at=now, recorded_by_id=by_id, lodging=stay.lodging, **columns)


@transaction.atomic
def correct_stay(stay_id: int, stay: NewStay, *, reason: str, by_id: int | None, now: datetime) -> bool:
    """Put a mistyped stamp right; what stood there is kept. False when nothing differs.

    Raises Implausible, StayAlreadyRecorded when another stay began on that day.
    """
    standing = _locked(stay_id)
    wrong = stay_problems(stay, today=timezone.localdate(now), birth_date=standing.patient.birth_date)
    if wrong:
        raise Implausible(wrong)
    if Stay.objects.filter(patient=standing.patient, entry_date=stay.entry_date).exclude(pk=stay_id).exists():
        raise StayAlreadyRecorded(str(stay.entry_date))
    if standing.left_on and standing.left_on < stay.entry_date:
        raise Implausible({"entry_date": "entry_after_leaving"})
    _refuse_contradiction(standing.patient_id, entry=stay.entry_date, left_on=standing.left_on, field="entry_date", except_id=stay_id)
    columns = _columns(standing.patient.nationality, stay)
    return _change(standing, columns, kind=StayChange.Kind.CORRECTED, reason=reason, by_id=by_id, now=now)


@transaction.atomic
def mark_left(stay_id: int, left_on: date | None, *, by_id: int | None, now: datetime) -> bool:
    """The patient has gone home on that day (China time); None takes it back. Raises Implausible."""
    stay = _locked(stay_id)
    if left_on and left_on > timezone.localdate(now):
        raise Implausible({"left_on": "left_in_future"})
    if left_on and left_on < stay.entry_date:
        raise Implausible({"left_on": "left_before_entry"})
    _refuse_contradiction(stay.patient_id, entry=stay.entry_date, left_on=left_on, field="left_on", except_id=stay_id)
    return _change(stay, {"left_on": left_on}, kind=StayChange.Kind.LEFT, by_id=by_id, now=now)


@transaction.atomic
def extend(stay_id: int, last_day: date, *, basis: str, by_id: int | None, now: datetime) -> bool:
    """A stay permit or a visa now covers this stay until its own last day. Raises Implausible when that is no later day."""
    stay = _locked(stay_id)
    if basis in stays.DECIDED_BY_RULE:
        raise Implausible({"basis": "extended_by_paper"})
    if stay.left_on:
        raise Implausible({"last_day": "extended_after_leaving"})
    if stay.last_day and last_day <= stay.last_day:
        raise Implausible({"last_day": "extended_to_earlier"})
    wrong = stay_problems(NewStay(stay.entry_date, basis=basis, last_day=last_day), today=timezone.localdate(now), birth_date=None)
    wrong.pop("entry_date", None)  # it was accepted when it was written
    if wrong:
        raise Implausible(wrong)
    columns = {"basis": basis, "last_day": last_day, "rule_id": None}
    return _change(stay, columns, kind=StayChange.Kind.EXTENDED, by_id=by_id, now=now)


@transaction.atomic
def note_lodging(stay_id: int, lodging: Lodging, *, by_id: int | None, now: datetime) -> bool:
    """Where she sleeps and whether it is registered. Raises Implausible for days that cannot be."""
    stay, today = _locked(stay_id), timezone.localdate(now)
    since = lodging.since or stay.entry_date
    if lodging.since and not stay.entry_date <= lodging.since <= today:
        raise Implausible({"lodging_since": "lodging_outside_stay"})
    if lodging.registered_on and not since <= lodging.registered_on <= today:
        raise Implausible({"lodging_registered_on": "lodging_outside_stay"})
    columns = {
        "lodging": lodging.kind,
        "lodging_address": lodging.address,
        "lodging_since": lodging.since,
        "lodging_registered_on": lodging.registered_on,
        "lodging_slip": lodging.slip,
    }
    return _change(stay, columns, kind=StayChange.Kind.LODGING, by_id=by_id, now=now)


@transaction.atomic
def recount(stay_ids: Iterable[int], *, reason: str, by_id: int | None, now: datetime) -> int:
    """Count running stays again by the rules as they stand; how many changed. The old last day is kept beside the reason."""
    counted, ids = 0, list(stay_ids)
    whose = Stay.objects.filter(pk__in=ids).values("patient_id")
    list(Patient.objects.select_for_update(no_key=True).filter(pk__in=whose).order_by("pk").values_list("pk"))
    for stay in Stay.objects.select_related("patient").filter(pk__in=ids).order_by("pk"):
        decision = stay_rules.decide(nationality=stay.patient.nationality, basis=stay.basis, entry_date=stay.entry_date)
        if decision.last_day:
            columns = {"rule_id": decision.rule_id, "last_day": decision.last_day}
        else:
            columns = {"rule_id": None, "last_day": None}
        counted += _change(stay, columns, kind=StayChange.Kind.RECOUNTED, reason=reason, by_id=by_id, now=now)
    return counted


def _columns(nationality: str, stay: NewStay) -> dict[str, Any]:
    """What a stamp becomes in the table. A rule is named only where it gives the last day."""
    decision = stay_rules.decide(nationality=nationality, basis=stay.basis, entry_date=stay.entry_date)
    if stay.last_day and decision.last_day and stay.last_day > decision.last_day:
        raise Implausible({"last_day": "last_day_beyond_rule"})
    return {
        "entry_date": stay.entry_date,
        "crossing_id": stay.crossing_id,
        "basis": stay.basis,
        "purpose": stay.purpose,
        "rule_id": None if stay.last_day else decision.rule_id,
        "last_day": stay.last_day or decision.last_day,
    }


def _locked(stay_id: int) -> Stay:
    """The row with its patient, whose lock comes first: two desks must not make contradicting stays."""
    patient_id = Stay.objects.values_list("patient_id", flat=True).get(pk=stay_id)
    locked(patient_id)
    return Stay.objects.select_related("patient").get(pk=stay_id)


def _refuse_contradiction(patient_id: int, *, entry: date, left_on: date | None, field: str, except_id: int | None = None) -> None:
    """Nobody enters before having left, and nobody leaves after the next entry."""
    others = Stay.objects.filter(patient_id=patient_id).exclude(pk=except_id or 0).values_list("entry_date", "left_on")
    if stays.contradictory([*others, (entry, left_on)]):
        raise Implausible({field: "stays_overlap"})


def _change(stay: Stay, columns: dict[str, Any], *, kind: str, by_id: int | None, now: datetime, reason: str = "") -> bool:
    """Write the columns that differ and keep what they were; False when none does."""
    changed = {name: value for name, value in columns.items() if getattr(stay, name) != value}
    if not changed:
        return False
    StayChange.objects.create(
        stay=stay,
        kind=kind,
        before={name: _plain(getattr(stay, name)) for name in changed},
        after={name: _plain(value) for name, value in changed.items()},
        reason=reason.strip()[:LONGEST_REASON],
        changed_at=now,
        changed_by_id=by_id,
    )
    for name, value in changed.items():
        setattr(stay, name, value)
    stay.save(update_fields=[name.removesuffix("_id") for name in changed])
    return True


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
