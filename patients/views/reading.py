"""What the box sends on to the registration: the lines of a passport, or words that found nobody.

The raw lines are used here and kept nowhere.
"""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from patients import mrz, registration
from patients.folding import fold
from patients.forms import RegistrationForm
from patients.models import Patient
from patients.plausibility import NewDocument
from patients.proposals import Filled, complete, from_reading
from patients.reading_notes import Difference, notes_of
from patients.typed_names import fields_of
from patients.views.registration_page import page

LONGEST = 2000
# The form begins with these; nobody has typed them.
BEGUN_WITH = {"nationality": "RUS", "issuing_state": "", "document_kind": "", "birth_date_partial": ""}


def read_passport(request: HttpRequest) -> HttpResponse:
    """Known passport → the patient; unknown → the form filled."""
    reading = _reading(request)
    filled = from_reading(reading)
    known = _owner(reading, filled)
    if known:
        messages.info(request, _("This passport is registered already: here is the patient."))
        return redirect("desk:patient", mrn=known.mrn)
    return page(request, _form(filled.values, filled.origins), notes=notes_of(reading))


def read_into(request: HttpRequest) -> HttpResponse:
    """A passport read while the form was half filled: what was typed stands, the passport fills what is empty."""
    reading = _reading(request)
    filled = from_reading(reading)
    known = _owner(reading, filled)
    if known:
        messages.warning(
            request, _("This passport is registered already under %(mrn)s. What you typed is still here.") % {"mrn": known.mrn}
        )
    typed = {name: request.POST.get(name, "").strip() for name in RegistrationForm.base_fields if request.POST.get(name, "").strip()}
    values, differences = _merged(typed, filled)
    origins = {name: origin for name, origin in filled.origins.items() if values.get(name) == filled.values[name]}
    completed = complete(Filled(dict(values), origins={**_origins(typed), **origins}))
    return page(request, _form(completed.values, completed.origins), notes=notes_of(reading, differences=differences))


def carry(request: HttpRequest) -> HttpResponse:
    """Words that found nobody, each put into the field of its script."""
    values = fields_of(request.POST.get("q", "")[:LONGEST])
    filled = complete(Filled(dict(values), origins=dict.fromkeys(values, "typed")))
    return page(request, _form(filled.values, filled.origins))


def show_again(request: HttpRequest) -> HttpResponse:
    """The page in another language, with everything that stood in its fields."""
    return page(request, _form(_posted(request.POST), None))


def _posted(posted: QueryDict) -> dict[str, Any]:
    return {name: posted.get(name, "") for name in RegistrationForm.base_fields}


def _form(values: dict[str, Any], origins: dict[str, str] | None) -> RegistrationForm:
    form = RegistrationForm(initial=values if origins is None else {**values, "origins": json.dumps(origins)})
    form.fields["patronymic_ru"].widget.attrs["autofocus"] = True  # what no passport line can know
    return form


def _reading(request: HttpRequest) -> mrz.Reading:
    return mrz.read(request.POST.get("q", "")[:LONGEST], today=timezone.localdate())


def _owner(reading: mrz.Reading, filled: Filled) -> Patient | None:
    """Whose passport it is; None when nobody's, or when its number cannot be trusted."""
    number = str(filled.values.get("document_number") or "")
    if not number or "document_number_check" in reading.problems:
        return None
    kind, state = str(filled.values["document_kind"]), str(filled.values.get("issuing_state") or "RUS")
    return registration.find_by_document(NewDocument(number, kind=kind, issuing_state=state))


def _merged(typed: dict[str, str], filled: Filled) -> tuple[dict[str, Any], tuple[Difference, ...]]:
    values: dict[str, Any] = dict(typed)
    differences = []
    for name, read in filled.values.items():
        written = read.isoformat() if isinstance(read, date) else str(read or "")
        mine = typed.get(name, "")
        if not mine or mine == BEGUN_WITH.get(name) or _alike(mine, written):
            values[name] = read
        elif filled.origins.get(name) == "read" or (written and _another_name(name, mine, filled)):
            differences.append(Difference(name, written))
    return values, tuple(differences)


def _another_name(field: str, typed: str, filled: Filled) -> bool:
    """Russian letters that spell another name than the Latin of the passport: perhaps it is somebody else's."""
    latin = {"surname_ru": "surname_latin", "given_ru": "given_latin"}.get(field, "")
    return filled.origins.get(latin) == "read" and fold(typed) != fold(filled.text(latin))


def _alike(one: str, other: str) -> bool:
    return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def _origins(typed: dict[str, str]) -> dict[str, str]:
    """Where the forms of the name came from before the passport was read; typed, unless the form says otherwise."""
    try:
        given = json.loads(typed.get("origins", "{}"))
    except ValueError:
        given = {}
    told = given if isinstance(given, dict) else {}
    return {name: str(told.get(name, "typed")) for name in typed}
