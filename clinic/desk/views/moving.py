"""A block of the interpreters' day is dropped, or somebody asks whether it may be."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.accounts.requests import StaffRequest, way_back
from clinic.desk.locking import stands_locked
from clinic.desk.move_form import MoveForm
from clinic.desk.undo import remember
from clinic.visits import moving
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.taking import By
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused


@require_http_methods(["GET", "POST"])
@permission_required("accounts.assign_interpreters", raise_exception=True)
def move(request: StaffRequest, visit_id: int) -> HttpResponse:
    """GET asks whether it may go there and changes nothing, POST moves it. The board's script gets JSON, a plain form its way back."""
    visit = get_object_or_404(Visit.objects.select_related("booking", "closing_booking"), pk=visit_id)
    form = MoveForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return answer(request, _("This is no day and time."))
    wanted, step = form.move(visit.pk), By(request.user.pk, timezone.now())
    if stands_locked(visit, wanted):
        return answer(request, _("This block is locked. Unlock it first, then it can be moved."))
    if request.method == "GET":
        refusal = moving.why_not(wanted, by_id=step.id, now=step.now)
        return JsonResponse({"why": in_words(refusal) if refusal else ""})
    return answer(request, _moved(request, wanted, step))


def _moved(request: StaffRequest, wanted: moving.Move, step: By) -> str:
    """Why it was refused; empty when it was done. What was done can be undone from the board for a while."""
    try:
        moved = moving.move_visit(wanted, by_id=step.id, now=step.now)
    except (Refusal, BookingRefused) as refusal:
        return in_words(refusal)
    if moved.before != moved.after:
        remember(request.session, moved, window=wanted.window, now=step.now)
    return ""


def answer(request: StaffRequest, why: str) -> HttpResponse:
    """`why` it was refused; empty when it was done."""
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"why": why}, status=409 if why else 200)
    if why:
        messages.warning(request, why)
    return way_back(request)
