"""The interpreters' day: who is where, and which visits have nobody."""

from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.desk.lane_filters import asked_filter
from clinic.desk.lanes import lanes_of
from clinic.desk.undo import undo_of
from clinic.desk.views.today import asked_day


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def interpreters(request: HttpRequest) -> HttpResponse:
    """The page, or its changing part alone for the page that refreshes itself."""
    now = timezone.now()
    day = asked_day(request, now)
    context = {
        "board": lanes_of(day, now, asked_filter(request.GET)),
        "undo": undo_of(request.session, now),
        "may_move": request.user.has_perm("accounts.assign_interpreters"),
        "is_today": day == timezone.localdate(now),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    return render(request, "desk/_lanes.html" if request.headers.get("HX-Target") == "lanes" else "desk/interpreters.html", context)
