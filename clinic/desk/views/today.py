"""The desk: today's visits, what needs somebody, interpreters now."""

from datetime import date, datetime

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.accounts.requests import whole_number
from clinic.desk.board import board_of
from clinic.desk.filters import KINDS, Filter, choices, narrowed

YEARS_AROUND = 100


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def today(request: HttpRequest) -> HttpResponse:
    """The page, or for the page that refreshes itself the board alone; 204 when it already shows this board."""
    now = timezone.now()
    day = asked_day(request, now)
    whole, wanted = board_of(day, now), _asked_filter(request)
    board = narrowed(whole, wanted)
    if request.headers.get("HX-Target") == "board" and request.GET.get("shown") == board.version:
        return HttpResponse(status=204)
    context = {
        "board": board,
        "whole": whole,
        "is_today": day == timezone.localdate(now),
        "over": "over" in request.GET,
        "wanted": wanted,
        **choices(whole, wanted.user_id),
    }
    return render(request, "desk/_board.html" if request.headers.get("HX-Target") == "board" else "desk/today.html", context)


def _asked_filter(request: HttpRequest) -> Filter:
    only, department = request.GET.get("only", ""), request.GET.get("department", "")[:20]
    group = whole_number(request.GET.get("group", ""))
    return Filter(only if only in KINDS else "", department, group, int(request.user.pk or 0))


def asked_day(request: HttpRequest, now: datetime) -> date:
    """The day in the address, or today in Heihe; nonsense is today, and so is a year in which nobody was or will be here."""
    today = timezone.localdate(now)
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked.year - today.year) <= YEARS_AROUND else today
