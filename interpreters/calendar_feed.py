"""Bookings as an iCalendar object (RFC 5545, with REFRESH-INTERVAL of RFC 7986): room, time and a record number, no name.

Times are UTC, which every calendar shows by the clock of its owner. The same bookings give the same bytes: DTSTAMP is,
as 3.8.7.2 asks of an object without METHOD, the moment the booking was last changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import get_language, gettext
from icalendar import Calendar, Event, vText

REFRESH = timedelta(minutes=15)
PRODUCT = "-//Qiao//Interpreters//"


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking as the feed tells it; `record` is a record number, empty when nobody needs her there any more."""

    number: int
    starts: datetime
    ends: datetime
    room: str
    floor: int | None
    record: str
    sequence: int
    made_at: datetime
    changed_at: datetime
    cancelled: bool = False


def feed(entries: Iterable[Entry], *, title: str, house: str) -> bytes:
    """The calendar in the language that is switched on. `house` makes the identifiers unique in the world and never changes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT + (get_language() or "zh-hans").upper().partition("-")[0])
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(title))  # as a bare string icalendar would not escape it
    calendar.add("x-wr-calname", vText(title))  # what telephones read instead of NAME
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})  # RFC 7986 knows no default type
    calendar.add("x-published-ttl", "PT15M")
    for entry in entries:
        calendar.add_component(_event(entry, house))
    return calendar.to_ical()


def _event(entry: Entry, house: str) -> Event:
    event = Event()
    event.add("uid", f"booking-{entry.number}@{house}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _utc(entry.changed_at))
    event.add("last-modified", _utc(entry.changed_at))
    event.add("created", _utc(entry.made_at))
    event.add("dtstart", _utc(entry.starts))
    event.add("dtend", _utc(entry.ends))
    event.add("summary", " · ".join(filter(None, (entry.room, entry.record))))
    event.add("location", _where(entry))
    if entry.record:
        event.add("description", gettext("Record number %(number)s") % {"number": entry.record})
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _where(entry: Entry) -> str:
    if entry.floor is None:
        return gettext("room %(room)s") % {"room": entry.room}
    return gettext("room %(room)s, floor %(floor)s") % {"room": entry.room, "floor": entry.floor}


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
