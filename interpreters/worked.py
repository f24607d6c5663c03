"""How long each was at work: shifts without breaks, absences and holidays. Two queries, whatever the number of people and days."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from interpreters.availability import Interval, subtract
from interpreters.models import Absence
from interpreters.roster import Duties, at_work_on, days_from, duties, midnight

Months = dict[int, int]


def minutes_at_work(ids: Collection[int], first: date, last: date, *, holidays: Collection[date] = ()) -> dict[int, Months]:
    """Interpreter → month (1 to 12) → minutes at work between two Heihe dates of one year, both included."""
    absent: dict[int, list[Interval]] = defaultdict(list)
    rows = Absence.objects.filter(interpreter__in=ids, starts__lt=midnight(last + timedelta(days=1)), ends__gt=midnight(first))
    for who, starts, ends in rows.order_by().values_list("interpreter", "starts", "ends"):
        absent[who].append(Interval(starts, ends))
    days = days_from(first, last)
    return {who: _by_month(hers, days, absent[who], holidays) for who, hers in duties(ids, first, last).items()}


def _by_month(hers: Duties, days: Collection[date], absent: list[Interval], holidays: Collection[date]) -> Months:
    found: Months = defaultdict(int)
    for day in days:
        whole = Interval(midnight(day), midnight(day + timedelta(days=1))) if absent else None
        away = [absence for absence in absent if whole and absence.overlaps(whole)]
        if away:
            found[day.month] += sum(piece.minutes for piece in subtract(at_work_on(day, hers, holidays), away))
        else:
            found[day.month] += sum(hours.minutes for hours in hers.on(day, holidays))
    return dict(found)
