"""One tap on a visit that stands: its next state, another interpreter."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest, way_back, whole_number
from clinic.visits import progress, scheduling, speaking
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused, InterpreterUnknown
from interpreters.models import Interpreter

SAID = {"in_treatment": speaking.begin, "done": speaking.finish}


@require_POST
def advance(request: StaffRequest, visit_id: int) -> HttpResponse:
    """One tap: the next state of a visit, from the one the page showed; a button of the board says it in its address."""
    visit = get_object_or_404(Visit.objects.select_related("booking__interpreter", "closing_booking__interpreter"), pk=visit_id)
    seen = request.POST.get("seen") or request.GET.get("seen", "")
    try:
        if request.user.has_perm("accounts.book_visits"):
            progress.change_state(visit.pk, request.POST.get("to", ""), seen=seen, by_id=request.user.pk, now=timezone.now())
        else:
            _say(request, visit)
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


@permission_required("accounts.assign_interpreters", raise_exception=True)
@require_POST
def assign(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Another interpreter, or nobody, for a visit's windows, or for the one that is named; `nevertheless` in as many words."""
    visit = get_object_or_404(Visit, pk=visit_id)
    wanted = request.POST.get("nevertheless") or request.POST.get("interpreter", "")
    try:
        number, window = _number_of(wanted) if wanted else None, request.POST.get("window") or request.GET.get("window", "")
        to = scheduling.Assignment(number, window, nevertheless="nevertheless" in request.POST)
        scheduling.give(visit.pk, to, by_id=request.user.pk, now=timezone.now())
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)


def _say(request: StaffRequest, visit: Visit) -> None:
    """An interpreter says of her own window that she has started or finished, and nothing else."""
    interpreter = next((one.booking.interpreter for one in visit.windows if one.booking and _is(one.booking.interpreter, request)), None)
    said = SAID.get(request.POST.get("to", ""))
    if interpreter is None or said is None or not request.user.has_perm("accounts.see_own_day"):
        raise PermissionDenied
    said(visit.pk, interpreter_id=interpreter.pk, by_id=request.user.pk, at=timezone.now())


def _is(interpreter: Interpreter, request: StaffRequest) -> bool:
    return interpreter.user_id == request.user.pk


def _number_of(wanted: str) -> int:
    """What is no number must not read as "nobody", which sets the interpreter free."""
    number = whole_number(wanted)
    if number is None:
        raise InterpreterUnknown
    return number
