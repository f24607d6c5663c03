"""A free stretch of an interpreter: a visit that has nobody is given to her, or somebody is booked there."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods

from clinic.accounts.requests import StaffRequest
from clinic.desk.found import hits_of
from clinic.desk.stretch import fitting
from clinic.desk.views.search import LISTED, asked, found
from interpreters.models import Interpreter

OUR_TIME = range(2000, 2201)


@require_http_methods(["GET", "POST"])
@permission_required("accounts.assign_interpreters", raise_exception=True)
def stretch(request: StaffRequest, interpreter_id: int) -> HttpResponse:
    """`at` is the time pointed at, by Heihe's clock. A POST looks for a patient: a name stands in no address."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id, active=True)
    at, now, text = _asked_time(request), timezone.now(), asked(request)
    preset = {"day": f"{at:%Y-%m-%d}", "at": f"{at:%H:%M}", "interpreter": interpreter.pk}
    context = {
        "interpreter": interpreter,
        "at": at,
        "fitting": fitting(interpreter, at, by_id=request.user.pk, now=now),
        "typed": text,
        "hits": hits_of(found(request, text, limit=LISTED), today=timezone.localdate(now)) if text else (),
        "preset": urlencode(preset),
    }
    return render(request, "desk/stretch.html", context)


def _asked_time(request: StaffRequest) -> datetime:
    try:
        moment = parse_datetime(request.GET.get("at", ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or moment.year not in OUR_TIME:
        raise Http404
    return timezone.make_aware(moment, timezone.get_default_timezone())
