"""What the pharmacy sees: signed formulas as they were frozen. Reviewing and dispensing come later."""
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from clinic.audit.reading import record_read
from clinic.plans.models import Prescription
from clinic.plans.strip import strip_of
from clinic.plans.views.staff import StaffRequest

MAY_SEE = permission_required("accounts.see_prescriptions", raise_exception=True)
A_PAGE = 40
NEVER_SIGNED = (Prescription.State.DRAFT, Prescription.State.CANCELLED)


@MAY_SEE
@require_GET
def prescriptions(request: StaffRequest) -> HttpResponse:
    """Signed formulas, newest first."""
    found = Prescription.objects.exclude(state__in=NEVER_SIGNED).exclude(signed_at=None).select_related("patient", "practitioner")
    page = Paginator(found.order_by("-signed_at"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "plans/prescriptions.html", {"page": page, "side": side()})


@MAY_SEE
@require_GET
def prescription(request: StaffRequest, pk: int) -> HttpResponse:
    """One signed formula, word for word as it was signed."""
    found = get_object_or_404(Prescription.objects.select_related("patient", "practitioner"), pk=pk)
    if found.frozen is None:
        return redirect("plans:formula", pk)
    now = timezone.now()
    record_read(by_id=request.user.pk, subject="chart", subject_id=found.patient_id, now=now)
    context: dict[str, Any] = {"prescription": found, "frozen": found.frozen, "side": side(), "strip": strip_of(found.patient, now=now)}
    return render(request, "plans/prescription.html", context)


def side() -> str:
    """Which of the two frozen languages the reader gets: Russian for Russian readers, Chinese for the others."""
    return "ru" if get_language() == "ru" else "zh"
