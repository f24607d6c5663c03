"""The papers of one person over time: a page of the desk, because showing a number is written down in the read log."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from clinic.audit.reading import record_read
from clinic.desk.forms import DocumentForm
from patients import mrz, registration
from patients.likening import likeness_to
from patients.models import IdentityDocument, Patient
from patients.proposals import from_reading
from patients.reading_notes import Notes, notes_of
from patients.refusals import AlreadyRegistered, Implausible, MergedAway
from patients.validity import validity
from patients.wording import READING_PROBLEMS

LONGEST = 2000
MAY_REGISTER = permission_required("accounts.register_patients", raise_exception=True)


@MAY_REGISTER
def documents(request: HttpRequest, mrn: str) -> HttpResponse:
    """What is there, and one more: by hand, or read into the form (`q`), which saves nothing yet."""
    patient = get_object_or_404(Patient.objects.select_related("merged_into"), mrn=mrn)
    if patient.merged_into:
        raise MergedAway(patient.merged_into.mrn)
    if request.method == "GET":
        record_read(by_id=int(request.user.pk or 0), subject="chart", subject_id=patient.pk, now=timezone.now())
    if "q" in request.POST:
        return _read(request, patient)
    form = DocumentForm(request.POST or None)
    if "speak" in request.POST:
        form = DocumentForm(initial=request.POST.dict())
    elif request.method == "POST" and form.is_valid() and _added(request, patient, form):
        return redirect("desk:documents", mrn=mrn)
    return _page(request, patient, form)


@never_cache
@require_POST
@permission_required("accounts.register_patients", raise_exception=True)
@permission_required("accounts.see_passport_numbers", raise_exception=True)
def document_number(request: HttpRequest, mrn: str, document_id: int) -> HttpResponse:
    """The whole number, shown once; the look is written down."""
    paper = get_object_or_404(IdentityDocument.objects.select_related("patient"), pk=document_id, patient__mrn=mrn)
    record_read(by_id=int(request.user.pk or 0), subject="passport", subject_id=paper.patient_id, now=timezone.now())
    return _page(request, paper.patient, DocumentForm(), shown=paper.pk)


def _added(request: HttpRequest, patient: Patient, form: DocumentForm) -> bool:
    try:
        registration.add_document(patient.pk, form.new_document(), now=timezone.now())
    except Implausible as refusal:
        form.show(refusal.problems)
    except AlreadyRegistered as refusal:
        if refusal.mrn != patient.mrn:
            form.add_error("document_number", _("This document belongs to %(mrn)s.") % {"mrn": refusal.mrn})
        else:
            form.add_error("document_number", _("This document stands in the list already."))
    else:
        messages.success(request, _("The document is written down."))
    return not form.errors


def _read(request: HttpRequest, patient: Patient) -> HttpResponse:
    reading = mrz.read(request.POST["q"][:LONGEST], today=timezone.localdate())
    filled = from_reading(reading)
    values = {name: filled.values[name] for name in DocumentForm.base_fields if name in filled.values}
    form = DocumentForm(initial={**values, "kind": filled.values.get("document_kind", "passport")})
    stranger = bool(values) and likeness_to(patient, filled.values) == "different"
    return _page(request, patient, form, notes=notes_of(reading), stranger=stranger)


def _page(
    request: HttpRequest, patient: Patient, form: DocumentForm, *, shown: int = 0, notes: Notes | None = None, stranger: bool = False
) -> HttpResponse:
    today = timezone.localdate()
    papers = [(paper, validity(paper.expiry_date, today=today)) for paper in patient.documents.order_by("-seen_at", "-pk")]
    problems = [READING_PROBLEMS[code] for code in notes.problems] if notes else []
    context = {"patient": patient, "papers": papers, "form": form, "shown": shown, "notes": notes, "reading_problems": problems}
    status = 422 if form.errors else 200
    return render(request, "desk/documents.html", {**context, "stranger": stranger}, status=status)
