"""Days on which the house is closed or nobody comes over the river, for pages about interpreters, who know no departments."""

from datetime import date

from clinic.departments.models import ClosedDay


def closed_between(first: date, last: date) -> dict[date, ClosedDay]:
    """Both dates included. One query."""
    return {closed.date: closed for closed in ClosedDay.objects.filter(date__range=(first, last))}


def holidays_of(closed: dict[date, ClosedDay]) -> frozenset[date]:
    """Those on which the weekly pattern does not count; on a day without a ferry interpreters are there all the same."""
    return frozenset(day for day, one in closed.items() if one.kind == ClosedDay.Kind.HOLIDAY)
