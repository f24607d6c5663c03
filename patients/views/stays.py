"""A known patient has come over the river again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from patients import registration, staying
from patients.forms import RegistrationForm, StayForm
from patients.models import Patient
from patients.refusals import AlreadyRegistered, Implausible, StayAlreadyRecorded
from patients.wording import problem


@permission_required("accounts.register_patients", raise_exception=True)
def add_stay(request: HttpRequest, mrn: str) -> HttpResponse:
    """A known patient has come over the river again; the registration form sends a passport not seen before along."""
    patient = get_object_or_404(Patient.objects.current(), mrn=mrn)
    form = StayForm(request.POST or None, initial={"entry_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        owner = _add_document(request, patient)
        if owner:
            return redirect("desk:patient", mrn=owner)
        refused = _record_stay(request, form, patient)
        if not refused:
            return redirect("desk:patient", mrn=mrn)
    return render(request, "patients/add_stay.html", {"form": form, "patient": patient}, status=422 if form.errors else 200)


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
        RegistrationForm.show(form, refusal.problems)  # type: ignore[arg-type]
        return True
    except StayAlreadyRecorded:
        messages.info(request, _("This entry was written down already."))
    return False
