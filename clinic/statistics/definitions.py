"""What each figure of a year counts, in which unit: printed under the figure wherever it appears.

The texts are message ids; pages translate them. A year is a calendar year of dates in Heihe.
"""

from dataclasses import dataclass
from datetime import date


def gettext_noop(text: str) -> str:
    """Marks a text for the message catalogues; translating it is the page's work."""
    return text


@dataclass(frozen=True)
class Measure:
    """`code` is also its key in `yearly_counts` and in the API."""

    code: str
    title: str
    unit: str
    definition: str


@dataclass(frozen=True)
class Breakdown:
    """A measure divided by something; every part of it adds up to the measure."""

    code: str
    of: str
    title: str
    definition: str


MEASURES = (
    Measure(
        "persons",
        gettext_noop("Persons"),
        gettext_noop("persons"),
        gettext_noop("Different persons with at least one visit done in the year. Merged records count as one person."),
    ),
    Measure(
        "new_persons",
        gettext_noop("New persons"),
        gettext_noop("persons"),
        gettext_noop("Persons whose first visit ever done lies in the year."),
    ),
    Measure(
        "visits",
        gettext_noop("Visits"),
        gettext_noop("person-visits"),
        gettext_noop("Visits done in the year, by the date of their start. Cancelled and missed ones are not counted."),
    ),
    Measure(
        "sessions",
        gettext_noop("Course sessions"),
        gettext_noop("treatment sessions"),
        gettext_noop("Visits done that belong to a step of a treatment plan. They are part of the visits."),
    ),
    Measure(
        "formulas",
        gettext_noop("Herbal formulas"),
        gettext_noop("signed formulas"),
        gettext_noop("Formulas signed in the year, by the date of signing. Cancelled and refused ones are not counted."),
    ),
    Measure(
        "interpreter_hours",
        gettext_noop("Interpreter hours"),
        gettext_noop("hours"),
        gettext_noop("Interpreting windows of visits done with an interpreter, added up. Walking and waiting are not counted."),
    ),
)

BREAKDOWNS = (
    Breakdown(
        "months",
        "visits",
        gettext_noop("Visits by month"),
        gettext_noop("By the month in which the visit started, Heihe time. Each column opens its list."),
    ),
    Breakdown(
        "regions",
        "persons",
        gettext_noop("By home region (persons)"),
        gettext_noop("Home region as the patient's record has it today; each person counts once."),
    ),
    Breakdown(
        "services",
        "visits",
        gettext_noop("By service (visits)"),
        gettext_noop("Each visit counts once, under the service it was booked for."),
    ),
    Breakdown(
        "referrals",
        "new_persons",
        gettext_noop("By source (new persons)"),
        gettext_noop("One answer, given when the patient was registered; those not asked stand apart."),
    ),
)

BY_CODE = {measure.code: measure for measure in MEASURES}


def bounds(year: int) -> tuple[date, date]:
    """First and last date of the year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First date of the month, and first of the next."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def change_percent(now: int, before: int) -> int | None:
    """Whole per cent against the year before; None when there is nothing to compare with."""
    return round((now - before) * 100 / before) if before else None
