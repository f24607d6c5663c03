"""Two records of one person become one, and can be taken apart again. One transaction each, rows locked in order of their numbers."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from patients.alike import likeness_of
from patients.attached import Attachment, attachment, attachments
from patients.finding import search_text_of
from patients.models import Contact, DistinctPerson, Merge, Patient
from patients.refusals import MergedAway, MergedFurther, NotCertain, SameRecord, TakenApart

# Filled from the other record where the kept one has nothing; the sex "not stated" counts as nothing.
FILLED = (
    "surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name", "pinyin", "birth_date", "sex", "region_id",
    "phone", "email", "time_zone", "referral", "referral_detail",
)  # fmt: skip
WENT, STAYED, MADE, CALMED = "went", "stayed", "made", "calmed"
PARTING = ("given_name_differs", "surname_differs", "patronymic_differs", "birth_date_differs", "sex_differs")
FURTHER = {"phone": Contact.Kind.PHONE, "email": Contact.Kind.EMAIL}


@transaction.atomic
def merge(kept_id: int, absorbed_id: int, *, by_id: int, now: datetime, reason: str = "", certain: bool = False) -> Merge:
    """Everything attached to `absorbed` goes over to `kept`; what stands in `kept` is never overwritten.

    A row that cannot go (two stays on one day) stays where it is and is named in `Merge.moved`. Raises SameRecord,
    MergedAway (also for the second of two desks), and NotCertain unless `certain`. Frozen words of papers stay as printed.
    """
    if kept_id == absorbed_id:
        raise SameRecord
    kept, absorbed = _locked(kept_id, absorbed_id)
    for one in (kept, absorbed):
        if one.merged_into:
            raise MergedAway(one.merged_into.mrn)
    against = concerns(kept, absorbed)
    if against and not certain:
        raise NotCertain(against)
    moved: dict[str, Any] = {CALMED: _calmed(kept, absorbed), MADE: _further_ways(kept, absorbed, by_id=by_id, now=now)}
    moved |= _everything(source=absorbed.pk, target=kept.pk)
    filled = _fill(kept, absorbed)
    Patient.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    _found_by_all_names(kept.pk)
    return Merge.objects.create(
        kept=kept, absorbed=absorbed, reason=reason, moved=moved, filled=filled, merged_at=now, merged_by_id=by_id
    )  # fmt: skip


@transaction.atomic
def unmerge(merge_id: int, *, by_id: int, now: datetime) -> Merge:
    """What went over goes back, and fields that were filled are emptied if nobody touched them since.

    What was written after the merge stays with the record that stayed. Raises TakenApart and MergedFurther.
    """
    seen = Merge.objects.get(pk=merge_id)
    kept, absorbed = _locked(seen.kept_id, seen.absorbed_id)  # people before what hangs on them, as everybody asks for them
    found = Merge.objects.select_for_update(no_key=True).get(pk=merge_id)
    if found.undone_at:
        raise TakenApart
    if kept.merged_into:
        raise MergedFurther(kept.merged_into.mrn)
    Patient.objects.filter(pk=absorbed.pk).update(merged_into=None)
    for key, rows in found.moved[WENT].items():
        _hand_over(attachment(key), source=kept.pk, target=absorbed.pk, among=rows)
    Contact.objects.filter(pk__in=found.moved[MADE], patient=kept, ended_at__isnull=True).delete()
    Contact.objects.filter(pk__in=found.moved[CALMED], patient=absorbed, ended_at__isnull=True).update(preferred=True)
    _empty_again(kept, found.filled)
    _found_by_all_names(kept.pk)
    found.undone_at, found.undone_by_id = now, by_id
    found.save(update_fields=["undone_at", "undone_by"])
    return found


def concerns(kept: Patient, absorbed: Patient) -> tuple[str, ...]:
    """Codes of what speaks against one person: said_distinct, and the reasons of the likeness that part two people."""
    pair = Q(patient=kept, other=absorbed) | Q(patient=absorbed, other=kept)
    likest = likeness_of(kept, absorbed)
    said = ("said_distinct",) if DistinctPerson.objects.filter(pair).exists() else ()
    return (*said, *(code for code in likest.reasons if code in PARTING))


def _locked(one_id: int, other_id: int) -> tuple[Patient, Patient]:
    # Without a join: what is joined to a row that was waited for is as it was before the wait.
    rows = Patient.objects.select_for_update(no_key=True).filter(pk__in=(one_id, other_id)).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise Patient.DoesNotExist
    return found[one_id], found[other_id]


def _everything(*, source: int, target: int) -> dict[str, dict[str, list[int]]]:
    """Column → numbers of its rows: those that changed hands, and those that could not."""
    found: dict[str, dict[str, list[int]]] = {WENT: {}, STAYED: {}}
    for attached in attachments():
        for fate, rows in zip((WENT, STAYED), _hand_over(attached, source=source, target=target), strict=True):
            if rows:
                found[fate][attached.key] = rows
    return found


def _hand_over(one: Attachment, *, source: int, target: int, among: Iterable[int] | None = None) -> tuple[list[int], list[int]]:
    """Numbers of the rows that changed hands, and of those that cannot: a constraint of the database stands in the way."""
    rows = one.rows.filter(**{one.column: source})
    rows = rows if among is None else rows.filter(pk__in=among)
    # In the order of their numbers, as everybody who holds several of them: an update alone takes them as they lie.
    wanted = list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    beside_itself = Q()
    for other in one.other_patients:
        beside_itself |= Q(**{other: target})
    barred = set(rows.filter(beside_itself).values_list("pk", flat=True)) if beside_itself else set()
    free = [pk for pk in wanted if pk not in barred]
    if _moved(one, free, target):
        return free, sorted(barred)
    went = [pk for pk in free if _moved(one, [pk], target)]
    return went, [pk for pk in wanted if pk not in went]


def _moved(one: Attachment, rows: list[int], target: int) -> bool:
    try:
        with transaction.atomic():
            one.rows.filter(pk__in=rows).update(**{one.column: target})
    except IntegrityError:
        return False
    return True


def _calmed(kept: Patient, absorbed: Patient) -> list[int]:
    """Of two contacts to write to first only the kept record's stays so."""
    preferred = Contact.objects.filter(preferred=True, ended_at__isnull=True)
    if not preferred.filter(patient=kept).exists():
        return []
    rows = list(preferred.filter(patient=absorbed).values_list("pk", flat=True))
    Contact.objects.filter(pk__in=rows).update(preferred=False)
    return rows


def _further_ways(kept: Patient, absorbed: Patient, *, by_id: int, now: datetime) -> list[int]:
    """Another phone or e-mail of the absorbed record stays known, and finds the person, as a further contact."""
    made = []
    for name, kind in FURTHER.items():
        value, mine = getattr(absorbed, name), getattr(kept, name)
        known = Contact.objects.filter(patient__in=(kept, absorbed), kind=kind, value=value, ended_at__isnull=True)
        if value and mine and value != mine and not known.exists():
            made.append(Contact.objects.create(patient=kept, kind=kind, value=value, noted_at=now, noted_by_id=by_id).pk)
    return made


def _fill(kept: Patient, absorbed: Patient) -> dict[str, dict[str, Any]]:
    """Field → what stood there and what stands there now; empty ones only."""
    filled: dict[str, dict[str, Any]] = {}
    for name in FILLED:
        before, after = getattr(kept, name), getattr(absorbed, name)
        empty = before in ("", None) or (name == "sex" and before == Patient.Sex.OTHER)
        if empty and after not in ("", None) and before != after and _fits(kept, name, after):
            filled[name] = {"before": before, "after": after.isoformat() if isinstance(after, date) else after}
            setattr(kept, name, after)
    origins = {name: origin for name, origin in absorbed.origins.items() if name in filled}
    if origins:
        kept.origins = {**kept.origins, **origins}
    kept.save(update_fields=[*filled, "origins"])
    return filled


def _fits(kept: Patient, name: str, value: Any) -> bool:
    """A birth date must agree with the half of it that is known."""
    return name != "birth_date" or value.isoformat().startswith(kept.birth_date_partial)


def _empty_again(kept: Patient, filled: dict[str, dict[str, Any]]) -> None:
    restored = []
    for name, told in filled.items():
        stands = getattr(kept, name)
        if (stands.isoformat() if isinstance(stands, date) else stands) == told["after"]:
            setattr(kept, name, told["before"])
            restored.append(name)
    kept.origins = {name: origin for name, origin in kept.origins.items() if name not in restored}
    kept.save(update_fields=[*restored, "origins"])


def _found_by_all_names(kept_id: int) -> None:
    """The keys of the kept record hold the names of every record that went into it."""
    kept = Patient.objects.get(pk=kept_id)
    text = search_text_of(kept, *Patient.objects.filter(merged_into=kept))
    Patient.objects.filter(pk=kept_id).update(search_text=text)
