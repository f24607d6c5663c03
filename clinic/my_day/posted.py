"""What a phone sends, read strictly: anything may stand in it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from clinic.accounts.requests import whole_number
from clinic.my_day.taps import WHATS, NewTap
from interpreters.telling import LONGEST_STEP

LONGEST_BODY = 64_000
MOST_TAPS = 100
LARGEST = 10**18


class Unreadable(Exception):
    """Not what a phone of ours sends."""


def read_taps(body: bytes) -> list[NewTap]:
    """The taps of a JSON list, in the order they were made."""
    if len(body) > LONGEST_BODY:
        raise Unreadable("too long")
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON") from error
    if not isinstance(rows, list) or len(rows) > MOST_TAPS or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("no list of taps")
    return sorted((_read(row) for row in rows), key=lambda tap: tap.at)


def read_form(request: HttpRequest, now: datetime) -> NewTap:
    """A button of the page without script: `do` says what (late-10), the hidden number makes a second click count once."""
    what, _dash, minutes = request.POST.get("do", "").partition("-")
    row: dict[str, Any] = {"id": request.POST.get("id", ""), "what": what, "at": now.isoformat()}
    row |= {key: whole_number(request.POST[key]) for key in ("visit", "booking") if request.POST.get(key)}
    return _read(row | ({"minutes": whole_number(minutes)} if minutes else {}))


def _read(row: dict[str, Any]) -> NewTap:
    what, minutes = row.get("what"), row.get("minutes", 0)
    if what not in WHATS or type(minutes) is not int or not 0 <= minutes <= LONGEST_STEP or (what == "late" and not minutes):
        raise Unreadable("what")
    planned = row.get("planned")
    return NewTap(
        id=_uuid(row.get("id")),
        what=what,
        at=_moment(row.get("at")),
        visit=_number(row.get("visit")),
        booking=_number(row.get("booking")),
        minutes=minutes,
        planned=_moment(planned) if planned else None,
    )


def _uuid(said: object) -> UUID:
    try:
        return UUID(said) if isinstance(said, str) and len(said) == 36 else UUID("")
    except ValueError as error:
        raise Unreadable("id") from error


def _number(said: object) -> int | None:
    if said is None or (type(said) is int and 0 < said < LARGEST):
        return said
    raise Unreadable("number")


def _moment(said: object) -> datetime:
    try:
        moment = parse_datetime(said) if isinstance(said, str) and len(said) <= 40 else None
    except ValueError as error:
        raise Unreadable("moment") from error
    if moment is None or moment.tzinfo is None or not 1970 < moment.year < 9999:
        raise Unreadable("moment")
    return moment
