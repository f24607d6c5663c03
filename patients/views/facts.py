"""What whoever treats a person must know, written down at any desk."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from patients import facts
from patients.forms import FactForm
from patients.models import Fact
from patients.views.kept import opened, patient_of


@permission_required("accounts.note_facts", raise_exception=True)
def to_know(request: HttpRequest, mrn: str) -> HttpResponse:
    """Allergies, conditions, medicines, a pregnancy: what stands, and one more."""
    patient = opened(request, mrn)
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            facts.note(patient.pk, form.new_fact(), by_id=request.user.pk, now=timezone.now())
            return redirect("patients:to_know", mrn=mrn)
        except facts.FactEmpty:
            form.add_error("text", _("Please write what it is."))
    listed = facts.once(patient.facts.filter(ended_at=None).order_by("kind", "pk"))
    return render(request, "patients/to_know.html", {"form": form, "patient": patient, "facts": listed}, status=422 if form.errors else 200)


@permission_required("accounts.note_facts", raise_exception=True)
@require_POST
def end_fact(request: HttpRequest, mrn: str, fact_id: int) -> HttpResponse:
    """It holds no longer; who said it and when stays in the table."""
    patient = patient_of(mrn)
    get_object_or_404(Fact, pk=fact_id, patient=patient)
    facts.end(fact_id, patient_id=patient.pk, now=timezone.now())
    return redirect("patients:to_know", mrn=mrn)
