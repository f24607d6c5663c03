"""The year on one page, and the lists behind its figures."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.accounts.requests import StaffRequest
from clinic.audit.reading import record_read
from clinic.statistics import behind as lists
from clinic.statistics import counts, page, wording
from clinic.statistics.definitions import BY_CODE

YEARS = range(2000, 2101)
TABS = 4


@require_safe
@permission_required("accounts.see_counts", raise_exception=True)
def year_page(request: StaffRequest, year: int | None = None) -> HttpResponse:
    current = timezone.localdate().year
    shown = known_year(year or current)
    this, before = counts.of_two_years(shown)
    context: dict[str, Any] = {
        "this": this,
        "before": before,
        "unfinished": shown >= current,
        "years": tabs_of(shown, current),
        "figures": page.figures(this, before),
        "months": page.months(this, before),
        "totals": [(counted.year, wording.number(counted.visits)) for counted in (before, this)],
        "remarks": page.remarks(this, before),
        "rankings": page.rankings(this, before),
    }
    return render(request, "statistics/year.html", context)


@require_safe
@permission_required("accounts.see_counts", raise_exception=True)
def behind(request: StaffRequest, year: int, measure: str) -> HttpResponse:
    """Who and what a figure is made of; the look is written down, because it names patients."""
    if measure not in BY_CODE:
        raise Http404
    wanted = lists.Wanted.read(request.GET, year=known_year(year), measure=measure)
    found = lists.page(wanted)
    record_read(by_id=request.user.pk, subject="list", subject_id=year, now=timezone.now())
    return render(request, "statistics/behind.html", {"list": found, "wanted": wanted, "measure": BY_CODE[measure]})


def known_year(year: int) -> int:
    """Raises Http404 for a year outside of our time."""
    if year not in YEARS:
        raise Http404
    return year


def tabs_of(shown: int, current: int) -> list[dict[str, Any]]:
    """The last years on record, the one shown, and the current one."""
    span = counts.years_on_record()
    first = max(span[0], current - TABS + 1) if span else current
    return [{"year": tab, "unfinished": tab >= current} for tab in sorted({*range(first, current + 1), shown})]
