"""What interpreters did in a year or a month, and the lists behind it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.accounts.requests import StaffRequest, whole_number
from clinic.audit.reading import record_read
from clinic.statistics import interpreting_lists as lists
from clinic.statistics import interpreting_page as page
from clinic.statistics import wording
from clinic.statistics.interpreting_counts import MONTHS, interpreting_of
from clinic.statistics.interpreting_definitions import BY_CODE
from clinic.statistics.views import known_year, tabs_of
from interpreters.models import Interpreter

LAST_PAGE = 10_000


@require_safe
@permission_required("accounts.see_counts", raise_exception=True)
def interpreters(request: StaffRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """Figures with their definitions, a row for each person, and booked minutes by month."""
    today = timezone.localdate()
    shown = known_year(year or today.year)
    if month is not None and month not in MONTHS:
        raise Http404
    found = interpreting_of(shown, month=month, today=today)
    context: dict[str, Any] = {
        "found": found,
        "figures": page.figures(found),
        "rows": page.rows(found),
        "years": tabs_of(shown, today.year),
        "months": [(number, wording.month_name(number, short=True), wording.month_name(number)) for number in MONTHS],
        "month_name": wording.month_name(month) if month else "",
        "unfinished": shown >= today.year,
    }
    return render(request, "statistics/interpreters.html", context)


@require_safe
@permission_required("accounts.see_counts", raise_exception=True)
def interpreter(request: StaffRequest, year: int, month: int, interpreter_id: int) -> HttpResponse:
    """Every window of one person in a month; the look is written down, because it names patients by their number."""
    if month not in MONTHS:
        raise Http404
    person = get_object_or_404(Interpreter, pk=interpreter_id)
    found = lists.spoken_page(person.pk, known_year(year), month, today=timezone.localdate(), number=_page_number(request))
    record_read(by_id=request.user.pk, subject="list", subject_id=year, now=timezone.now())
    context = {"person": person, "list": found, "year": year, "month": month, "month_name": wording.month_name(month)}
    return render(request, "statistics/interpreter.html", context)


@require_safe
@permission_required("accounts.see_counts", raise_exception=True)
def uncovered(request: StaffRequest, year: int) -> HttpResponse:
    """Visits done to whose windows nobody was sent."""
    month = whole_number(request.GET.get("month", ""))
    if request.GET.get("month") and month not in MONTHS:
        raise Http404
    found = lists.bare_page(known_year(year), month, number=_page_number(request))
    record_read(by_id=request.user.pk, subject="list", subject_id=year, now=timezone.now())
    context = {"list": found, "year": year, "month": month, "month_name": wording.month_name(month) if month else ""}
    return render(request, "statistics/uncovered.html", context | {"measure": BY_CODE["windows_uncovered"]})


def _page_number(request: StaffRequest) -> int:
    number = whole_number(request.GET.get("page", "1"))
    if number is None or not 1 <= number <= LAST_PAGE:
        raise Http404
    return number
