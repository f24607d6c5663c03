"""One visit: what was booked, its way through the states, its slip."""
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.desk.clocks import clocks_of
from clinic.reports.models import Document
from clinic.visits.models import Visit, VisitChange
from clinic.visits.states import FORWARD, NEXT
from interpreters.models import Interpreter


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Reached from the board, from the chart, and straight after booking."""
    found = Visit.objects.select_related("patient", "service__department", "practitioner", "room", "booking__interpreter", "plan")
    one = get_object_or_404(found, pk=visit_id)
    forward = FORWARD.get(one.state, "")
    printed = Document.objects.filter(kind=Document.Kind.SLIP, subject_id=one.pk, cancelled_at__isnull=True).exists()
    context = {
        "visit": one,
        "patient": one.patient,
        "clock": clocks_of([one.patient_id], timezone.localdate()).get(one.patient_id),
        "printed": printed,
        "slip_look": "" if printed else "primary",
        "forward": forward,
        "others": [state for state in NEXT.get(one.state, ()) if state != forward],
        "changes": VisitChange.objects.filter(visit=one).select_related("by"),
        "interpreters": Interpreter.objects.filter(active=True),
    }
    return render(request, "desk/visit.html", context)
