"""The roster of a month as a grid of people and days. Three queries, whatever the number of people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from interpreters.availability import Interval, subtract
from interpreters.duty import Hours
from interpreters.models import Absence, Interpreter, ShiftException
from interpreters.roster import Duties, at_work_on, days_from, duties, midnight


@dataclass(frozen=True)
class Cell:
    """One day of one person. `changed`: an exception stands there; `absences` may cover the day in part."""

    day: date
    hours: tuple[Hours, ...]
    changed: bool
    note: str
    absences: tuple[Absence, ...]
    minutes: int


@dataclass(frozen=True)
class Week:
    """Monday to Sunday, also where it reaches over the edge of the month; `days` of it stand in the grid."""

    monday: date
    days: int
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> int:
        return sum(cell.minutes for cell in self.cells)


@dataclass(frozen=True)
class Row:
    interpreter: Interpreter
    cells: tuple[Cell, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class Month:
    first: date
    last: date
    rows: tuple[Row, ...]

    @property
    def days(self) -> tuple[date, ...]:
        return days_from(self.first, self.last)


def bounds(first: date) -> tuple[date, date]:
    """The first and the last day of the month `first` lies in."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.replace(day=1), following - timedelta(days=1)


def whole_weeks(first: date, last: date) -> tuple[date, date]:
    """The Monday on or before, the Sunday on or after."""
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month_of(first: date, people: Collection[Interpreter], *, holidays: Collection[date] = ()) -> Month:
    """The month that begins on `first`; on `holidays` only exceptions count."""
    first, last = bounds(first)
    monday, sunday = whole_weeks(first, last)
    ids = [person.pk for person in people]
    hers = duties(ids, monday, sunday)
    notes = _notes(ids, monday, sunday)
    away = _absences(ids, monday, sunday)
    rows = []
    for person in people:
        cells = tuple(_cell(day, hers[person.pk], notes[person.pk], away[person.pk], holidays) for day in days_from(monday, sunday))
        shown = tuple(cell for cell in cells if first <= cell.day <= last)
        rows.append(Row(person, shown, tuple(_weeks(cells, first, last))))
    return Month(first, last, tuple(rows))


def _cell(day: date, hers: Duties, notes: dict[date, str], away: list[Absence], holidays: Collection[date]) -> Cell:
    whole = Interval(midnight(day), midnight(day + timedelta(days=1)))
    absences = tuple(absence for absence in away if Interval(absence.starts, absence.ends).overlaps(whole))
    left = subtract(at_work_on(day, hers, holidays), (Interval(absence.starts, absence.ends) for absence in absences))
    return Cell(day, hers.on(day, holidays), day in hers.exceptions, notes.get(day, ""), absences, sum(piece.minutes for piece in left))


def _weeks(cells: tuple[Cell, ...], first: date, last: date) -> Iterable[Week]:
    for number in range(0, len(cells), 7):
        week = cells[number : number + 7]
        yield Week(week[0].day, sum(first <= cell.day <= last for cell in week), week)


def _notes(ids: Iterable[int], first: date, last: date) -> dict[int, dict[date, str]]:
    found: dict[int, dict[date, str]] = defaultdict(dict)
    noted = ShiftException.objects.filter(interpreter__in=ids, day__range=(first, last)).exclude(note="")
    for number, day, note in noted.values_list("interpreter", "day", "note"):
        found[number][day] = note
    return found


def _absences(ids: Iterable[int], first: date, last: date) -> dict[int, list[Absence]]:
    found: dict[int, list[Absence]] = defaultdict(list)
    start, end = midnight(first), midnight(last + timedelta(days=1))
    for absence in Absence.objects.filter(interpreter__in=ids, starts__lt=end, ends__gt=start).order_by("starts"):
        found[absence.interpreter_id].append(absence)
    return found
