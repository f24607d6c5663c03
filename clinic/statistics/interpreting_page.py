"""The interpreters' figures as their page shows them: figures with definitions, a row for each person, a grid of months."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic.statistics import wording
from clinic.statistics.definitions import Measure
from clinic.statistics.interpreting import QUICKLY, Tally
from clinic.statistics.interpreting_counts import MONTHS, Interpreting, Person
from clinic.statistics.interpreting_definitions import BY_CODE
from clinic.statistics.page import Figure
from interpreters.models import Interpreter

NOTHING = "–"


@dataclass(frozen=True)
class Cell:
    """Booked minutes of a month and the list behind them."""

    shown: str
    href: str


@dataclass(frozen=True)
class Row:
    """One person, or all of them where `interpreter` is None."""

    interpreter: Interpreter | None
    windows: str
    booked: str
    spoken: str
    at_work: str
    utilisation: str
    difference: str
    wait: str
    quickly: str
    delay: str
    href: str = ""
    months: tuple[Cell, ...] = ()


def figures(found: Interpreting) -> list[Figure]:
    """In the order of the definitions."""
    whole, even = found.whole, found.fairness
    windows = _("of %(number)s windows") % {"number": wording.number(sum(found.windows.values()))}
    shown = {
        "minutes_interpreted": (wording.number(whole.spoken), _("of %(number)s windows") % {"number": wording.number(whole.told)}),
        "minutes_booked": (wording.number(whole.booked), _("in %(number)s windows") % {"number": wording.number(whole.windows)}),
        "minutes_beyond_plan": (_signed(whole.difference), ""),
        "wait": (_decimal(whole.wait), _quickly(whole)),
        "delay": (_decimal(whole.delay), ""),
        "windows_uncovered": (wording.number(found.bare), windows),
        "utilisation": (NOTHING if whole.utilisation is None else number_format(whole.utilisation * 100, decimal_pos=0), ""),
        "fairness": (
            wording.number(even.spread) if even else NOTHING,
            _("coefficient %(number)s") % {"number": number_format(even.coefficient, decimal_pos=2)} if even else "",
        ),
    }
    hrefs = {"windows_uncovered": _uncovered(found)} if found.bare else {}
    return [_figure(BY_CODE[code], value, note, hrefs.get(code, "")) for code, (value, note) in shown.items()]


def rows(found: Interpreting) -> list[Row]:
    """Who has most minutes first, all together last."""
    persons = sorted(found.persons, key=lambda person: (-person.tally.booked, person.interpreter.pk))
    return [_row(person.tally, person=person, found=found) for person in persons] + [_row(found.whole)]


def _row(tally: Tally, *, person: Person | None = None, found: Interpreting | None = None) -> Row:
    monthly = tuple(_cell(person, found.year, month) for month in MONTHS) if person and found and not found.month else ()
    return Row(
        interpreter=person.interpreter if person else None,
        windows=wording.number(tally.windows),
        booked=wording.number(tally.booked),
        spoken=wording.number(tally.spoken) if tally.told else NOTHING,
        at_work=wording.number(tally.at_work),
        utilisation=_percent(tally.utilisation),
        difference=_signed(tally.difference) if tally.told else NOTHING,
        wait=_decimal(tally.wait),
        quickly=_percent(tally.quickly),
        delay=_decimal(tally.delay),
        href=_list(person, found.year, found.month) if person and found and found.month and tally.windows else "",
        months=monthly,
    )


def _cell(person: Person, year: int, month: int) -> Cell:
    tally = person.months.get(month, Tally())
    return Cell(wording.number(tally.booked), _list(person, year, month)) if tally.windows else Cell("", "")


def _list(person: Person, year: int, month: int) -> str:
    return reverse("statistics:interpreter", args=[year, month, person.interpreter.pk])


def _uncovered(found: Interpreting) -> str:
    address = reverse("statistics:uncovered", args=[found.year])
    return f"{address}?month={found.month}" if found.month else address


def _figure(measure: Measure, value: str, note: str, href: str) -> Figure:
    return Figure(_(measure.title), value, _(measure.unit), note, "", _(measure.definition), href)


def _quickly(tally: Tally) -> str:
    if tally.quickly is None:
        return ""
    return _("%(share)s within %(minutes)s min") % {"share": _percent(tally.quickly), "minutes": QUICKLY}


def _percent(share: float | None) -> str:
    return NOTHING if share is None else pgettext("per cent", "%(number)s%%") % {"number": number_format(share * 100, decimal_pos=0)}


def _decimal(value: float | None) -> str:
    return NOTHING if value is None else number_format(value, decimal_pos=1)


def _signed(minutes: int) -> str:
    return f"{'−' if minutes < 0 else '+' if minutes else ''}{wording.number(abs(minutes))}"
