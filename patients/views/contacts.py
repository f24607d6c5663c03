"""How to reach a patient: the record's phone and e-mail put right, further ways, whom to call."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import contacts as verbs
from patients import correcting
from patients.forms import ReachForm, RelativeForm, WayForm
from patients.models import Patient
from patients.refusals import ChangedMeanwhile, Implausible, MergedAway
from patients.time_zones import local_time, place_of, zone_of
from patients.views.kept import opened, patient_of
from patients.wording import problem

MAY_CHANGE = permission_required("accounts.register_patients", raise_exception=True)
REACH = ("phone", "email", "language", "region_id", "time_zone", "referral", "referral_detail")
FORMS: dict[str, type[Form]] = {"reach": ReachForm, "way": WayForm, "relative": RelativeForm}


@MAY_CHANGE
def contacts(request: HttpRequest, mrn: str) -> HttpResponse:
    """Three forms on one page; `what` says which one was sent."""
    patient = opened(request, mrn, Patient.objects.select_related("region", "merged_into"))
    what = request.POST.get("what", "")
    if what not in FORMS:
        return _page(request, patient)
    form = FORMS[what](request.POST, auto_id=f"id_{what}_%s")
    if form.is_valid() and _save(request, patient, form):
        return redirect("patients:contacts", mrn=mrn)
    return _page(request, patient, wrong={what: form})


@MAY_CHANGE
@require_POST
def end_contact(request: HttpRequest, mrn: str, contact_id: int) -> HttpResponse:
    """It reaches nobody any more."""
    patient = patient_of(mrn)
    verbs.end(contact_id, patient_id=patient.pk, now=timezone.now())
    return redirect("patients:contacts", mrn=mrn)


@MAY_CHANGE
@require_POST
def prefer_contact(request: HttpRequest, mrn: str, contact_id: int) -> HttpResponse:
    """Write there first; 0 is the record's own phone and e-mail."""
    patient = patient_of(mrn)
    verbs.prefer(patient.pk, contact_id or None)
    return redirect("patients:contacts", mrn=mrn)


@MAY_CHANGE
@require_POST
def end_relative(request: HttpRequest, mrn: str, relative_id: int) -> HttpResponse:
    """Not to be called any more."""
    patient = patient_of(mrn)
    verbs.end_relative(relative_id, patient_id=patient.pk, now=timezone.now())
    return redirect("patients:contacts", mrn=mrn)


def _save(request: HttpRequest, patient: Patient, form: Form) -> bool:
    by_id, now = request.user.pk, timezone.now()
    try:
        if isinstance(form, WayForm):
            verbs.add(patient.pk, form.new_way(), by_id=by_id, now=now)
        elif isinstance(form, RelativeForm):
            verbs.add_relative(patient.pk, form.new_relative(), by_id=by_id, now=now)
        elif isinstance(form, ReachForm):
            seen = _seen(request.POST.get("seen", ""))
            correcting.correct(patient.pk, form.changes(), seen=seen, by_id=by_id, now=now, origins={})
    except Implausible as refusal:
        for name, code in refusal.problems.items():
            form.add_error(name if name in form.fields else None, problem(code))
    except (ChangedMeanwhile, MergedAway):
        messages.warning(request, _("Another desk changed this meanwhile. Please look at what stands there now and save again."))
        form.add_error(None, _("Nothing was written."))
    return not form.errors


def _seen(text: str) -> dict[str, Any]:
    """What the page showed when it was opened; nonsense is nothing."""
    try:
        given = json.loads(text[:2000])
    except (ValueError, RecursionError):
        return {}
    return {name: given[name] for name in REACH if name in given} if isinstance(given, dict) else {}


def _page(request: HttpRequest, patient: Patient, *, wrong: dict[str, Form] | None = None) -> HttpResponse:
    stands = {name: getattr(patient, name) for name in REACH}
    initial = {"reach": {**stands, "region": patient.region_id}}
    wrong = wrong or {}
    context = {
        "patient": patient,
        "forms": {what: wrong.get(what) or form(initial=initial.get(what), auto_id=f"id_{what}_%s") for what, form in FORMS.items()},
        "seen": json.dumps(stands),
        "ways": patient.contacts.filter(ended_at=None).order_by("-preferred", "pk"),
        "relatives": patient.emergency_contacts.filter(ended_at=None).order_by("pk"),
        "former": patient.contacts.exclude(ended_at=None).order_by("-ended_at")[:20],
        "changed": patient.corrections.filter(field__in=REACH).select_related("corrected_by")[:20],
        "there": local_time(zone_of(patient), timezone.now()),
        "city": place_of(patient),
    }
    return render(request, "patients/contacts.html", context, status=422 if wrong else 200)
