"""Somebody is away or back; a booking is kept by hand or let go."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clinic.accounts.requests import StaffRequest, way_back
from clinic.coordination import repair
from clinic.coordination.absent_page import people_of
from clinic.coordination.proposals import DayMoved
from clinic.coordination.repair import Away, UntilInvalid
from clinic.coordination.views.month import read_day
from clinic.coordination.views.plan import asked_day, tell_moved
from interpreters import keeping
from interpreters.models import Absence, Interpreter

MAY_PLAN = permission_required("accounts.assign_interpreters", raise_exception=True)


@require_GET
@MAY_PLAN
def absent(request: StaffRequest) -> HttpResponse:
    """Everybody on one day: the second tap says who is away, or back."""
    now = timezone.now()
    day = max(read_day(request.GET.get("day", "")) or timezone.localdate(now), timezone.localdate(now))
    before_noon = day > timezone.localdate(now) or timezone.localtime(now).time() < repair.NOON
    shown = {"day": day, "people": people_of(day, now=now), "before_noon": before_noon, "reasons": Absence.Reason.choices}
    return render(request, "coordination/absent.html", shown)


@require_POST
@MAY_PLAN
def away(request: StaffRequest, interpreter_id: int) -> HttpResponse:
    """Note that she is away and show how the rest of the day may go; `at_once` writes that too."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    reason = request.POST.get("reason", Absence.Reason.SICK)
    reason = reason if reason in Absence.Reason.values else Absence.Reason.OTHER
    what = Away(interpreter.pk, asked_day(request), _until(request), reason)
    try:
        made = repair.away(what, by_id=request.user.pk, now=timezone.now(), at_once="at_once" in request.POST)
    except UntilInvalid:
        messages.error(request, _("Until when? The end must come after the start, and within two months."))
        return way_back(request)
    except DayMoved as refusal:
        messages.success(request, _("%(name)s is noted as away.") % {"name": interpreter})
        tell_moved(request, refusal.changes)
        return way_back(request)
    messages.success(request, _("%(name)s is noted as away.") % {"name": interpreter})
    return redirect("interpreters:proposal", made.pk)


@require_POST
@MAY_PLAN
def back(request: StaffRequest, interpreter_id: int) -> HttpResponse:
    """Her absence ends now; the day is proposed anew."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    made = repair.back(interpreter.pk, day=asked_day(request), by_id=request.user.pk, now=timezone.now())
    if made is None:
        messages.info(request, _("%(name)s was not noted as away.") % {"name": interpreter})
        return way_back(request)
    messages.success(request, _("%(name)s is back.") % {"name": interpreter})
    return redirect("interpreters:proposal", made.pk)


@require_POST
@MAY_PLAN
def keep(request: StaffRequest, booking_id: int) -> HttpResponse:
    """No plan moves this booking until somebody lets it go."""
    kept = request.POST.get("kept", "1") == "1"
    if not keeping.keep(booking_id, kept=kept):
        messages.info(request, _("The interpreter was given back meanwhile. Please look again."))
    return way_back(request)


def _until(request: StaffRequest) -> str | date:
    """noon, day, or a date; a date that cannot be is the day itself, which the form offers first."""
    said = request.POST.get("until", "day")
    return "noon" if said == "noon" else read_day(request.POST.get("last", "")) or "day" if said == "date" else "day"
