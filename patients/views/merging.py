"""Two records side by side; one goes into the other, and may be taken out again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from patients import alike, merging
from patients.attached import counted
from patients.models import Merge, Patient
from patients.refusals import MergedAway, MergedFurther, NotCertain, SameRecord, TakenApart
from patients.views.comparison import compared
from patients.views.kept import opened
from patients.wording import reason

MAY_MERGE = permission_required("accounts.merge_records", raise_exception=True)
LONGEST_REASON = 200
# That these two were called two people is settled by the merge itself.
SAID_APART = "patients.distinctperson."


@MAY_MERGE
def same_person(request: HttpRequest, mrn: str) -> HttpResponse:
    """Whose record this may be too: those who look alike, or whoever is searched for."""
    patient = opened(request, mrn)
    asked = request.GET.get("q", "").strip()[:100]
    found = Patient.objects.search(asked) if asked else alike.lookalikes(patient)
    others = [(other, alike.likeness_of(patient, other)) for other in found if other.pk != patient.pk]
    matches = [
        {
            "patient": other,
            "pros": [reason(code) for code in likeness.reasons if "differs" not in code],
            "cons": [reason(code) for code in likeness.reasons if "differs" in code],
        }
        for other, likeness in others
    ]
    return render(request, "patients/same_person.html", {"patient": patient, "matches": matches, "asked": asked})


@MAY_MERGE
def merge(request: HttpRequest, mrn: str, other: str) -> HttpResponse:
    """Both side by side with what would move; posted, `other` goes into `mrn`."""
    kept = get_object_or_404(Patient.objects.select_related("region", "merged_into"), mrn=mrn)
    absorbed = get_object_or_404(Patient.objects.select_related("region", "merged_into"), mrn=other)
    if kept == absorbed:
        return redirect("patients:same_person", mrn=mrn)
    for one in (kept, absorbed):
        if one.merged_into:
            return _merged_already(request, one.merged_into.mrn)
    stopped: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _merge(request, kept, absorbed)
        except NotCertain as refusal:
            stopped = refusal.concerns
    return _page(request, kept, absorbed, stopped=stopped)


@MAY_MERGE
@require_POST
def take_apart(request: HttpRequest, merge_id: int) -> HttpResponse:
    """What went over goes back."""
    found = get_object_or_404(Merge.objects.select_related("kept", "absorbed"), pk=merge_id)
    try:
        merging.unmerge(merge_id, by_id=int(request.user.pk or 0), now=timezone.now())
    except TakenApart:
        messages.info(request, _("These two records were taken apart already."))
    except MergedFurther as refusal:
        messages.warning(request, _("This record went into %(mrn)s since: please take that apart first.") % {"mrn": refusal.mrn})
    else:
        told = _("%(one)s and %(other)s are two records again. What was written after the merge stays with %(one)s.")
        messages.success(request, told % {"one": found.kept.mrn, "other": found.absorbed.mrn})
    return redirect("desk:patient", mrn=found.kept.mrn)


def _merge(request: HttpRequest, kept: Patient, absorbed: Patient) -> HttpResponse:
    """Raises NotCertain."""
    said = request.POST.get("reason", "").replace("\0", "").strip()[:LONGEST_REASON]
    certain = request.POST.get("certain") == "on"
    try:
        done = merging.merge(kept.pk, absorbed.pk, by_id=int(request.user.pk or 0), now=timezone.now(), reason=said, certain=certain)
    except (MergedAway, SameRecord) as refusal:
        return _merged_already(request, getattr(refusal, "mrn", kept.mrn))
    messages.success(request, _("%(other)s went into %(one)s.") % {"one": kept.mrn, "other": absorbed.mrn})
    left = sum(len(rows) for key, rows in done.moved[merging.STAYED].items() if not key.startswith(SAID_APART))
    if left:
        words = ngettext(
            "%(n)s entry could not go along, because both had one on that day or time; it stays with %(other)s.",
            "%(n)s entries could not go along, because both had one on that day or time; they stay with %(other)s.",
            left,
        )
        messages.warning(request, words % {"n": left, "other": absorbed.mrn})
    return redirect("desk:patient", mrn=kept.mrn)


def _merged_already(request: HttpRequest, mrn: str) -> HttpResponse:
    messages.info(request, _("This record was merged into %(mrn)s.") % {"mrn": mrn})
    return redirect("desk:patient", mrn=mrn)


def _page(request: HttpRequest, kept: Patient, absorbed: Patient, *, stopped: tuple[str, ...]) -> HttpResponse:
    likeness = alike.likeness_of(kept, absorbed)
    context: dict[str, Any] = {
        "kept": kept,
        "absorbed": absorbed,
        "rows": compared(kept, absorbed),
        "moving": counted(absorbed.pk),
        "concerns": [reason(code) for code in merging.concerns(kept, absorbed)],
        "pros": [reason(code) for code in likeness.reasons if "differs" not in code],
        "stopped": bool(stopped),
    }
    return render(request, "patients/merge.html", context, status=409 if stopped else 200)
