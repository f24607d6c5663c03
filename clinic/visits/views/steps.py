"""One tap on a visit that stands: its next state, another interpreter."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest, way_back, whole_number
from clinic.visits import progress, scheduling
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused, InterpreterUnknown

INTERPRETERS_STEPS = ("in_treatment", "done")


@require_POST
def advance(request: StaffRequest, visit_id: int) -> HttpResponse:
    """One tap: the next state of a visit, from the one the page showed; a button of the board says it in its address."""
    visit = get_object_or_404(Visit.objects.select_related("booking__interpreter"), pk=visit_id)
    _refuse_others(request, visit)
    seen = request.POST.get("seen") or request.GET.get("seen", "")
    try:
        progress.change_state(visit.pk, request.POST.get("to", ""), seen=seen, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


@permission_required("accounts.assign_interpreters", raise_exception=True)
@require_POST
def assign(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Another interpreter, or nobody, for a visit's window."""
    visit = get_object_or_404(Visit, pk=visit_id)
    wanted = request.POST.get("interpreter", "")
    try:
        scheduling.assign(visit.pk, _number_of(wanted) if wanted else None, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


def _refuse_others(request: StaffRequest, visit: Visit) -> None:
    """The desk moves any visit; an interpreter says of her own that it has started or finished, and nothing else."""
    if request.user.has_perm("accounts.book_visits"):
        return
    hers = visit.booking is not None and visit.booking.interpreter.user_id == request.user.pk
    if not (hers and request.user.has_perm("accounts.see_own_day") and request.POST.get("to") in INTERPRETERS_STEPS):
        raise PermissionDenied


def _number_of(wanted: str) -> int:
    """What is no number must not read as "nobody", which sets the interpreter free."""
    number = whole_number(wanted)
    if number is None:
        raise InterpreterUnknown
    return number
