"""The doors of a visit: open one, change its state, give it another interpreter."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest, way_back, whole_number
from clinic.departments.models import Practitioner
from clinic.visits import openings, progress, scheduling
from clinic.visits.forms import NOBODY, PROPOSED, BookForm, LookForm, initial_look
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.slots import Slot
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused, InterpreterUnknown
from interpreters.models import Interpreter
from patients.models import Patient

MAY_BOOK = permission_required("accounts.book_visits", raise_exception=True)
INTERPRETERS_STEPS = ("in_treatment", "done")


@dataclass(frozen=True)
class ShownSlot:
    """A free time as the page lists it."""

    slot: Slot
    practitioner: Practitioner
    interpreter: Interpreter | None
    reasons: tuple[Any, ...]

    @property
    def value(self) -> str:
        return f"{self.slot.practitioner_id}@{self.slot.start.isoformat()}"


@MAY_BOOK
def book(request: StaffRequest, mrn: str) -> HttpResponse:
    """Free times of the chosen treatment; one click takes practitioner and interpreter together."""
    patient = get_object_or_404(Patient.objects.current(), mrn=mrn)
    if request.method != "POST":
        look = request.GET if "service" in request.GET else initial_look(timezone.localdate())
        return _page(request, patient, LookForm(look))
    form = BookForm(request.POST)
    if form.is_valid():
        visit = _book(form, patient, request)
        if visit:
            return redirect("desk:visit", visit.pk)
    return _page(request, patient, form, status=422)


@require_POST
def advance(request: StaffRequest, visit_id: int) -> HttpResponse:
    """One tap: the next state of a visit, from the one the page showed; a button of the board says it in its address."""
    visit = get_object_or_404(Visit.objects.select_related("booking__interpreter"), pk=visit_id)
    _refuse_others(request, visit)
    seen = request.POST.get("seen") or request.GET.get("seen", "")
    try:
        progress.change_state(visit.pk, request.POST.get("to", ""), seen=seen, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


@permission_required("accounts.assign_interpreters", raise_exception=True)
@require_POST
def assign(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Another interpreter, or nobody, for a visit's window."""
    visit = get_object_or_404(Visit, pk=visit_id)
    wanted = request.POST.get("interpreter", "")
    try:
        scheduling.assign(visit.pk, _number_of(wanted) if wanted else None, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


def _refuse_others(request: StaffRequest, visit: Visit) -> None:
    """The desk moves any visit; an interpreter says of her own that it has started or finished, and nothing else."""
    if request.user.has_perm("accounts.book_visits"):
        return
    hers = visit.booking is not None and visit.booking.interpreter.user_id == request.user.pk
    if not (hers and request.user.has_perm("accounts.see_own_day") and request.POST.get("to") in INTERPRETERS_STEPS):
        raise PermissionDenied


def _number_of(wanted: str) -> int:
    """What is no number must not read as "nobody", which sets the interpreter free."""
    number = whole_number(wanted)
    if number is None:
        raise InterpreterUnknown
    return number


def _book(form: BookForm, patient: Patient, request: StaffRequest) -> Visit | None:
    data = form.cleaned_data
    practitioner_id, start = data["slot"]
    interpreter = data["interpreter"]
    if interpreter == PROPOSED:
        interpreter = _proposed(form, patient.pk)
    new = scheduling.NewVisit(
        patient_id=patient.pk,
        service_id=data["service"].pk,
        practitioner_id=practitioner_id,
        starts=start,
        interpreter_id=interpreter if isinstance(interpreter, int) else None,
        complaint=data["complaint"],
        beyond_stay_reason=data["beyond_stay_reason"],
    )
    try:
        return scheduling.book(new, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        form.add_error("interpreter" if isinstance(refusal, BookingRefused) else "slot", in_words(refusal))
    except Practitioner.DoesNotExist:
        form.add_error("slot", in_words(Refusal()))
    return None


def _proposed(form: BookForm, patient_id: int) -> int | None:
    """Whoever fits best at this moment: what the page showed may be taken by now."""
    practitioner_id, start = form.cleaned_data["slot"]
    found = openings.free_slots(
        service=form.cleaned_data["service"],
        patient_id=patient_id,
        day=timezone.localdate(start),
        now=start,
        practitioner_id=practitioner_id,
        limit=1,
    )
    return found[0].offers[0].interpreter if found and found[0].start == start and found[0].offers else None


def _page(request: StaffRequest, patient: Patient, form: LookForm, *, status: int = 200) -> HttpResponse:
    slots = _shown(form, patient) if form.is_valid() or {"service", "day"} <= form.cleaned_data.keys() else []
    context = {
        "patient": patient,
        "form": form,
        "slots": slots,
        "focus": request.headers.get("HX-Target") != "slots",
        "chosen": form.data.get("slot") or (slots[0].value if slots else ""),
        "complaint": form.data.get("complaint", ""),
        "interpreters": Interpreter.objects.filter(active=True),
        "wanted_interpreter": form.data.get("interpreter", PROPOSED),
        "nobody": NOBODY,
        "proposed": PROPOSED,
        "errors": [error for name in ("slot", "interpreter", "beyond_stay_reason", "complaint") for error in form.errors.get(name, [])],
        "needs_reason": _after_stay(form, patient),
    }
    template = "visits/_slots.html" if request.headers.get("HX-Target") == "slots" else "visits/book.html"
    return render(request, template, context, status=status)


def _shown(form: LookForm, patient: Patient) -> list[ShownSlot]:
    data = form.cleaned_data
    chosen = data.get("practitioner")
    found = openings.free_slots(
        service=data["service"], patient_id=patient.pk, day=data["day"], now=timezone.now(), practitioner_id=chosen.pk if chosen else None
    )
    people = Practitioner.objects.select_related("room").in_bulk({slot.practitioner_id for slot in found})
    speakers = Interpreter.objects.in_bulk({slot.offers[0].interpreter for slot in found if slot.offers})
    return [
        ShownSlot(
            slot,
            people[slot.practitioner_id],
            speakers.get(slot.offers[0].interpreter) if slot.offers else None,
            slot.offers[0].reasons if slot.offers else (),
        )
        for slot in found
    ]


def _after_stay(form: LookForm, patient: Patient) -> bool:
    day = form.cleaned_data.get("day") if form.is_bound and hasattr(form, "cleaned_data") else None
    stay = patient.stays.first()
    return bool(day and stay and stay.last_day and stay.last_day < day <= stay.last_day + timedelta(days=400))
