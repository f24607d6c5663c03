"""The list behind a figure, fifty rows at a time, narrowed the way the breakdowns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.statistics import counts, persons, wording
from clinic.statistics.definitions import bounds
from clinic.visits.models import Visit

PAGE = 50
LAST_PAGE = 10_000
LONGEST_CODE = 40


@dataclass(frozen=True)
class Row:
    """A record number with what is counted of it: a visit, a formula, or a person's visits between two days."""

    mrn: str
    day: date
    until: date | None = None
    visits: int | None = None
    about: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; None is "any", an empty code is "not known"."""

    year: int
    measure: str
    month: int | None = None
    region: str | None = None
    service: str | None = None
    referral: str | None = None
    number: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str], *, year: int, measure: str) -> Wanted:
        """Raises Http404 for what no link of ours says."""
        month, number = query.get("month", ""), query.get("page", "1")
        codes = {name: query.get(name) for name in ("region", "service", "referral")}
        too_long = any(code is not None and (len(code) > LONGEST_CODE or "\0" in code) for code in codes.values())
        a_page = number.isascii() and number.isdecimal() and len(number) <= 5
        if too_long or (month and month not in map(str, range(1, 13))) or not a_page:
            raise Http404
        if not 1 <= int(number) <= LAST_PAGE:
            raise Http404
        return cls(year=year, measure=measure, month=int(month) if month else None, number=int(number), **codes)

    def address(self, number: int) -> str:
        """The query of another page of the same list."""
        asked = {"month": self.month, "region": self.region, "service": self.service, "referral": self.referral}
        return urlencode({key: value for key, value in asked.items() if value is not None} | {"page": number})

    def narrowed(self) -> list[str]:
        """The words of what the list is narrowed to."""
        said = [wording.month_name(self.month)] if self.month else []
        for breakdown, code in (("regions", self.region), ("services", self.service), ("referrals", self.referral)):
            if code is not None:
                said.append(wording.names_of(breakdown)(code))
        return said


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    previous: str
    following: str
    first_row: int


def page(wanted: Wanted) -> Page:
    """One page; one row more than shown is read to know whether another follows."""
    start = (wanted.number - 1) * PAGE
    rows = _READERS.get(wanted.measure, _visits)(wanted, start)
    return Page(
        rows=rows[:PAGE],
        previous=wanted.address(wanted.number - 1) if wanted.number > 1 else "",
        following=wanted.address(wanted.number + 1) if len(rows) > PAGE else "",
        first_row=start + 1,
    )


def _persons(wanted: Wanted, start: int) -> list[Row]:
    rows = persons.listed(
        *bounds(wanted.year), new=wanted.measure == "new_persons", region=wanted.region, referral=wanted.referral, page=(PAGE + 1, start)
    )
    return [Row(mrn=mrn, visits=visits, day=_date(first), until=_date(last)) for mrn, visits, first, last in rows]


def _visits(wanted: Wanted, start: int) -> list[Row]:
    rows = counts.visits_of(wanted.year, measure=wanted.measure, month=wanted.month, service=wanted.service)
    rows = rows.select_related("patient", "service")[start : start + PAGE + 1]
    hours = wanted.measure == "interpreter_hours"
    return [Row(visit.patient.mrn, visit.day, about=visit.service.name, minutes=_minutes(visit) if hours else None) for visit in rows]


def _formulas(wanted: Wanted, start: int) -> list[Row]:
    rows = counts.formulas_of(wanted.year).select_related("patient", "formula")[start : start + PAGE + 1]
    own = _("own composition")
    return [Row(row.patient.mrn, timezone.localtime(row.signed_at).date(), about=row.formula.name if row.formula else own) for row in rows]


def _minutes(visit: Visit) -> int:
    """Of the windows that had an interpreter."""
    return sum(round((one.ends - one.starts).total_seconds() / 60) for one in visit.windows if one.booking_id)


def _date(value: date | str) -> date:
    """SQLite gives back the text of a date that its own functions have touched."""
    return date.fromisoformat(value) if isinstance(value, str) else value


_READERS = {"persons": _persons, "new_persons": _persons, "formulas": _formulas}
