"""What has changed in an interpreter's day since it was known to her. Pure: bookings in, news out.

A day is known from six in the evening before it: what was booked by then stands on her page and is no news. After that
every window given, moved or taken away is, until she has seen it or it is over.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from clinic.reminders.due import EVENING, HEIHE

ASSIGNED, MOVED, TAKEN_AWAY = "assigned", "moved", "taken_away"


@dataclass(frozen=True, slots=True)
class Known:
    """One booking of hers as it stands, live or released; `own`: she changed it herself. Times are aware."""

    booking: int
    sequence: int
    starts: datetime
    ends: datetime
    place: str
    floor: int | None
    booked_at: datetime
    changed_at: datetime
    released: bool
    own: bool = False
    ticket: str = ""
    visit: int | None = None

    @property
    def where(self) -> tuple[datetime, datetime, str]:
        return self.starts, self.ends, self.place


@dataclass(frozen=True, slots=True)
class News:
    """`key` names this change of this booking for good; `kind` is assigned, moved or taken_away; `ticket` may be unknown."""

    key: str
    kind: str
    booking: int
    sequence: int
    starts: datetime
    ends: datetime
    place: str
    floor: int | None
    at: datetime
    ticket: str = ""
    visit: int | None = None


def published(starts: datetime) -> datetime:
    """From when on a day stands fixed for her: the evening before."""
    return datetime.combine(starts.astimezone(HEIHE).date() - timedelta(days=1), EVENING, HEIHE)


def until_when(now: datetime) -> datetime:
    """News can be about windows before this midnight."""
    days = 2 if now.astimezone(HEIHE).time() >= EVENING else 1
    return datetime.combine(now.astimezone(HEIHE).date() + timedelta(days=days), time(), HEIHE)


def news(bookings: Iterable[Known], *, seen: Collection[str], sent: Collection[str] = (), now: datetime) -> tuple[News, ...]:
    """In order of time. `seen` are keys she has looked at: no news again. What was seen or `sent` and then taken away is news."""
    hers = [one for one in bookings if one.ends > now]
    told = {*seen, *sent}
    before = {one.where for one in hers if one.released and _was_known(one, told)}
    live = {one.where for one in hers if not one.released}
    found = (_of(one) for one in hers if _is_news(one, before, live, told))
    return tuple(sorted((one for one in found if one.key not in seen), key=lambda one: (one.starts, one.booking)))


def key_of(booking: int, sequence: int) -> str:
    return f"{booking}-{sequence}"


def changed_lately(one: Known) -> bool:
    """After she knew that day, and not by herself: without one such there is no news."""
    return not one.own and one.changed_at >= published(one.starts)


def _is_news(one: Known, before: Collection[object], live: Collection[object], told: Collection[str]) -> bool:
    """Given back and taken again for the same minutes in the same room is no news, whatever happened in between."""
    if not changed_lately(one):
        return False
    if one.released:
        return one.where not in live and _was_known(one, told)
    return one.where not in before


def _was_known(one: Known, told: Collection[str]) -> bool:
    return one.booked_at < published(one.starts) or any(key_of(one.booking, number) in told for number in range(one.sequence))


def _of(one: Known) -> News:
    kind = TAKEN_AWAY if one.released else MOVED if one.sequence else ASSIGNED
    return News(
        key_of(one.booking, one.sequence), kind, one.booking, one.sequence, one.starts, one.ends, one.place, one.floor,
        one.changed_at, one.ticket, one.visit,
    )  # fmt: skip
