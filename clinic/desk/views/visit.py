"""One visit: what was booked, its way through the states, who interprets it, its slip."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.reports.models import Document
from clinic.visits.models import Visit, VisitChange, Window
from clinic.visits.openings import Asked
from clinic.visits.speakers import Coming, Speaker, next_free_now, speakers_at
from clinic.visits.states import OPEN, forward, others
from patients.stay_clocks import clocks_of


@dataclass(frozen=True)
class Choice:
    """A window, who has it, and everybody who could or could not; `both`: whoever can takes the other window too."""

    window: Window
    speakers: tuple[Speaker, ...]
    both: bool

    @property
    def free(self) -> tuple[Speaker, ...]:
        return tuple(one for one in self.speakers if one.free)

    @property
    def others(self) -> tuple[Speaker, ...]:
        return tuple(one for one in self.speakers if not one.free)

    @property
    def left(self) -> bool:
        """Whoever has it is noted as absent then: it needs another person."""
        booking = self.window.booking
        if booking is None or booking.started_at:
            return False
        return any(one.absent and one.interpreter.pk == booking.interpreter_id for one in self.others)


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Reached from the board, from the chart, and straight after booking, then with `print` to print the slip at once."""
    found = Visit.objects.select_related("patient", "service__department", "practitioner", "room", "plan")
    one = get_object_or_404(found.select_related("booking__interpreter", "closing_booking__interpreter"), pk=visit_id)
    come = one.day <= timezone.localdate()
    printed = Document.objects.filter(kind=Document.Kind.SLIP, subject_id=one.pk, cancelled_at__isnull=True).exists()
    choices = _choices(one)
    context = {
        "visit": one,
        "patient": one.patient,
        "clock": clocks_of([one.patient_id], timezone.localdate()).get(one.patient_id),
        "printed": printed,
        "print_now": "print" in request.GET and not printed,
        "slip_look": "" if printed else "primary",
        "forward": forward(one.state, day_has_come=come),
        "others": others(one.state, day_has_come=come),
        "changes": VisitChange.objects.filter(visit=one).select_related("by"),
        "choices": choices,
        "left": {choice.window.key for choice in choices if choice.left},
        "soon": _soon(one),
        "may_differ": one.state in OPEN,
    }
    return render(request, "desk/visit.html", context)


def _choices(one: Visit) -> tuple[Choice, ...]:
    """Every window with its ranking, asked only where it can still be changed."""
    if one.state not in OPEN or not one.windows:
        return ()
    taken = [window.booking_id for window in one.windows if window.booking_id]
    ranked = speakers_at(_asked(one), one.starts, now=timezone.now(), except_bookings=taken)
    both = len(ranked) > 1 and not taken
    return tuple(Choice(window, speakers, both) for window, speakers in zip(one.windows, ranked, strict=True))


def _soon(one: Visit) -> tuple[Coming, ...]:
    """For a patient who is here and has nobody: who comes soonest."""
    here = one.state in ("arrived", "in_treatment") and one.day == timezone.localdate()
    return next_free_now(_asked(one), now=timezone.now()) if here and one.gaps(timezone.now()) else ()


def _asked(one: Visit) -> Asked:
    return Asked(one.service, one.patient_id, one.practitioner_id, sex=one.interpreter_sex, interpreting=one.interpreting)
