"""Writing the roster: one day, a week copied, a weekly pattern. History stays, and no booking is left outside unseen.

A change that would leave live bookings outside her hours is refused with their list unless `even_so`; holidays are the
caller's to know, because interpreters know no clinic.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import structlog
from django.db import transaction

from interpreters.duty import Hours, refuse_nonsense, whole_day
from interpreters.locking import several
from interpreters.models import Booking, Interpreter, Shift, ShiftException
from interpreters.roster import Duties, days_from, duties, heihe_date, outside_shifts

FARTHEST = timedelta(days=400)
logger = structlog.get_logger("interpreters.rostering")


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits and when; `even_so`: she has seen which bookings will lie outside and wants it."""

    by_id: int | None
    now: datetime
    even_so: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Dates, both included; no last one means until further notice."""

    first: date
    last: date | None = None


class RosterRefused(Exception):
    """A verb of this module said no and changed nothing."""

    code = "roster_refused"


class LeavesBookings(RosterRefused):
    """These live bookings would lie outside her hours, in order of time."""

    code = "leaves_bookings"

    def __init__(self, bookings: tuple[Booking, ...]) -> None:
        super().__init__(f"{len(bookings)} bookings")
        self.bookings = bookings


class DatesInvalid(RosterRefused):
    """The dates make no sense; `reason` is in_past, too_far, order or not_monday."""

    code = "dates_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CopiedWeek:
    """Ids of those whose week was copied, and for each of the others the bookings that stand in the way."""

    copied: tuple[int, ...]
    refused: Mapping[int, tuple[Booking, ...]]


@transaction.atomic
def set_day(interpreter_id: int, *, day: date, hours: Hours | None, note: str = "", edit: Edit) -> tuple[Booking, ...]:
    """On this day she works these hours, or, without hours, not at all. The bookings this leaves outside.

    Raises LeavesBookings, HoursInvalid, DatesInvalid and Interpreter.DoesNotExist.
    """
    if hours:
        refuse_nonsense(hours)
    with _Watch(interpreter_id, Span(day, day), edit) as watch:
        _write_day(interpreter_id, day, hours, note, edit)
    return watch.left


@transaction.atomic
def clear_day(interpreter_id: int, *, day: date, edit: Edit) -> tuple[Booking, ...]:
    """The weekly pattern counts again on this day. Raises what `set_day` raises."""
    with _Watch(interpreter_id, Span(day, day), edit) as watch:
        ShiftException.objects.filter(interpreter=interpreter_id, day=day).delete()
    return watch.left


@transaction.atomic
def change_pattern(interpreter_id: int, *, span: Span, week: Mapping[int, Hours | None], edit: Edit) -> tuple[Booking, ...]:
    """From the first date on, to the last one if there is one, these weekdays (0 is Monday) are worked so; None is off.

    What stood there before ends the day before and, after a last date, goes on. Weekdays not named stay as they are.
    Raises what `set_day` raises.
    """
    if span.first < heihe_date(edit.now):
        raise DatesInvalid("in_past")
    for worked in filter(None, week.values()):
        refuse_nonsense(worked)
    with _Watch(interpreter_id, span, edit) as watch:
        for weekday, hours in week.items():
            _write_weekday(interpreter_id, weekday, hours, span)
    return watch.left


@dataclass(frozen=True, slots=True)
class Copy:
    """From which Monday to which, on which days nothing is to change, and whether it becomes the pattern from then on."""

    monday: date
    to: date
    skip: Collection[date] = ()
    as_pattern: bool = False


@transaction.atomic
def copy_week(copy: Copy, *, people: Collection[int], edit: Edit) -> CopiedWeek:
    """The hours of one week as they are, exceptions included, for another week or as the weekly pattern.

    All of a person's days or none: whoever has bookings that would lie outside keeps her week and is told.
    Raises DatesInvalid, and HoursInvalid where a day has more pieces than one day can hold.
    """
    _refuse_weeks(copy, heihe_date(edit.now))
    several(people)
    hers_of = duties(people, min(copy.monday, copy.to), max(copy.monday, copy.to) + timedelta(days=6))
    copied: list[int] = []
    refused: dict[int, tuple[Booking, ...]] = {}
    for number in people:
        span = Span(copy.to, None if copy.as_pattern else copy.to + timedelta(days=6))
        try:
            with transaction.atomic(), _Watch(number, span, replace(edit, even_so=False)):
                _copy_hers(number, hers_of[number], copy, edit)
            copied.append(number)
        except LeavesBookings as refusal:
            refused[number] = refusal.bookings
    return CopiedWeek(tuple(copied), refused)


def _copy_hers(interpreter_id: int, hers: Duties, copy: Copy, edit: Edit) -> None:
    for day in days_from(copy.monday, copy.monday + timedelta(days=6)):
        target, hours = day + (copy.to - copy.monday), whole_day(hers.on(day))
        if copy.as_pattern:
            _write_weekday(interpreter_id, day.weekday(), hours, Span(copy.to))
        elif target not in copy.skip and whole_day(hers.on(target)) != hours:
            _write_day(interpreter_id, target, hours, "", edit)


class _Watch:
    """Locks the person, and after the change refuses what it newly leaves outside unless that was wanted."""

    def __init__(self, interpreter_id: int, span: Span, edit: Edit) -> None:
        self.interpreter_id, self.edit = interpreter_id, edit
        self.span = span.first, span.last or span.first + FARTHEST
        self.left: tuple[Booking, ...] = ()
        if span.last and span.last < span.first:
            raise DatesInvalid("order")
        if self.span[1] > heihe_date(edit.now) + 2 * FARTHEST or span.first < heihe_date(edit.now) - FARTHEST:
            raise DatesInvalid("too_far")

    def __enter__(self) -> "_Watch":
        Interpreter.objects.select_for_update(no_key=True).get(pk=self.interpreter_id)
        self.before = {booking.pk for booking in self._outside()}
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind:
            return
        self.left = tuple(booking for booking in self._outside() if booking.pk not in self.before)
        if self.left and not self.edit.even_so:
            raise LeavesBookings(self.left)
        told = {"interpreter": self.interpreter_id, "by": self.edit.by_id, "first": str(self.span[0]), "left_open": len(self.left)}
        transaction.on_commit(lambda: logger.info("roster_changed", **told))

    def _outside(self) -> tuple[Booking, ...]:
        return outside_shifts(self.interpreter_id, *self.span, since=self.edit.now)


def _write_day(interpreter_id: int, day: date, hours: Hours | None, note: str, edit: Edit) -> None:
    ShiftException.objects.update_or_create(
        interpreter_id=interpreter_id,
        day=day,
        defaults={**_columns(hours), "note": note, "noted_by_id": edit.by_id, "noted_at": edit.now},
    )


def _write_weekday(interpreter_id: int, weekday: int, hours: Hours | None, span: Span) -> None:
    """Nothing is written where it is so already: history should show changes, not clicks."""
    rows = [row for row in Shift.objects.filter(interpreter=interpreter_id, weekday=weekday) if _touches(row, span)]
    if len(rows) == bool(hours) and all(_is_so(row, hours, span) for row in rows):
        return
    for row in rows:
        _cut_out(row, span)
    if hours:
        Shift.objects.create(interpreter_id=interpreter_id, weekday=weekday, valid_from=span.first, valid_to=span.last, **_columns(hours))


def _touches(row: Shift, span: Span) -> bool:
    return row.valid_from <= (span.last or date.max) and span.first <= (row.valid_to or date.max)


def _is_so(row: Shift, hours: Hours | None, span: Span) -> bool:
    covers = row.valid_from <= span.first and (row.valid_to or date.max) >= (span.last or date.max)
    return covers and hours == Hours(row.starts, row.ends, row.break_starts, row.break_ends)


def _cut_out(row: Shift, span: Span) -> None:
    """The row without the span: what lies before ends, what lies after goes on as a row of its own."""
    if span.last and (row.valid_to is None or row.valid_to > span.last):
        later = Shift(
            interpreter_id=row.interpreter_id, weekday=row.weekday, valid_from=span.last + timedelta(days=1), valid_to=row.valid_to
        )
        for column in ("starts", "ends", "break_starts", "break_ends"):
            setattr(later, column, getattr(row, column))
        later.save(force_insert=True)
    if row.valid_from < span.first:
        row.valid_to = span.first - timedelta(days=1)
        row.save(update_fields=["valid_to"])
    else:
        row.delete()  # it never came to count


def _columns(hours: Hours | None) -> dict[str, object]:
    names = ("starts", "ends", "break_starts", "break_ends")
    return {name: getattr(hours, name) if hours else None for name in names}


def _refuse_weeks(copy: Copy, today: date) -> None:
    if max(abs(copy.monday - today), abs(copy.to - today)) > FARTHEST:
        raise DatesInvalid("too_far")
    if copy.monday.weekday() or copy.to.weekday():
        raise DatesInvalid("not_monday")
    if copy.as_pattern and copy.to < today:
        raise DatesInvalid("in_past")
    if copy.monday == copy.to and not copy.as_pattern:
        raise DatesInvalid("order")
