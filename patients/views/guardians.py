"""Who decides for a minor, and by which paper."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import guardians
from patients.forms.guardians import GuardianForm, ProofForm
from patients.models import Patient
from patients.refusals import Implausible
from patients.views.kept import opened, patient_of

MAY_NOTE = permission_required("accounts.register_patients", raise_exception=True)
FOUND = 6
LONGEST_QUERY = 80


@MAY_NOTE
def listed(request: HttpRequest, mrn: str) -> HttpResponse:
    """Those who decide, and one more. `who` looks for a patient of ours, `person` takes one of those found."""
    patient = opened(request, mrn)
    form = GuardianForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            guardians.note(patient.pk, form.new_guardian(), by_id=request.user.pk, now=timezone.now())
            return redirect("patients:guardians", mrn=mrn)
        except Implausible as refusal:
            form.show(refusal.problems)
    who = request.GET.get("who", "")[:LONGEST_QUERY]
    context = {
        "patient": patient,
        "form": form,
        "proof_form": ProofForm(auto_id="seen_%s"),
        "guardians": guardians.of(patient),
        "minor": guardians.is_under_age(patient, now=timezone.now()),
        "who": who,
        "found": [person for person in Patient.objects.search(who, limit=FOUND + 1) if person.pk != patient.pk][:FOUND] if who else [],
    }
    return render(request, "patients/guardians.html", context, status=422 if form.errors else 200)


@MAY_NOTE
@require_POST
def seen(request: HttpRequest, mrn: str, guardian_id: int) -> HttpResponse:
    """The paper lies on the counter now."""
    patient = patient_of(mrn)
    form = ProofForm(request.POST)
    try:
        if form.is_valid():
            shown = form.cleaned_data
            guardians.mark_seen(guardian_id, patient_id=patient.pk, **shown, now=timezone.now())
    except guardians.NotOfThisPatient:
        messages.warning(request, _("This holds no longer already."))
    except Implausible as refusal:
        form.show(refusal.problems)
    for errors in form.errors.values():
        messages.warning(request, " ".join(str(error) for error in errors))
    return redirect("patients:guardians", mrn=mrn)


@MAY_NOTE
@require_POST
def end(request: HttpRequest, mrn: str, guardian_id: int) -> HttpResponse:
    """She decides no longer; who did and when stays in the table."""
    patient = patient_of(mrn)
    guardians.end(guardian_id, patient_id=patient.pk, now=timezone.now())
    return redirect("patients:guardians", mrn=mrn)


def _initial(request: HttpRequest) -> dict[str, str]:
    """What is known of a patient of ours who was chosen as the guardian."""
    mrn = request.GET.get("person", "").replace("\0", "")[:16]
    person = Patient.objects.current().filter(mrn=mrn).first() if mrn else None
    if person is None:
        return {}
    name = f"{person.surname_latin} {person.given_latin}".strip() or f"{person.surname_ru} {person.given_ru}".strip()
    return {"person_mrn": person.mrn, "name": name, "phone": person.phone}
