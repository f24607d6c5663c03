"""The one box: a passport leads to its owner or to the registration, a slip to its visit, anything else to the people it may mean."""

import re
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.desk.found import hits_of
from clinic.desk.slips import is_code, visit_of_slip
from clinic.visits.models import Visit
from patients import mrz, registration
from patients.models import Patient
from patients.plausibility import NewDocument
from patients.proposals import from_reading

LONGEST = 400
SUGGESTED = 8
LISTED = 20
SHORTEST = 2
LINE_END = re.compile(r"[\r\t]+")


class SamePost(HttpResponseRedirect):
    """Send the browser on with what it posted, so that a passport never stands in an address."""

    status_code = 307


@require_http_methods(["GET", "POST"])
@permission_required("accounts.see_desk", raise_exception=True)
def search(request: HttpRequest) -> HttpResponse:
    """What Enter does. One hit opens the patient, several are listed, none offers the registration.

    A list that is reloaded comes back as a GET without its words: the desk is shown.
    """
    if request.method == "GET":
        return redirect("desk:today")
    text = asked(request)
    if mrz.looks_like(text):
        return _passport(request, text)
    visit = visit_of_slip(text, today=timezone.localdate())
    if visit:
        return redirect(f"{reverse('desk:patient', args=[visit.patient.mrn])}#visit-{visit.pk}")
    people = found(request, text, limit=LISTED)
    if len(people) == 1:
        return redirect("desk:patient", mrn=people[0].mrn)
    context = {"typed": text, "hits": hits_of(people, today=timezone.localdate()), "most": LISTED, "why": _why_nothing(text)}
    return render(request, "desk/search.html", context)


@require_POST
@permission_required("accounts.see_desk", raise_exception=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """What stands under the box while typing."""
    text, today = asked(request), timezone.localdate()
    too_short = len(text) < SHORTEST and not text.isalpha()
    if not text or too_short or mrz.looks_like(text):
        return HttpResponse("")
    visit: Visit | None = visit_of_slip(text, today=today)
    people = [] if visit and is_code(text) else found(request, text, limit=SUGGESTED)
    hits = hits_of(people, today=today, visit=visit)
    return render(request, "desk/_found.html", {"hits": hits, "most": SUGGESTED, "why": _why_nothing(text)})


def asked(request: HttpRequest) -> str:
    """The text of the box; what cannot be seen is dropped, the rest is cut to a length no name has."""
    text = LINE_END.sub("\n", request.POST.get("q", "")[:LONGEST])
    seen = (" " if sign.isspace() and sign != "\n" else sign for sign in text)
    return "".join(sign for sign in seen if sign.isprintable() or sign == "\n").strip()


def found(request: HttpRequest, text: str, *, limit: int) -> list[Patient]:
    """Best first; by a whole passport number only for whoever may know it."""
    return Patient.objects.search(text, limit=limit, whole_numbers=request.user.has_perm("accounts.see_passport_numbers"))


def _why_nothing(text: str) -> str:
    """A passport or a code that nobody can be found by is no name to be registered."""
    return "eaten" if mrz.eaten(text) else "code" if is_code(text) else ""


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
