"""Who is there: tables → frozen candidates. Six queries, whatever the number of interpreters and of years."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet, SmallIntegerField, Value
from django.utils import timezone

from interpreters.availability import Busy, Interval, Place, Walk, subtract
from interpreters.duty import Hours, Pattern, hours_on
from interpreters.matching import NORMAL_WALK, Absent, Candidate
from interpreters.models import LONGEST_BOOKING_HOURS, LONGEST_WAY, Absence, Booking, Interpreter, Shift, ShiftException, Skill
from interpreters.ways import minutes_to, walk

EXCEPTION = -1
_SHIFT = ("interpreter", "weekday", "starts", "ends", "break_starts", "break_ends", "valid_from", "valid_to")
_ABSENCE = ("starts", "ends", "reason")
_BOOKING = ("starts", "ends", "place", "floor")


@dataclass
class _Found:
    """What the tables say of one person, while it is collected."""

    skills: list[tuple[str, int]] = field(default_factory=list)
    shifts: list[Interval] = field(default_factory=list)
    breaks: list[Interval] = field(default_factory=list)
    absences: list[Absent] = field(default_factory=list)
    bookings: list[Busy] = field(default_factory=list)
    minutes_today: int = 0
    minutes_week: int = 0
    walk: Walk = NORMAL_WALK


@dataclass
class Duties:
    """Her weekly patterns and the days that differ from them."""

    patterns: list[Pattern] = field(default_factory=list)
    exceptions: dict[date, Hours | None] = field(default_factory=dict)

    def on(self, day: date, holidays: Collection[date] = ()) -> tuple[Hours, ...]:
        return hours_on(day, self.patterns, self.exceptions, holidays)


def candidates(
    window: Interval,
    *,
    interpreters: Collection[Interpreter] | None = None,
    except_bookings: Collection[int] = (),
    holidays: Collection[date] = (),
) -> tuple[Candidate, ...]:
    """Everybody, or those given, as they stand on the Heihe days the window touches; some bookings may be left out.

    On one of `holidays` only those are at work whose exception of that day says so.
    """
    people = list(Interpreter.objects.all()) if interpreters is None else list(interpreters)
    found = defaultdict[int, _Found](_Found)
    ids = [person.pk for person in people]
    for interpreter, code, level in Skill.objects.filter(interpreter__in=ids).values_list("interpreter", "code", "level"):
        found[interpreter].skills.append((code, level))
    _add_shifts(found, ids, days_of(window), holidays)
    _add_absences(found, ids, window)
    _add_bookings(found, ids, window, except_bookings)
    ways = walk()
    for number in ids:
        found[number].walk = ways
    return tuple(_candidate(person, found[person.pk]) for person in people)


def nearby(interpreter: Interpreter, window: Interval, place: Place, *, except_booking: int | None = None) -> Candidate:
    """Only what can stand in the way of this window: three short queries, for the moment the lock is held.

    Enough to say yes; for a no that names the next free moment, ask `candidates`.
    """
    found = defaultdict[int, _Found](_Found)
    hers = found[interpreter.pk]
    around = window.widened(LONGEST_WAY)
    _add_shifts(found, [interpreter.pk], days_of(window))
    absent = Absence.objects.filter(interpreter=interpreter.pk, starts__lt=window.end, ends__gt=window.start)
    hers.absences += [Absent(Interval(starts, ends), reason) for starts, ends, reason in absent.values_list(*_ABSENCE)]
    rows = live_between(around.start, around.end).filter(interpreter=interpreter.pk).order_by()
    ways: dict[frozenset[str], int] = {}
    for number, starts, ends, room, floor, minutes in rows.annotate(way=minutes_to(place)).values_list("pk", *_BOOKING, "way"):
        if number != except_booking:
            hers.bookings.append(Busy(Interval(starts, ends), Place(room, floor)))
            ways |= {frozenset((room, place.code)): minutes} if minutes is not None else {}
    hers.walk = Walk(rooms=ways)
    return _candidate(interpreter, hers)


def candidates_of_day(day: date, *, holidays: Collection[date] = ()) -> tuple[Candidate, ...]:
    """Everybody on one Heihe day."""
    return candidates(Interval(midnight(day), midnight(day + timedelta(days=1))), holidays=holidays)


def day_of(interpreter_id: int, day: date) -> tuple[Booking, ...]:
    """Her live bookings that touch a Heihe day, in order. One query."""
    start, end = midnight(day), midnight(day + timedelta(days=1))
    return tuple(live_between(start, end).filter(interpreter=interpreter_id).order_by("starts"))


def live_between(start: datetime, end: datetime) -> QuerySet[Booking]:
    """Bookings not released that overlap [start, end); the lower bound keeps the index range short."""
    earliest = start - timedelta(hours=LONGEST_BOOKING_HOURS)
    return Booking.objects.filter(released_at__isnull=True, starts__gte=earliest, starts__lt=end, ends__gt=start)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=_heihe())


def heihe_date(moment: datetime) -> date:
    return moment.astimezone(_heihe()).date()


def days_of(window: Interval) -> tuple[date, ...]:
    """The Heihe dates a window touches; one that ends at midnight does not touch the next."""
    first = heihe_date(window.start)
    last = heihe_date(window.end - timedelta(microseconds=1))
    return days_from(first, last)


def days_from(first: date, last: date) -> tuple[date, ...]:
    """Every date between two, both included."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def _heihe() -> ZoneInfo:
    """The clinic's clock, whichever zone the reader of a page has switched on."""
    return ZoneInfo(str(timezone.get_default_timezone()))


def duties(ids: Iterable[int], first: date, last: date) -> dict[int, Duties]:
    """Patterns valid and exceptions noted between two dates, both included, by interpreter. One query."""
    wanted = list(ids)
    weekdays = {day.weekday() for day in days_from(first, last)}
    patterns = (
        Shift.objects.filter(interpreter__in=wanted, weekday__in=weekdays, valid_from__lte=last).exclude(valid_to__lt=first).order_by()
    )
    exceptions = ShiftException.objects.filter(interpreter__in=wanted, day__range=(first, last)).order_by()
    marked = exceptions.annotate(weekday=Value(EXCEPTION, SmallIntegerField()), valid_from=F("day"), valid_to=F("day"))
    found: dict[int, Duties] = {number: Duties() for number in wanted}
    for number, weekday, starts, ends, pause, resume, since, until in patterns.values_list(*_SHIFT).union(
        marked.values_list(*_SHIFT), all=True
    ):
        if weekday == EXCEPTION:
            found[number].exceptions[since] = Hours(starts, ends, pause, resume) if starts else None
        else:
            found[number].patterns.append(Pattern(weekday, Hours(starts, ends, pause, resume), since, until))
    return found


def _add_shifts(found: dict[int, _Found], ids: Iterable[int], days: Collection[date], holidays: Collection[date] = ()) -> None:
    for number, hers in duties(ids, min(days), max(days)).items():
        for day in days:
            for hours in hers.on(day, holidays):
                found[number].shifts.append(_on(day, hours.starts, hours.ends))
                if hours.break_starts and hours.break_ends:
                    found[number].breaks.append(_on(day, hours.break_starts, hours.break_ends))


def outside_shifts(interpreter_id: int, first: date, last: date, *, since: datetime) -> tuple[Booking, ...]:
    """Her live bookings of these Heihe dates that begin at `since` or later and lie outside her shift or in her break.

    Two queries. Holidays are not looked at: nobody is booked on them.
    """
    rows = live_between(midnight(first), midnight(last + timedelta(days=1))).filter(interpreter=interpreter_id, starts__gte=since)
    bookings = tuple(rows.order_by("starts"))
    hers = duties([interpreter_id], first - timedelta(days=1), last + timedelta(days=1))[interpreter_id]
    return tuple(booking for booking in bookings if not _holds(hers, Interval(booking.starts, booking.ends)))


def at_work_on(day: date, hers: Duties, holidays: Collection[date] = ()) -> tuple[Interval, ...]:
    """Her shift of a Heihe day without its breaks; absences are not looked at."""
    worked = hers.on(day, holidays)
    breaks = [_on(day, hours.break_starts, hours.break_ends) for hours in worked if hours.break_starts and hours.break_ends]
    return subtract([_on(day, hours.starts, hours.ends) for hours in worked], breaks)


def _holds(hers: Duties, window: Interval) -> bool:
    return not subtract((window,), (piece for day in days_of(window) for piece in at_work_on(day, hers)))


def _on(day: date, starts: time, ends: time) -> Interval:
    return Interval(datetime.combine(day, starts, tzinfo=_heihe()), datetime.combine(day, ends, tzinfo=_heihe()))


def _add_absences(found: dict[int, _Found], ids: Iterable[int], window: Interval) -> None:
    days = days_of(window)
    start, end = midnight(days[0]), midnight(days[-1] + timedelta(days=1))
    rows = Absence.objects.filter(interpreter__in=ids, starts__lt=end, ends__gt=start)
    for interpreter, starts, ends, reason in rows.order_by().values_list("interpreter", *_ABSENCE):
        found[interpreter].absences.append(Absent(Interval(starts, ends), reason))


def _add_bookings(found: dict[int, _Found], ids: Iterable[int], window: Interval, except_bookings: Collection[int]) -> None:
    """The week's, Monday to Sunday, in one query: those of the days for the clock, all for the load."""
    days = days_of(window)
    today = Interval(midnight(days[0]), midnight(days[-1] + timedelta(days=1)))
    monday = days[0] - timedelta(days=days[0].weekday())
    week_end = max(midnight(monday + timedelta(days=7)), today.end)
    rows = live_between(midnight(monday), week_end).filter(interpreter__in=ids)
    if except_bookings:
        rows = rows.exclude(pk__in=except_bookings)
    for interpreter, starts, ends, place, floor in rows.order_by().values_list("interpreter", *_BOOKING):
        busy = Busy(Interval(starts, ends), Place(place, floor))
        found[interpreter].minutes_week += busy.interval.minutes
        if busy.interval.overlaps(today):
            found[interpreter].bookings.append(busy)
            found[interpreter].minutes_today += busy.interval.minutes


def _candidate(person: Interpreter, found: _Found) -> Candidate:
    return Candidate(
        id=person.pk,
        sex=person.sex,
        active=person.active,
        skills=tuple(found.skills),
        shifts=tuple(found.shifts),
        breaks=tuple(found.breaks),
        absences=tuple(found.absences),
        bookings=tuple(found.bookings),
        minutes_today=found.minutes_today,
        minutes_week=found.minutes_week,
        walk=found.walk,
    )
