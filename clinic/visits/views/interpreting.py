"""How much of a visit is interpreted, changed on its page."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest, way_back
from clinic.visits import windowing
from clinic.visits.forms import InterpretingForm
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from clinic.visits.wording import in_words
from interpreters.booking import BookingRefused


@permission_required("accounts.assign_interpreters", raise_exception=True)
@require_POST
def interpreting(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Other windows, or another wish; what stands in the way is told on the page one came from."""
    visit = get_object_or_404(Visit.objects.select_related("service"), pk=visit_id)
    form = InterpretingForm(request.POST)
    if form.is_valid():
        form.settle_minutes(visit.service)
    if form.errors:
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return way_back(request)
    try:
        wish, wanted = form.cleaned_data["interpreter_sex"], form.interpreting_wanted
        windowing.change_windows(visit.pk, wanted, by_id=request.user.pk, now=timezone.now(), sex=wish)
    except (Refusal, BookingRefused) as refusal:
        messages.warning(request, in_words(refusal))
    return way_back(request)
