"""One visit: what was booked, its way through the states, its slip."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.reports.models import Document
from clinic.visits.models import Visit, VisitChange
from clinic.visits.openings import Asked
from clinic.visits.speakers import Speaker, speakers_at
from clinic.visits.states import FORWARD, NEXT, SETS_FREE
from patients.stay_clocks import clocks_of


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Reached from the board, from the chart, and straight after booking, then with `print` to print the slip at once."""
    found = Visit.objects.select_related("patient", "service__department", "practitioner", "room", "booking__interpreter", "plan")
    one = get_object_or_404(found, pk=visit_id)
    forward = FORWARD.get(one.state, "")
    printed = Document.objects.filter(kind=Document.Kind.SLIP, subject_id=one.pk, cancelled_at__isnull=True).exists()
    speakers = _speakers(one)
    proposed = speakers[0] if speakers and speakers[0].free and not one.booking else None
    context = {
        "visit": one,
        "patient": one.patient,
        "clock": clocks_of([one.patient_id], timezone.localdate()).get(one.patient_id),
        "printed": printed,
        "print_now": "print" in request.GET and not printed,
        "slip_look": "" if printed else "primary",
        "forward": forward,
        "others": [state for state in NEXT.get(one.state, ()) if state != forward],
        "changes": VisitChange.objects.filter(visit=one).select_related("by"),
        "speakers": speakers,
        "proposed": proposed,
        "chosen": one.booking.interpreter_id if one.booking else proposed and proposed.interpreter.pk,
    }
    return render(request, "desk/visit.html", context)


def _speakers(one: Visit) -> tuple[Speaker, ...]:
    """Who could interpret it, asked only where it can still be changed."""
    if not one.needs_interpreter or one.state in SETS_FREE or one.state == Visit.State.DONE:
        return ()
    asked = Asked(one.service, one.patient_id, one.practitioner_id)
    return next(iter(speakers_at(asked, one.starts, now=timezone.now(), except_bookings=[one.booking_id] if one.booking_id else ())), ())
