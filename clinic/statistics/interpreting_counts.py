"""The interpreters' figures of a year or a month: six statements, however many bookings there are."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from clinic.departments.models import ClosedDay
from clinic.statistics.counts import Minutes, done
from clinic.statistics.definitions import bounds, month_bounds
from clinic.statistics.interpreting import AT_ONCE, QUICKLY, Fairness, Tally, fairness, together
from clinic.visits.models import UNCOVERED, Visit
from interpreters.models import Booking, Interpreter
from interpreters.roster import midnight
from interpreters.worked import minutes_at_work

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Person:
    """What one interpreter did, by month; `tally` is of all of them."""

    interpreter: Interpreter
    months: dict[int, Tally]

    @property
    def tally(self) -> Tally:
        return together(self.months.values())


@dataclass(frozen=True)
class Interpreting:
    """A year, or with `month` one month of it, up to today; `windows` and `uncovered` are those of visits done, by month."""

    year: int
    month: int | None
    persons: tuple[Person, ...]
    windows: dict[int, int]
    uncovered: dict[int, int]

    @property
    def whole(self) -> Tally:
        return together(person.tally for person in self.persons)

    @property
    def fairness(self) -> Fairness | None:
        return fairness([person.tally for person in self.persons])

    @property
    def bare(self) -> int:
        return sum(self.uncovered.values())

    @property
    def as_plain(self) -> dict[str, Any]:
        """Numbers under the codes of their definitions, for `yearly_counts` and the API."""
        whole, even = self.whole, self.fairness
        return {
            "minutes_interpreted": whole.spoken,
            "minutes_booked": whole.booked,
            "minutes_beyond_plan": whole.difference,
            "wait": _rounded(whole.wait, 1),
            "delay": _rounded(whole.delay, 1),
            "windows_uncovered": self.bare,
            "utilisation": _rounded(whole.utilisation, 3),
            "fairness": even.spread if even else None,
            "fairness_coefficient": _rounded(even.coefficient, 3) if even else None,
        }


def interpreting_of(year: int, *, today: date, month: int | None = None) -> Interpreting:
    """Everybody who was at work or booked. A time that has not begun is empty."""
    first, last = _bounds(year, month, today)
    if last < first:
        return Interpreting(year, month, (), {}, {})
    people = {person.pk: person for person in Interpreter.objects.all()}
    holidays = ClosedDay.objects.filter(kind=ClosedDay.Kind.HOLIDAY, date__range=(first, last)).values_list("date", flat=True)
    found: dict[int, dict[int, Tally]] = {pk: {} for pk in people}
    for row in _tallies(first, last):
        who, number = row.pop("interpreter_id"), row.pop("month")
        found[who][number] = Tally(**{name: round(value or 0) for name, value in row.items()})
    for pk, months in minutes_at_work(list(people), first, last, holidays=set(holidays)).items():
        for number, minutes in months.items():
            found[pk][number] = replace(found[pk].get(number, Tally()), at_work=minutes)
    persons = [Person(people[pk], months) for pk, months in found.items()]
    there = [person for person in persons if person.tally.at_work or person.tally.windows]
    return Interpreting(year, month, tuple(there), *_windows(first, last))


def bookings_of(interpreter_id: int, year: int, month: int, *, today: date) -> QuerySet[Booking]:
    """Her windows of a month, up to today, that were not given back, with the visits behind them, by time. One index range."""
    first, last = _bounds(year, month, today)
    hers = Booking.objects.filter(interpreter=interpreter_id, released_at__isnull=True)
    rows = hers.filter(starts__gte=midnight(first), starts__lt=midnight(last + timedelta(days=1))).order_by("starts", "pk")
    return rows.select_related("visit__patient", "closing_visit__patient")


def uncovered_visits(year: int, month: int | None) -> QuerySet[Visit]:
    """Visits done with a window to which nobody was sent, by time."""
    begin, end = month_bounds(year, month) if month else (date(year, 1, 1), date(year + 1, 1, 1))
    rows = done().filter(UNCOVERED, day__gte=begin, day__lt=end)
    return rows.select_related("patient", "service").order_by("day", "starts", "pk")


def _bounds(year: int, month: int | None, today: date) -> tuple[date, date]:
    first, last = bounds(year)
    if month:
        first, after = month_bounds(year, month)
        last = after - timedelta(days=1)
    return first, min(last, today)


def _tallies(first: date, last: date) -> QuerySet[Booking, Any]:
    """A row for each person and month. The month is told by its bounds: a function of time zones would be called for each row."""
    begins = [(number, midnight(month_bounds(first.year, number)[1])) for number in range(1, 12)]
    month = Case(*(When(starts__lt=end, then=Value(number)) for number, end in begins), default=Value(12), output_field=IntegerField())
    rows = Booking.objects.filter(starts__gte=midnight(first), starts__lt=midnight(last + timedelta(days=1)), released_at__isnull=True)
    told, begun = Q(ended_at__isnull=False), Q(started_at__isnull=False)
    late = begun & Q(started_at__gt=F("starts"))
    waits = Minutes(F("started_at"), F("requested_at"))
    asked = rows.annotate(month=month, ahead=Minutes(F("starts"), F("requested_at")), waits=waits).values("interpreter_id", "month")
    at_once = begun & Q(requested_at__isnull=False, ahead__lt=AT_ONCE)
    return asked.annotate(
        windows=Count("pk"),
        booked=Sum(Minutes(F("ends"), F("starts"))),
        told=Count("pk", filter=told),
        spoken=Sum(Minutes(F("ended_at"), F("started_at")), filter=told),
        planned=Sum(Minutes(F("ends"), F("starts")), filter=told),
        begun=Count("pk", filter=begun),
        delayed=Sum(Minutes(F("started_at"), F("starts")), filter=late),
        asked=Count("pk", filter=at_once),
        waited=Sum("waits", filter=at_once & Q(waits__gt=0)),
        quick=Count("pk", filter=at_once & Q(waits__lte=QUICKLY)),
    ).order_by()


def _windows(first: date, last: date) -> tuple[dict[int, int], dict[int, int]]:
    """Windows of visits done and those of them without anybody, by month. One query, a row a day."""
    rows = done().filter(needs_interpreter=True, window_starts__isnull=False, day__range=(first, last)).values("day")
    rows = rows.annotate(
        openings=Count("pk"),
        closings=Count("closing_starts"),
        bare=Count("pk", filter=Q(booking__isnull=True)),
        bare_ends=Count("closing_starts", filter=Q(closing_booking__isnull=True)),
    ).order_by()
    windows, uncovered = dict.fromkeys(MONTHS, 0), dict.fromkeys(MONTHS, 0)
    for row in rows:
        windows[row["day"].month] += row["openings"] + row["closings"]
        uncovered[row["day"].month] += row["bare"] + row["bare_ends"]
    return windows, uncovered


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
