"""The desk: today's visits, what needs somebody, interpreters now."""
from datetime import date, datetime

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.desk.board import board_of

YEARS_AROUND = 100


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def today(request: HttpRequest) -> HttpResponse:
    """The page, or for the page that refreshes itself the board alone; 204 when it already shows this board."""
    now = timezone.now()
    day = asked_day(request, now)
    board = board_of(day, now)
    context = {"board": board, "is_today": day == timezone.localdate(now), "over": "over" in request.GET}
    if request.headers.get("HX-Target") != "board":
        return render(request, "desk/today.html", context)
    if request.GET.get("shown") == board.version:
        return HttpResponse(status=204)
    return render(request, "desk/_board.html", context)


def asked_day(request: HttpRequest, now: datetime) -> date:
    """The day in the address, or today in Heihe; nonsense is today, and so is a year in which nobody was or will be here."""
    today = timezone.localdate(now)
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked.year - today.year) <= YEARS_AROUND else today
