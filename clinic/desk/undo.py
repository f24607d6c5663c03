"""The last block somebody has moved or locked, to be taken back. It stands in her session: nobody else's board shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from clinic.visits.moving import Moved

LAST_STEP = "last_move"
UNDO_FOR = timedelta(minutes=3)


@dataclass(frozen=True)
class Undo:
    """Where it came from and where it stands; `seen` refuses when somebody has moved it on meanwhile."""

    visit_id: int
    ticket: str
    window: str
    interpreter_id: int | None
    was: datetime
    starts: datetime
    seen: str


@dataclass(frozen=True)
class LockUndo:
    """A booking that was locked, or unlocked."""

    booking_id: int
    ticket: str
    locked: bool


def remember(session: SessionBase, moved: Moved, *, window: str, now: datetime) -> None:
    session[LAST_STEP] = {
        "visit": moved.visit.pk,
        "ticket": moved.visit.ticket,
        "window": window,
        "interpreter": moved.before.interpreter_id,
        "was": moved.before.starts.isoformat(),
        "starts": moved.after.starts.isoformat(),
        "seen": moved.after.code,
        "at": now.isoformat(),
    }


def remember_lock(session: SessionBase, *, booking_id: int, ticket: str, locked: bool, now: datetime) -> None:
    session[LAST_STEP] = {"booking": booking_id, "ticket": ticket, "locked": locked, "at": now.isoformat()}


def undo_of(session: SessionBase, now: datetime) -> Undo | LockUndo | None:
    """None when nothing was done, or too long ago."""
    told: dict[str, Any] = session.get(LAST_STEP) or {}
    if not told or now - _moment(told["at"]) > UNDO_FOR:
        return None
    if "booking" in told:
        return LockUndo(told["booking"], told["ticket"], told["locked"])
    was, starts = timezone.localtime(_moment(told["was"])), timezone.localtime(_moment(told["starts"]))
    return Undo(told["visit"], told["ticket"], told["window"], told["interpreter"], was, starts, told["seen"])


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    assert moment is not None  # written by `remember`
    return moment
