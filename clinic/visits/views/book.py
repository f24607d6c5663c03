"""The page of a new visit: what, with whom, when; one click takes practitioner and interpreter together."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.accounts.requests import StaffRequest, whole_number
from clinic.departments.models import Practitioner
from clinic.visits import counter, familiar, scheduling
from clinic.visits.forms import NOBODY, PROPOSED, BookForm, LookForm
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.views.times import times_for
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused
from patients.models import Patient
from patients.refusals import Implausible, MergedAway, StayAlreadyRecorded
from patients.stay_clocks import clocks_of
from patients.wording import problem

MAY_BOOK = permission_required("accounts.book_visits", raise_exception=True)
# What reception typed while registering, until the visit is booked: `patients.views.registration` leaves it here.
TO_OPEN = "to_open"
ASKED_BY_THE_LANES = ("day", "at", "interpreter")
TOLD_ABOVE = ("slot", "interpreter", "entered", "beyond_stay_reason", "complaint")


@MAY_BOOK
def book(request: StaffRequest, mrn: str) -> HttpResponse:
    """GET opens the page at what is most likely; `look` in a POST asks for other times; any other POST books."""
    patient = get_object_or_404(Patient.objects.select_related("merged_into"), mrn=mrn)
    if patient.merged_into:
        raise MergedAway(patient.merged_into.mrn)
    now = timezone.now()
    last = familiar.last_time(patient.pk, now)
    if request.method != "POST":
        return _page(request, patient, LookForm(_first_look(request, patient, last), last=last), last=last)
    if "look" in request.POST:
        return _page(request, patient, LookForm(request.POST, last=last), last=last)
    form = BookForm(request.POST, last=last)
    if form.is_valid() and (visit := _book(form, patient, request)):
        request.session.pop(TO_OPEN, None)
        slip = "?print" if request.POST.get("and") == "print" else ""
        return redirect(reverse("desk:visit", args=[visit.pk]) + slip)
    return _page(request, patient, form, last=last, status=422)


def _first_look(request: StaffRequest, patient: Patient, last: Visit | None) -> dict[str, Any]:
    """A link may name service and day; else the service typed at registration, that of last time, or a consultation.

    The interpreters' day names day, hour and interpreter, and leaves the rest to what is likely.
    """
    if "service" in request.GET:
        return request.GET.dict()
    typed = _typed_before(request, patient)
    wish = last.interpreter_sex if last else ""
    likely = familiar.likely(patient.pk, now=timezone.now(), last=last, service_id=whole_number(str(typed.get("service", ""))))
    asked = {name: request.GET[name] for name in ASKED_BY_THE_LANES if name in request.GET}
    return {"service": likely.service_id, "practitioner": likely.practitioner_id, "day": likely.day, "interpreter_sex": wish, **asked}


def _typed_before(request: StaffRequest, patient: Patient) -> dict[str, str]:
    typed: dict[str, str] = request.session.get(TO_OPEN) or {}
    return typed if typed.get("mrn") == patient.mrn else {}


def _book(form: BookForm, patient: Patient, request: StaffRequest) -> Visit | None:
    """None when refused: the reason then stands in the form."""
    data, who, now = form.cleaned_data, request.user.pk, timezone.now()
    wanted = data["interpreter"]
    new = scheduling.NewVisit(
        patient_id=patient.pk,
        service_id=data["service"].pk,
        practitioner_id=data["slot"][0],
        starts=data["slot"][1],
        interpreter_id=wanted if isinstance(wanted, int) else None,
        complaint=data["complaint"],
        beyond_stay_reason=data["beyond_stay_reason"],
        interpreting=form.interpreting_wanted,
        interpreter_sex=data["interpreter_sex"],
    )
    try:
        seen = counter.Counter(best=wanted == PROPOSED, here=data["here"], entered=data["entered"])
        return counter.open_visit(new, seen, by_id=who, now=now)
    except (Refusal, BookingRefused, Implausible, StayAlreadyRecorded, Practitioner.DoesNotExist) as refusal:
        if first := counter.just_booked(new, by_id=who, now=now):
            return first
        _tell(form, refusal)
    return None


def _tell(form: BookForm, refusal: Exception) -> None:
    """Why it was refused, beside the field it concerns."""
    if isinstance(refusal, Implausible):
        form.add_error("entered", " ".join(problem(code) for code in refusal.problems.values()))
    elif isinstance(refusal, StayAlreadyRecorded):
        form.add_error("entered", _("This entry is written down already."))
    elif isinstance(refusal, BookingRefused):
        form.add_error("interpreter", in_words(refusal))
    else:
        form.add_error("slot", in_words(refusal if isinstance(refusal, Refusal) else Refusal()))


def _page(request: StaffRequest, patient: Patient, form: LookForm, *, last: Visit | None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    times = times_for(form, patient.pk, now=now)
    wanted = str(form.data.get("interpreter") or PROPOSED)
    context = {
        "patient": patient,
        "form": form,
        "last": last,
        "coming": familiar.booked_already(patient.pk, now),
        "clock": clocks_of({patient.pk}, timezone.localdate(now)).get(patient.pk),
        "times": times,
        "today": timezone.localdate(now),
        "focus": not request.headers.get("HX-Target"),
        "complaint": form.data.get("complaint", _typed_before(request, patient).get("complaint", "")),
        "here": "here" in form.data if request.method == "POST" else True,
        "sex_matters": _sex_matters(form),
        "wanted": NOBODY if wanted == PROPOSED and not times.somebody else wanted,
        "nobody": NOBODY,
        "proposed": PROPOSED,
        "errors": [error for name in TOLD_ABOVE for error in form.errors.get(name, [])],
        "may_enter": request.user.has_perm("accounts.register_patients"),
    }
    template = "visits/_times.html" if request.headers.get("HX-Target") == "times" else "visits/book.html"
    return render(request, template, context, status=status)


def _sex_matters(form: LookForm) -> bool:
    """Whether to ask who shall interpret without being asked: the treatment is of that kind, or a wish was said before."""
    service = form.cleaned_data.get("service")
    return bool(service and service.sex_sensitive) or bool(form.cleaned_data.get("interpreter_sex"))
