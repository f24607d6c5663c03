"""Papers over HTTP. A first print answers with the PDF itself; everything later is a copy and says so."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.accounts.models import User
from clinic.accounts.requests import way_back
from clinic.audit.reading import record_read
from clinic.plans.models import Plan
from clinic.reports import printing
from clinic.reports.models import Document
from clinic.reports.printing import Printed
from clinic.reports.refusals import PrintRefused
from clinic.reports.verifying import genuine
from clinic.reports.wording import words_for
from clinic.visits.models import Visit
from patients.models import ConsentSheet, Patient

PRINT = "accounts.print_documents"


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in, as `permission_required` guarantees."""

    user: User


@require_http_methods(["GET", "POST"])
@permission_required(PRINT, raise_exception=True)
def slip(request: StaffRequest, visit_id: int) -> HttpResponse:
    """A refusal that is reloaded, or wanted in another language, comes back as a GET: it never prints."""
    if request.method == "GET":
        return redirect("desk:visit", visit_id)
    visit = get_object_or_404(Visit, pk=visit_id)
    return _printed(request, lambda: printing.print_slip(visit, by=request.user, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@permission_required(PRINT, raise_exception=True)
def plan(request: StaffRequest, plan_id: int) -> HttpResponse:
    if request.method == "GET":
        return redirect("plans:plan", plan_id)
    asked = get_object_or_404(Plan.objects.select_related("practitioner__department"), pk=plan_id)
    return _printed(request, lambda: printing.print_plan(asked, by=request.user, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@permission_required(PRINT, raise_exception=True)
def consent_form(request: StaffRequest, mrn: str) -> HttpResponse:
    """The sheet with empty ticks, to be signed by pen."""
    if request.method == "GET":
        return redirect("desk:patient", mrn)
    patient = get_object_or_404(Patient.objects.current(), mrn=mrn)
    return _printed(request, lambda: printing.print_consent_form(patient, by=request.user, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@permission_required(PRINT, raise_exception=True)
def consent(request: StaffRequest, sheet_id: int) -> HttpResponse:
    sheet = get_object_or_404(ConsentSheet.objects.select_related("patient"), pk=sheet_id)
    if request.method == "GET":
        return redirect("desk:patient", sheet.patient.mrn)
    return _printed(request, lambda: printing.print_consent(sheet, by=request.user, now=timezone.now()))


@require_POST
@permission_required(PRINT, raise_exception=True)
def again(request: StaffRequest, number: str) -> HttpResponse:
    document = get_object_or_404(Document, number=number)
    return _printed(request, lambda: printing.reprint(document))


@never_cache
@require_safe
@permission_required(PRINT, raise_exception=True)
def document(request: StaffRequest, number: str) -> HttpResponse:
    """To look at; what is printed from here is marked as a copy."""
    return _pdf(request, printing.look(get_object_or_404(Document, number=number)))


@require_POST
@permission_required(PRINT, raise_exception=True)
def cancel(request: StaffRequest, number: str) -> HttpResponse:
    held = printing.cancel(
        get_object_or_404(Document.objects.select_related("patient"), number=number), by=request.user, now=timezone.now()
    )
    return way_back(request, reverse("desk:patient", args=[held.patient.mrn]))


@never_cache
@login_not_required
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the paper: is it ours, is it still good. No name stands here."""
    found = genuine(token)
    return render(request, "reports/verify.html", {"paper": found}, status=200 if found else 404)


def _printed(request: StaffRequest, verb: Callable[[], Printed]) -> HttpResponse:
    try:
        return _pdf(request, verb())
    except PrintRefused as refused:
        return render(request, "reports/refused.html", {"refusal": words_for(refused)}, status=409)


def _pdf(request: StaffRequest, printed: Printed) -> HttpResponse:
    """Opening a paper is written down, the first print too."""
    record_read(by_id=request.user.pk, subject="document", subject_id=printed.document.pk, now=timezone.now())
    return HttpResponse(
        printed.pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{printed.document.number}.pdf"', "Cache-Control": "private, no-store"},
    )
