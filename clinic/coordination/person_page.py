"""Everything the page of one interpreter shows beside its forms."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from clinic.coordination.skill_codes import service_codes, usual_codes
from interpreters.calendar_addresses import alive
from interpreters.duty import Hours, HoursInvalid, whole_day
from interpreters.models import Absence, CalendarAddress, Interpreter, Shift, ShiftException
from interpreters.people import DETAILS
from interpreters.roster import duties, midnight

PAST_ABSENCES = timedelta(days=60)


@dataclass(frozen=True)
class PersonPage:
    """`patterns` are all that ever counted, newest first; `week` is what counts on the seven days from today."""

    interpreter: Interpreter
    levels: dict[str, int]
    codes: dict[str, str]
    services: dict[str, str]
    week: dict[int, Hours | None]
    patterns: QuerySet[Shift]
    exceptions: QuerySet[ShiftException]
    absences: QuerySet[Absence]
    address: CalendarAddress | None

    @property
    def details(self) -> dict[str, object]:
        return {name: getattr(self.interpreter, name) for name in DETAILS}


def person_page(interpreter: Interpreter, *, today: date) -> PersonPage:
    """Eight queries."""
    levels = dict(interpreter.skills.values_list("code", "level"))
    codes = usual_codes()
    services = service_codes()
    codes |= {code: services.get(code, code) for code in levels if code not in codes}
    return PersonPage(
        interpreter=interpreter,
        levels=levels,
        codes=codes,
        services={code: words for code, words in services.items() if code not in codes},
        week=_week(interpreter.pk, today),
        patterns=interpreter.shifts.order_by("-valid_from", "weekday", "starts"),
        exceptions=interpreter.shift_exceptions.filter(day__gte=today),
        absences=interpreter.absences.filter(ends__gt=midnight(today - PAST_ABSENCES)).select_related("noted_by").order_by("-starts"),
        address=alive(interpreter.pk),
    )


def _week(interpreter_id: int, today: date) -> dict[int, Hours | None]:
    """The weekly pattern by weekday, exceptions left out."""
    last = today + timedelta(days=6)
    patterns = duties([interpreter_id], today, last)[interpreter_id].patterns
    found: dict[int, Hours | None] = {}
    for number in range(7):
        day = today + timedelta(days=number)
        try:
            found[day.weekday()] = whole_day(sorted((one.hours for one in patterns if one.counts_on(day)), key=lambda hours: hours.starts))
        except HoursInvalid:
            found[day.weekday()] = None
    return found
