"""Putting a record right: only what was changed is written, each change kept with who and when, and no desk undoes another's unseen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from patients import names, staying, stays
from patients.finding import search_text_of
from patients.locking import locked
from patients.models import Correction, Patient, Stay
from patients.plausibility import NewPatient, problems
from patients.refusals import ChangedMeanwhile, Implausible

NAME_FIELDS = ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name")
CORRECTABLE = (
    *NAME_FIELDS, "birth_date", "sex", "nationality", "region_id", "phone", "email", "language", "time_zone", "referral", "referral_detail",
)  # fmt: skip
_CHECKED = frozenset(NewPatient.__dataclass_fields__)


@transaction.atomic
def correct(
    patient_id: int, changes: Mapping[str, Any], *, seen: Mapping[str, Any], by_id: int | None, now: datetime, origins: Mapping[str, str]
) -> tuple[str, ...]:
    """Write the fields of `changes` that differ from what this desk had `seen`; the names of those that were written.

    `origins` tells of a form of the name that it was chosen ("confirmed"); any other counts as typed. Raises Implausible,
    MergedAway, and ChangedMeanwhile when another desk changed one of the same fields since.
    """
    patient = locked(patient_id)
    wanted = {name: value for name, value in changes.items() if name in CORRECTABLE and value != seen.get(name)}
    _refuse_unseen(patient, wanted, seen)
    wanted = {name: value for name, value in wanted.items() if value != getattr(patient, name)}
    _refuse_implausible(patient, wanted, today=timezone.localdate(now))
    if not wanted:
        return ()
    _keep(patient, wanted, by_id=by_id, now=now)
    _write(patient, wanted, origins)
    if "nationality" in wanted:
        # The rule of a stay is chosen by nationality; a last day that a visa gave stands.
        by_rule = Stay.objects.filter(patient=patient, basis__in=stays.DECIDED_BY_RULE, left_on__isnull=True)
        counted = [stay.pk for stay in by_rule if stay.rule_id or not stay.last_day]
        staying.recount(counted, reason=f"nationality {patient.nationality}", by_id=by_id, now=now)
    return tuple(wanted)


def _refuse_unseen(patient: Patient, wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
    """The second of two desks is told, unless both typed the same."""
    others = {
        name: plain(getattr(patient, name)) for name, value in wanted.items() if getattr(patient, name) not in (seen.get(name), value)
    }
    if others:
        raise ChangedMeanwhile(others)


def _refuse_implausible(patient: Patient, wanted: Mapping[str, Any], *, today: date) -> None:
    """What stood there before is not judged again; what is typed now is, in its place among the rest."""
    standing = {name: getattr(patient, name) for name in (*CORRECTABLE, "birth_date_partial") if name in _CHECKED}
    if wanted.get("birth_date"):
        standing["birth_date_partial"] = ""  # the whole date takes its place
    record = replace(NewPatient(sex=patient.sex), **{**standing, **{k: v for k, v in wanted.items() if k in _CHECKED}})
    found = {name: code for name, code in problems(record, today=today).items() if name in wanted or code == "name_missing"}
    first = Stay.objects.filter(patient=patient).order_by("entry_date").values_list("entry_date", flat=True).first()
    if first and wanted.get("birth_date") and wanted["birth_date"] > first:
        found.setdefault("birth_date", "entry_before_birth")
    if wanted.keys() & set(NAME_FIELDS) and not any(getattr(record, name) for name in NAME_FIELDS):
        found.setdefault("surname_latin", "name_missing")
    if found:
        raise Implausible(found)


def _keep(patient: Patient, wanted: Mapping[str, Any], *, by_id: int | None, now: datetime) -> None:
    Correction.objects.bulk_create(
        Correction(
            patient=patient,
            field=name,
            before=plain(getattr(patient, name))[:300],
            after=plain(value)[:300],
            corrected_at=now,
            corrected_by_id=by_id,
        )
        for name, value in wanted.items()
    )


def _write(patient: Patient, wanted: Mapping[str, Any], origins: Mapping[str, str]) -> None:
    """Only the columns that changed, and those that follow from them."""
    for name, value in wanted.items():
        setattr(patient, name, value)
    follow = []
    named = [name for name in NAME_FIELDS if name in wanted]
    if named:
        told = {name: "confirmed" if origins.get(name) == "confirmed" else "typed" for name in named}
        patient.origins = {name: origin for name, origin in {**patient.origins, **told}.items() if getattr(patient, name)}
        patient.search_text = search_text_of(patient, *Patient.objects.filter(merged_into=patient))
        follow = ["origins", "search_text"]
    if "chinese_name" in wanted:
        patient.pinyin = names.read_aloud(patient.chinese_name)
        follow.append("pinyin")
    if wanted.get("birth_date"):
        patient.birth_date_partial = ""
        follow.append("birth_date_partial")
    patient.save(update_fields=[*(name.removesuffix("_id") for name in wanted), *follow])


def plain(value: Any) -> str:
    """A value as the history shows it: a day in its international form, "" for nothing. A region is its number."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
