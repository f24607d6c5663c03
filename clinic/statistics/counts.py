"""The counts of a year and of the year before it: four statements, however many visits there are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, FloatField, Func, Q, QuerySet, Sum
from django.utils import timezone

from clinic.departments.models import Service
from clinic.plans.models import Prescription
from clinic.statistics import persons
from clinic.statistics.definitions import bounds, month_bounds
from clinic.visits.models import COVERED, UNCOVERED, Visit

NOT_FORMULAS = (Prescription.State.DRAFT, Prescription.State.CANCELLED, Prescription.State.REFUSED)


@dataclass(frozen=True)
class YearCounts:
    """The figures of one calendar year (China time). Breakdowns are by code, "" is not known; months are visits, January first."""

    year: int
    persons: int
    new_persons: int
    visits: int
    sessions: int
    formulas: int
    interpreter_minutes: int
    without_interpreter: int
    months: tuple[int, ...]
    regions: dict[str, int]
    services: dict[str, int]
    referrals: dict[str, int]

    @property
    def interpreter_hours(self) -> float:
        return round(self.interpreter_minutes / 60, 1)


class Minutes(Func):
    """Minutes between two moments, computed by the database itself: Django's own difference calls Python for each row of SQLite."""

    output_field = FloatField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        # Not EXTRACT: that counts in decimals, a third slower over a million rows.
        return self.as_sql(compiler, connection, template="DATE_PART('epoch', %(expressions)s) / 60", arg_joiner=" - ", **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        ends, starts = (compiler.compile(part) for part in self.get_source_expressions())
        return f"ROUND((julianday({ends[0]}) - julianday({starts[0]})) * 1440)", [*ends[1], *starts[1]]


def of_year(year: int) -> YearCounts:
    return of_two_years(year)[0]


def of_two_years(year: int) -> tuple[YearCounts, YearCounts]:
    """This year and the one before it; four statements."""
    visits = _by_day_and_service(year)
    people = persons.counted(*bounds(year), before=date(year - 1, 1, 1))
    formulas = Prescription.objects.aggregate(this=Count("pk", filter=_signed_in(year)), before=Count("pk", filter=_signed_in(year - 1)))
    return _put_together(year, visits, people, formulas["this"], 0), _put_together(year - 1, visits, people, formulas["before"], 1)


def years_on_record() -> tuple[int, int] | None:
    """First and last year with a visit done; None in an empty house."""
    days = done().order_by("day").values_list("day", flat=True)
    first, last = days.first(), days.last()
    return (first.year, last.year) if first and last else None


def done() -> QuerySet[Visit]:
    return Visit.objects.filter(state=Visit.State.DONE)


def visits_of(year: int, *, measure: str, month: int | None = None, service: str | None = None) -> QuerySet[Visit]:
    """The visits behind a figure, in order of time."""
    first, last = bounds(year)
    rows = done().filter(day__range=(first, last))
    if month:
        begin, end = month_bounds(year, month)
        rows = rows.filter(day__gte=begin, day__lt=end)
    if service is not None:
        rows = rows.filter(service__code=service)
    narrower = {"sessions": Q(step__isnull=False), "interpreter_hours": COVERED, "without_interpreter": UNCOVERED}
    return rows.filter(narrower.get(measure, Q())).order_by("day", "starts", "pk")


def formulas_of(year: int) -> QuerySet[Prescription]:
    """The formulas behind the figure, in order of signing."""
    return Prescription.objects.filter(_signed_in(year)).order_by("signed_at", "pk")


def _by_day_and_service(year: int) -> list[dict[str, Any]]:
    """At most a row for each day and service: cheap keys for the database, which the caller adds up to months."""
    codes = dict(Service.objects.values_list("pk", "code"))
    minutes = Sum(Minutes(F("window_ends"), F("window_starts")), filter=Q(booking__isnull=False))
    closing = Sum(Minutes(F("closing_ends"), F("closing_starts")), filter=Q(closing_booking__isnull=False))
    rows = (
        done()
        .filter(day__range=(date(year - 1, 1, 1), date(year, 12, 31)))
        .values("day", "service_id")
        .annotate(number=Count("pk"), sessions=Count("step"), minutes=minutes, closing=closing, missing=Count("pk", filter=UNCOVERED))
        .order_by()
    )
    return [row | {"service": codes[row["service_id"]]} for row in rows]


def _signed_in(year: int) -> Q:
    begin, end = (timezone.make_aware(datetime.combine(date(y, 1, 1), time())) for y in (year, year + 1))
    return Q(signed_at__gte=begin, signed_at__lt=end) & ~Q(state__in=NOT_FORMULAS)


def _put_together(year: int, visits: list[dict[str, Any]], people: list[tuple[Any, ...]], formulas: int, back: int) -> YearCounts:
    """Add up the few rows of the breakdowns; `back` 1 reads the columns of the year before."""
    ours = [row for row in visits if row["day"].year == year]
    months, services, regions, referrals = Counter[int](), Counter[str](), Counter[str](), Counter[str]()
    for row in ours:
        months[row["day"].month] += row["number"]
        services[row["service"]] += row["number"]
    for region, referral, *numbers in people:
        regions[region] += numbers[back]
        referrals[referral] += numbers[2 + back]
    return YearCounts(
        year=year,
        persons=regions.total(),
        new_persons=referrals.total(),
        visits=months.total(),
        sessions=sum(row["sessions"] for row in ours),
        formulas=formulas,
        interpreter_minutes=round(sum((row["minutes"] or 0) + (row["closing"] or 0) for row in ours)),
        without_interpreter=sum(row["missing"] for row in ours),
        months=tuple(months[month] for month in range(1, 13)),
        regions=_ranked(regions),
        services=_ranked(services),
        referrals=_ranked(referrals),
    )


def _ranked(counter: Counter[str]) -> dict[str, int]:
    """Largest first, nothing that is nought."""
    return {code: number for code, number in counter.most_common() if number}
