"""Opening a page of a record: the look is written down, and a record that went into another one leads to the one that stayed."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.audit.reading import record_read
from patients.models import Patient
from patients.refusals import MergedAway


def patient_of(mrn: str, among: QuerySet[Patient] | None = None) -> Patient:
    """The record of the address. Raises Http404, and MergedAway for one that was merged while its page stood open."""
    patient = get_object_or_404(Patient.objects.all() if among is None else among, mrn=mrn)
    if patient.merged_into:
        raise MergedAway(patient.merged_into.mrn)
    return patient


def opened(request: HttpRequest, mrn: str, among: QuerySet[Patient] | None = None) -> Patient:
    """The same for a page that shows what is known of her: who looked stands in the read log."""
    patient = patient_of(mrn, among)
    if request.method == "GET":
        record_read(by_id=int(request.user.pk or 0), subject="chart", subject_id=patient.pk, now=timezone.now())
    return patient


class LeadToTheKeptRecord:
    """Middleware: whatever page met MergedAway, the desk is told and stands before the other record."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, MergedAway):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=409)  # what is asked while typing changes nothing on the page
        messages.info(request, _("This record was merged into %(mrn)s.") % {"mrn": error.mrn})
        if request.method == "POST":
            messages.warning(request, _("Nothing was written. Please do it here once more."))
        return redirect("desk:patient", mrn=error.mrn)
