"""The lists behind the interpreters' figures: a person's windows of a month, and visits to whose windows nobody was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from clinic.statistics.interpreting import AT_ONCE
from clinic.statistics.interpreting_counts import bookings_of, uncovered_visits
from clinic.visits.models import Visit, Window
from interpreters.models import Booking

PAGE = 100
Row = TypeVar("Row", Booking, Visit)


@dataclass(frozen=True)
class Spoken:
    """A window of hers; `visit` None where no visit stands behind the booking. Minutes are None where nothing was said."""

    booking: Booking
    visit: Visit | None

    @property
    def planned(self) -> int:
        return _between(self.booking.starts, self.booking.ends)

    @property
    def spoken(self) -> int | None:
        begun, ended = self.booking.started_at, self.booking.ended_at
        return _between(begun, ended) if begun and ended else None

    @property
    def delay(self) -> int | None:
        begun = self.booking.started_at
        return max(0, _between(self.booking.starts, begun)) if begun else None

    @property
    def wait(self) -> int | None:
        """Only of a window wanted at once."""
        asked, begun = self.booking.requested_at, self.booking.started_at
        if not (asked and begun) or (self.booking.starts - asked).total_seconds() >= AT_ONCE * 60:
            return None
        return max(0, _between(asked, begun))


@dataclass(frozen=True)
class Bare:
    """A visit and its windows without anybody."""

    visit: Visit
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Page:
    """`following` and `previous` are numbers of pages, 0 for none."""

    rows: Sequence[Any]
    previous: int
    following: int
    first_row: int


def spoken_page(interpreter_id: int, year: int, month: int, *, today: date, number: int) -> Page:
    """One query."""
    rows, page = _cut(bookings_of(interpreter_id, year, month, today=today), number)
    told = [Spoken(row, getattr(row, "visit", None) or getattr(row, "closing_visit", None)) for row in rows]
    return Page(told, *page)


def bare_page(year: int, month: int | None, *, number: int) -> Page:
    """One query."""
    rows, page = _cut(uncovered_visits(year, month), number)
    return Page([Bare(row, tuple(one for one in row.windows if one.booking_id is None)) for row in rows], *page)


def _cut(found: QuerySet[Row], number: int) -> tuple[list[Row], tuple[int, int, int]]:
    """One row more than shown is read to know whether another page follows."""
    start = (number - 1) * PAGE
    rows = list(found[start : start + PAGE + 1])
    return rows[:PAGE], (number - 1, number + 1 if len(rows) > PAGE else 0, start + 1)


def _between(first: datetime, last: datetime) -> int:
    return round((last - first).total_seconds() / 60)
