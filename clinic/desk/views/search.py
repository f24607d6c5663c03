"""The one box: a passport leads to its owner or to the registration, anything else to the people it may mean."""
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.desk.clocks import clocks_of
from patients import mrz, registration
from patients.models import Patient
from patients.plausibility import NewDocument
from patients.proposals import from_reading
from patients.stays import StayClock

LONGEST = 400
SUGGESTED = 8
LISTED = 20
SHORTEST = 2


class SamePost(HttpResponseRedirect):
    """Send the browser on with what it posted, so that a passport never stands in an address."""

    status_code = 307


@require_http_methods(["GET", "POST"])
@permission_required("accounts.see_desk", raise_exception=True)
def search(request: HttpRequest) -> HttpResponse:
    """What Enter does. One hit opens the patient, several are listed, none offers the registration.

    A list that is reloaded, or wanted in another language, comes back as a GET without its words: the desk is shown.
    """
    if request.method == "GET":
        return redirect("desk:today")
    text = asked(request)
    if mrz.looks_like(text):
        return _passport(request, text)
    people = found(text, limit=LISTED)
    if len(people) == 1:
        return redirect("desk:patient", mrn=people[0].mrn)
    return render(request, "desk/search.html", {"typed": text, "found": with_clocks(people), "most": LISTED})


@require_POST
@permission_required("accounts.see_desk", raise_exception=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """What stands under the box while typing."""
    text = asked(request)
    too_short = len(text) < SHORTEST and not text.isalpha()
    if not text or too_short or mrz.looks_like(text):
        return HttpResponse("")
    people = found(text, limit=SUGGESTED)
    return render(request, "desk/_found.html", {"found": with_clocks(people), "most": SUGGESTED})


def asked(request: HttpRequest) -> str:
    """The text of the box; what cannot be seen is dropped, the rest is cut to a length no name has."""
    text = request.POST.get("q", "")[:LONGEST]
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()


def found(text: str, *, limit: int) -> list[Patient]:
    """Best first."""
    return Patient.objects.search(text, limit=limit)


def with_clocks(people: list[Patient]) -> list[tuple[Patient, StayClock | None]]:
    """Each with the days left of her stay, in one query for all."""
    clocks = clocks_of({patient.pk for patient in people}, timezone.localdate())
    return [(patient, clocks.get(patient.pk)) for patient in people]


def _passport(request: HttpRequest, text: str) -> HttpResponse:
    known = owner(text, today=timezone.localdate())
    if known:
        return redirect("desk:patient", mrn=known.mrn)
    if request.user.has_perm("accounts.register_patients"):
        return SamePost(reverse("patients:register"))
    messages.warning(request, _("This passport is not registered here. Reception can register it."))
    return redirect("desk:today")


def owner(text: str, *, today: date) -> Patient | None:
    """Whose passport was read; None when nobody's, or when its number cannot be trusted."""
    reading = mrz.read(text, today=today)
    if not reading.document.document_number or "document_number_check" in reading.problems:
        return None
    read = from_reading(reading).values
    state = str(read.get("issuing_state") or "RUS")
    document = NewDocument(str(read["document_number"]), kind=str(read["document_kind"]), issuing_state=state)
    return registration.find_by_document(document)
