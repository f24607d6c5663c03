"""Registering a person: four moves each — find, check the form, call one verb, answer."""

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import alike, mrz, registration
from patients.forms import RegistrationForm
from patients.models import Patient
from patients.plausibility import NewDocument
from patients.proposals import Filled, complete, from_reading, with_chinese
from patients.refusals import AlreadyRegistered, Implausible, PossibleDuplicate
from patients.stay_clocks import told_of_new
from patients.wording import READING_PROBLEMS, reason

# How a field is drawn by where its value comes from.
DRAWN = {"read": "read", "established": "proposed", "table": "confirm"}
MAY_REGISTER = permission_required("accounts.register_patients", raise_exception=True)


@MAY_REGISTER
def register(request: HttpRequest) -> HttpResponse:
    """Empty form; passport lines posted by the box as `q` fill it; a posted form is saved."""
    if request.method != "POST":
        return _page(request, RegistrationForm(initial={"entry_date": None}))
    if "surname_latin" not in request.POST:
        return _read_passport(request)
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _save(request, form)


@MAY_REGISTER
@require_POST
def beside(request: HttpRequest) -> HttpResponse:
    """The live column at the right of the form: who it may be already, the name's other forms, the stay clock."""
    form = RegistrationForm(request.POST)
    form.is_valid()
    return render(request, "patients/_beside.html", _live(form))


def _save(request: HttpRequest, form: RegistrationForm) -> HttpResponse:
    try:
        patient = registration.register(
            with_chinese(form.new_patient()), by_id=request.user.pk, now=timezone.now(), confirm_new=form.cleaned_data["another_person"]
        )
    except Implausible as refusal:
        form.show(refusal.problems)
    except AlreadyRegistered as refusal:
        messages.info(request, _("This passport is registered already: here is the patient."))
        return redirect("desk:patient", mrn=refusal.mrn)
    except PossibleDuplicate as refusal:
        return _page(request, form, stopped=refusal)
    else:
        messages.success(request, _("Registered under %(mrn)s.") % {"mrn": patient.mrn})
        return redirect("visits:book", mrn=patient.mrn)
    return _page(request, form)


def _read_passport(request: HttpRequest) -> HttpResponse:
    """Known passport → the patient; unknown → the form filled. The raw lines are used here and kept nowhere."""
    reading = mrz.read(request.POST.get("q", "")[:2000], today=timezone.localdate())
    filled = from_reading(reading)
    number = str(filled.values.get("document_number") or "")
    if number and "document_number_check" not in reading.problems:
        kind, state = str(filled.values["document_kind"]), str(filled.values.get("issuing_state") or "RUS")
        known = registration.find_by_document(NewDocument(number, kind=kind, issuing_state=state))
        if known:
            messages.info(request, _("This passport is registered already: here is the patient."))
            return redirect("desk:patient", mrn=known.mrn)
    form = RegistrationForm(initial={**filled.values, "origins": json.dumps(filled.origins)})
    form.fields["patronymic_ru"].widget.attrs["autofocus"] = True  # what no passport line can know
    return _page(request, form, filled=filled, reading=reading)


def _page(request: HttpRequest, form: RegistrationForm, **more: Any) -> HttpResponse:
    filled: Filled | None = more.get("filled")
    reading: mrz.Reading | None = more.get("reading")
    stopped: PossibleDuplicate | None = more.get("stopped")
    context = {
        "form": form,
        "states": _states(filled) if filled else {},
        "reading": reading,
        "reading_problems": [READING_PROBLEMS[code] for code in reading.problems] if reading else [],
        "corrections": [correction._asdict() for correction in reading.corrections] if reading else [],
        "stopped": bool(stopped),
        **_live(form, filled=filled),
    }
    return render(request, "patients/register.html", context, status=422 if form.errors else 409 if stopped else 200)


def _states(filled: Filled) -> dict[str, str]:
    """What the passport cannot know asks for a person."""
    drawn = {name: DRAWN[origin] for name, origin in filled.origins.items() if origin in DRAWN}
    return {"patronymic_ru": "confirm", "entry_date": "confirm", **drawn}


def _live(form: RegistrationForm, *, filled: Filled | None = None) -> dict[str, Any]:
    """What stands beside the form, from whatever is typed so far."""
    if form.is_bound:
        new = form.new_patient()
        typed = {name: value for name, value in asdict(new).items() if isinstance(value, str) and value}
        filled = complete(Filled({**typed, "sex": new.sex}, origins=dict(new.origins)))
        found = alike.candidates(alike.identity_of_new(new))
        told = told_of_new(new.stay, nationality=new.nationality, today=timezone.localdate()) if new.stay else None
        return {"matches": _matches(found), "names": filled, "told": told}
    return {"matches": (), "names": filled or Filled({}), "told": None}


def _matches(found: tuple[alike.Candidate, ...]) -> list[dict[str, Any]]:
    people = Patient.objects.in_bulk([candidate.patient_id for candidate in found])
    return [
        {
            "patient": people[candidate.patient_id],
            "verdict": candidate.likeness.verdict,
            "pros": [reason(code) for code in candidate.likeness.reasons if "differs" not in code],
            "cons": [reason(code) for code in candidate.likeness.reasons if "differs" in code],
        }
        for candidate in found
    ]
