"""The page of the registration: the form, the notes of a reading, and what stands beside it."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from patients import alike
from patients.forms import RegistrationForm
from patients.models import Patient
from patients.plausibility import NewPatient
from patients.proposals import Filled, complete
from patients.reading_notes import Notes, packed, unpacked
from patients.refusals import Candidate, PossibleDuplicate
from patients.stay_clocks import Told, told_of_new
from patients.validity import validity
from patients.views.name_rows import name_rows, shown
from patients.wording import READING_PROBLEMS, reason

# How a field is drawn by where its value comes from.
DRAWN = {"read": "read", "established": "proposed", "table": "confirm"}


def page(
    request: HttpRequest, form: RegistrationForm, *, notes: Notes | None = None, stopped: PossibleDuplicate | None = None
) -> HttpResponse:
    """`notes` of a reading of just now; those of an earlier one come back with the form."""
    notes = notes or unpacked(request.POST.get("reading_notes", ""))
    values = form.data if form.is_bound else form.initial
    context = {
        "form": form,
        "states": _states(values.get("origins")),
        "notes": notes,
        "notes_packed": packed(notes) if notes else "",
        "reading_problems": [READING_PROBLEMS[code] for code in notes.problems] if notes else [],
        "stopped": bool(stopped),
        **live(_as_typed(form)),
    }
    return render(request, "patients/register.html", context, status=422 if form.errors else 409 if stopped else 200)


def live(form: RegistrationForm) -> dict[str, Any]:
    """What stands beside the form, from whatever is typed so far."""
    form.is_valid()
    new = form.new_patient()
    typed = {name: value for name, value in asdict(new).items() if isinstance(value, str) and value}
    names = complete(Filled({**typed, "sex": new.sex}, origins=dict(new.origins))) if new.origins else Filled({})
    today = timezone.localdate()
    told = told_of_new(new.stay, nationality=new.nationality, today=today) if new.stay else None
    rows = name_rows(form, names, form.cleaned_data)
    return {
        "matches": _matches(new),
        "names": names,
        "shown": shown(names, form.cleaned_data),
        "name_rows": rows,
        "told": told,
        "validity": _validity(form, told, today),
    }


def _as_typed(form: RegistrationForm) -> RegistrationForm:
    """The same values as if they had been posted, to think about them without telling what is wrong."""
    if form.is_bound:
        return RegistrationForm(form.data)
    shown = {name: form[name].value() for name in form.fields}
    return RegistrationForm({name: value.isoformat() if isinstance(value, date) else value for name, value in shown.items() if value})


def _states(origins: Any) -> dict[str, str]:
    """What the passport cannot know asks for a person."""
    try:
        given = json.loads(origins or "{}")
    except (TypeError, ValueError):
        given = {}
    if not isinstance(given, dict) or not given:
        return {}
    drawn = {name: DRAWN[origin] for name, origin in given.items() if isinstance(origin, str) and origin in DRAWN}
    return {"patronymic_ru": "confirm", "entry_date": "confirm", **drawn} if drawn else {}


def _validity(form: RegistrationForm, told: Told | None, today: date) -> str:
    last_day = getattr(told.clock, "last_day", None) if told else None
    return validity(form.cleaned_data.get("expiry_date"), today=today, last_day=last_day)


def _matches(new: NewPatient) -> list[dict[str, Any]]:
    """Who it may be already, the likest first; then whom the same phone reaches."""
    identity = alike.identity_of_new(new)
    known = new.birth_date or new.phone or new.document
    found = alike.candidates(identity) if known else ()
    family = alike.housemates(identity, besides=[candidate.patient_id for candidate in found])
    people = Patient.objects.in_bulk([candidate.patient_id for candidate in (*found, *family)])
    return [_match(candidate, people) for candidate in found] + [{**_match(candidate, people), "verdict": "family"} for candidate in family]


def _match(candidate: Candidate, people: dict[int, Patient]) -> dict[str, Any]:
    reasons = candidate.likeness.reasons
    return {
        "patient": people[candidate.patient_id],
        "verdict": candidate.likeness.verdict,
        "pros": [reason(code) for code in reasons if "differs" not in code],
        "cons": [reason(code) for code in reasons if "differs" in code],
    }
