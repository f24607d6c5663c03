"""Registering a person: four moves each — find, check the form, call one verb, answer."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import registration
from patients.forms import RegistrationForm
from patients.proposals import with_chinese
from patients.refusals import AlreadyRegistered, Implausible, PossibleDuplicate
from patients.views.consents import after_registration
from patients.views.reading import carry, read_into, read_passport, show_again
from patients.views.registration_page import live, page

MAY_REGISTER = permission_required("accounts.register_patients", raise_exception=True)


@MAY_REGISTER
def register(request: HttpRequest) -> HttpResponse:
    """Empty form; what the box posts as `q` fills it, a half-filled one too; `speak` shows it again; a posted form is saved."""
    if request.method != "POST":
        return page(request, RegistrationForm())
    if "surname_latin" not in request.POST:
        return carry(request) if "typed" in request.POST else read_passport(request)
    if "speak" in request.POST or "q" in request.POST:
        return show_again(request) if "speak" in request.POST else read_into(request)
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        form.tell_the_rest()
        return page(request, form)
    return _save(request, form)


@MAY_REGISTER
@require_POST
def beside(request: HttpRequest) -> HttpResponse:
    """The live column at the right of the form: who it may be already, the name's other forms, the stay clock."""
    return render(request, "patients/_beside.html", {**live(RegistrationForm(request.POST)), "alone": True})


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
        return page(request, form, stopped=refusal)
    else:
        messages.success(request, _("Registered under %(mrn)s.") % {"mrn": patient.mrn})
        after_registration(request, patient, reminders=form.cleaned_data["reminders"])
        # Typed once: the page of the visit takes it from here. Not by its address, which would stand in logs.
        request.session["to_open"] = {"mrn": patient.mrn, **{name: request.POST.get(name, "")[:400] for name in ("complaint", "service")}}
        return redirect("visits:book", mrn=patient.mrn)
    return page(request, form)
