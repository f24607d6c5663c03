"""Putting a record right, with what was put right before standing beside it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from patients import correcting
from patients.forms.correction import CorrectionForm
from patients.models import Patient
from patients.proposals import Filled, complete
from patients.record_history import corrections_of
from patients.refusals import ChangedMeanwhile, Implausible, MergedAway
from patients.views.kept import opened, patient_of
from patients.views.name_rows import SHOWN, name_rows, shown

MAY_REGISTER = permission_required("accounts.register_patients", raise_exception=True)


@MAY_REGISTER
def correct(request: HttpRequest, mrn: str) -> HttpResponse:
    """The record as a form; only what was changed is written."""
    patient = opened(request, mrn)
    form = CorrectionForm(request.POST if request.method == "POST" else None, patient=patient)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, form, patient)
        if answer:
            return answer
    context = {"form": form, "patient": patient, "corrections": corrections_of(patient), **_names(form)}
    return render(request, "patients/correct.html", context, status=422 if form.errors else 200)


@MAY_REGISTER
@require_POST
def names_beside(request: HttpRequest, mrn: str) -> HttpResponse:
    """The forms of the name while they are typed."""
    form = CorrectionForm(request.POST, patient=patient_of(mrn))
    return render(request, "patients/_name_rows.html", _names(form))


def _save(request: HttpRequest, form: CorrectionForm, patient: Patient) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        done = correcting.correct(
            patient.pk, form.changes(), seen=data["seen"], by_id=request.user.pk, now=timezone.now(), origins=data["origins"]
        )
    except Implausible as refusal:
        form.show(refusal.problems)
    except ChangedMeanwhile as refusal:
        form.told(refusal.now)
    except MergedAway as refusal:
        messages.info(request, _("This record was merged into %(mrn)s.") % {"mrn": refusal.mrn})
        return redirect("desk:patient", mrn=refusal.mrn)
    else:
        told = ngettext("%(n)s field was put right.", "%(n)s fields were put right.", len(done)) % {"n": len(done)}
        messages.success(request, told if done else _("Nothing was changed."))
        return redirect("desk:patient", mrn=patient.mrn)
    return None


def _names(form: CorrectionForm) -> dict[str, Any]:
    form.is_valid()
    given: Mapping[str, Any] = form.cleaned_data if form.is_bound else form.initial
    origins = given.get("origins") if isinstance(given.get("origins"), dict) else form.standing_origins
    typed = {name: str(given.get(name) or "") for name in (*SHOWN, "sex", "nationality")}
    names = complete(Filled({name: text for name, text in typed.items() if text}, origins=dict(origins or {})))
    return {"names": names, "shown": shown(names, typed), "name_rows": name_rows(form, names, typed)}
