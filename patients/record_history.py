"""What happened to a record itself: what was put right, what was merged into it, who was told apart from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from patients.models import Correction, DistinctPerson, Merge, Patient, Region

SHOWN = 30


@dataclass(frozen=True)
class ToldApart:
    """Another record that looks alike, and who said that it is another person."""

    other: Patient
    by: str
    at: datetime


@dataclass(frozen=True)
class RecordHistory:
    merges: tuple[Merge, ...]
    apart: tuple[ToldApart, ...]


def history_of(patient: Patient) -> RecordHistory:
    """Two queries. Merges that were taken apart are told too."""
    merges = Merge.objects.filter(Q(kept=patient) | Q(absorbed=patient)).select_related("kept", "absorbed", "merged_by", "undone_by")
    return RecordHistory(merges=tuple(merges.order_by("-merged_at", "-pk")[:SHOWN]), apart=tuple(_apart(patient)))


def _apart(patient: Patient) -> Iterable[ToldApart]:
    """The desk's word stands on both records, whichever of the two it was said at."""
    said = DistinctPerson.objects.filter(Q(patient=patient) | Q(other=patient)).select_related("patient", "other", "said_by")
    for one in said.order_by("-said_at")[:SHOWN]:
        other = one.patient if one.other_id == patient.pk else one.other
        # Whoever was merged into this record after all is told of there.
        if other.merged_into_id != patient.pk:
            yield ToldApart(other, str(one.said_by), one.said_at)


def corrections_of(patient: Patient) -> list[Correction]:
    """Newest first, with a region by its name. Two queries."""
    found = list(Correction.objects.filter(patient=patient).select_related("corrected_by")[:SHOWN])
    told = {text for one in found if one.field == "region_id" for text in (one.before, one.after) if text}
    regions = {str(region.pk): str(region) for region in Region.objects.filter(pk__in=told)} if told else {}
    for one in found:
        if one.field == "region_id":
            one.before, one.after = regions.get(one.before, one.before), regions.get(one.after, one.after)
    return found
