"""A known patient has come over the river again; what stands of former stays, and what may be done with each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import registration, staying
from patients.crossings import usual_crossing
from patients.forms import CorrectForm, ExtendForm, LeftForm, LodgingForm, RegistrationForm, StayForm
from patients.forms.stays import WithProblems
from patients.models import Patient, Stay
from patients.refusals import AlreadyRegistered, Implausible, StayAlreadyRecorded
from patients.stay_clocks import LodgingTold, Told, clocks_of, lodging_of, told_briefly, told_of
from patients.views.kept import opened, patient_of
from patients.wording import problem

MAY_CHANGE = permission_required("accounts.register_patients", raise_exception=True)
STAMP = ("entry_date", "crossing", "basis", "purpose")
LONGEST_NUMBER = 19
LODGING = ("lodging", "lodging_address", "lodging_since", "lodging_registered_on", "lodging_slip")


@dataclass(frozen=True)
class ShownStay:
    """One stay with its clock; the newest also with its grounds and its lodging. `form` is what is being done with it."""

    stay: Stay
    told: Told
    lodging: LodgingTold | None
    what: str = ""
    form: Form | None = None


@MAY_CHANGE
def add_stay(request: HttpRequest, mrn: str) -> HttpResponse:
    """A known patient has come over the river again; the registration form sends a passport not seen before along."""
    patient = opened(request, mrn)
    form = StayForm(request.POST or None, initial={"entry_date": timezone.localdate(), "crossing": usual_crossing()})
    if request.method == "POST" and form.is_valid():
        owner = _add_document(request, patient)
        if owner:
            return redirect("desk:patient", mrn=owner)
        refused = _record_stay(request, form, patient)
        if not refused:
            return redirect("desk:patient", mrn=mrn)
    clock = clocks_of([patient.pk], timezone.localdate()).get(patient.pk)
    context = {"form": form, "patient": patient, "clock": clock}
    return render(request, "patients/add_stay.html", context, status=422 if form.errors else 200)


@permission_required("accounts.see_charts", raise_exception=True)
def stays(request: HttpRequest, mrn: str) -> HttpResponse:
    """Every stay of a patient, newest first, with what was changed in it; `do` opens the form of one change."""
    patient = opened(request, mrn)
    what, _dash, number = request.GET.get("do", "").partition("-")
    asked = patient.stays.filter(pk=int(number)).first() if number.isdecimal() and len(number) < LONGEST_NUMBER else None
    if asked and what in FORMS and request.user.has_perm("accounts.register_patients"):
        return _page(request, patient, (asked, what, FORMS[what](initial=_initial(asked, what))))
    return _page(request, patient)


@MAY_CHANGE
@require_POST
def change_stay(request: HttpRequest, mrn: str, stay_id: int, what: str) -> HttpResponse:
    """One of: correct, left, extend, lodging."""
    patient = patient_of(mrn)
    stay = get_object_or_404(Stay, pk=stay_id, patient=patient)
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST)
    if form.is_valid():
        try:
            VERBS[what](stay, form, int(request.user.pk or 0), timezone.now())
            return redirect("patients:stays", mrn=mrn)
        except Implausible as refusal:
            form.show(refusal.problems)
        except StayAlreadyRecorded:
            form.add_error("entry_date", _("Another stay began on this day."))
    return _page(request, patient, (stay, what, form))


def _page(request: HttpRequest, patient: Patient, doing: tuple[Stay, str, WithProblems] | None = None) -> HttpResponse:
    today = timezone.localdate()
    rows = list(patient.stays.select_related("rule", "crossing", "recorded_by").prefetch_related("changes__changed_by"))
    newest = next((row for row in rows if row.entry_date <= today), None)
    shown = []
    for row in rows:
        told = told_of(row, nationality=patient.nationality, today=today) if row == newest else told_briefly(row)
        what, form = doing[1:] if doing and doing[0] == row else ("", None)
        shown.append(ShownStay(row, told, lodging_of(row, today=today) if row == newest else None, what, form))
    status = 422 if doing and doing[2].errors else 200
    return render(request, "patients/stays.html", {"patient": patient, "stays": shown, "newest": newest}, status=status)


def _initial(stay: Stay, what: str) -> dict[str, object]:
    if what == "correct":
        return {name: getattr(stay, name) for name in STAMP} | {"last_day": None if stay.rule_id else stay.last_day}
    if what == "left":
        return {"left_on": stay.left_on or timezone.localdate()}
    return {name: getattr(stay, name) for name in LODGING} if what == "lodging" else {}


def _correct(stay: Stay, form: WithProblems, by_id: int, now: datetime) -> None:
    new = form.new_stay() if isinstance(form, StayForm) else None
    if new:
        staying.correct_stay(stay.pk, new, reason=form.cleaned_data["reason"], by_id=by_id, now=now)


def _left(stay: Stay, form: WithProblems, by_id: int, now: datetime) -> None:
    staying.mark_left(stay.pk, form.cleaned_data["left_on"], by_id=by_id, now=now)


def _extend(stay: Stay, form: WithProblems, by_id: int, now: datetime) -> None:
    staying.extend(stay.pk, form.cleaned_data["last_day"], basis=form.cleaned_data["basis"], by_id=by_id, now=now)


def _lodge(stay: Stay, form: WithProblems, by_id: int, now: datetime) -> None:
    if isinstance(form, LodgingForm):
        staying.note_lodging(stay.pk, form.new_lodging(), by_id=by_id, now=now)


FORMS: dict[str, type[WithProblems]] = {"correct": CorrectForm, "left": LeftForm, "extend": ExtendForm, "lodging": LodgingForm}
VERBS: dict[str, Callable[[Stay, WithProblems, int, datetime], None]] = {
    "correct": _correct,
    "left": _left,
    "extend": _extend,
    "lodging": _lodge,
}


def _add_document(request: HttpRequest, patient: Patient) -> str:
    """Write down the passport of a registration form that turned out to be a known person's; whose it is, if another's."""
    typed = RegistrationForm(request.POST)
    typed.is_valid()
    document = typed.new_patient().document
    if document is None:
        return ""
    try:
        registration.add_document(patient.pk, document, now=timezone.now())
    except Implausible as refusal:
        for code in refusal.problems.values():
            messages.warning(request, problem(code))
    except AlreadyRegistered as refusal:
        if refusal.mrn != patient.mrn:
            messages.info(request, _("This passport is registered already: here is the patient."))
            return str(refusal.mrn)
    return ""


def _record_stay(request: HttpRequest, form: StayForm, patient: Patient) -> bool:
    stay = form.new_stay()
    if stay is None:
        form.add_error("entry_date", _("Please type the date of the entry stamp."))
        return True
    try:
        staying.record_stay(patient.pk, stay, by_id=request.user.pk, now=timezone.now())
    except Implausible as refusal:
        form.show(refusal.problems)
        return True
    except StayAlreadyRecorded:
        messages.info(request, _("This entry was written down already."))
    return False
