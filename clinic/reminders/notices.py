"""Interpreters are told what changes in their day: on their page at once, by mail when they do not look.

Nothing is written when a booking changes: what is news follows from the bookings themselves (`news.py`), however they
came about. A row is written when she has seen it, or when a mail is due.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import F, Q, QuerySet

from clinic.reminders import due, staff_wording, wording
from clinic.reminders.models import StaffNotice
from clinic.reminders.news import Known, News, changed_lately, key_of, news, until_when
from clinic.reminders.sending import Refused
from interpreters.models import Booking, Interpreter

LOOKS_WITHIN = timedelta(minutes=10)  # she carries the phone; a mail is for when it lies in the drawer
LONGEST = timedelta(hours=12)
# Rows and not objects: her phone asks every ten seconds, and a booking with its visits is a hundred columns.
READ = (
    *("pk", "sequence", "starts", "ends", "place", "floor", "booked_at", "changed_at", "released_at", "booked_by", "released_by"),
    *("visit__pk", "visit__ticket", "closing_visit__pk", "closing_visit__ticket", "interpreter__user", "interpreter"),
)

Send = Callable[[str, wording.Message], None]
State = StaffNotice.State
logger = structlog.get_logger(__name__)


def unseen(interpreter_id: int, *, now: datetime) -> tuple[News, ...]:
    """What changed and she has not seen, in order of time. Two queries."""
    return _unseen([interpreter_id], now=now)[interpreter_id]


def unseen_by_all(*, now: datetime) -> dict[int, tuple[News, ...]]:
    """Interpreter → what she has not seen; those who have seen everything are left out. Three queries."""
    found = _unseen(list(Interpreter.objects.filter(active=True).values_list("pk", flat=True)), now=now)
    return {who: hers for who, hers in found.items() if hers}


def seen(interpreter_id: int, keys: Collection[str], *, now: datetime) -> int:
    """She has looked at these; how many were news. Unknown keys, and those of somebody else, are passed over."""
    wanted = [one for one in unseen(interpreter_id, now=now) if one.key in keys]
    rows = [_row(interpreter_id, one, state=State.SEEN, now=now, seen_at=now) for one in wanted]
    StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)
    for one in wanted:  # those that wait for a mail need none any more
        StaffNotice.objects.filter(booking=one.booking, sequence=one.sequence, seen_at__isnull=True).update(seen_at=now)
    StaffNotice.objects.filter(interpreter=interpreter_id, state=State.PENDING, seen_at__isnull=False).update(state=State.SEEN)
    return len(wanted)


def plan_missing(now: datetime) -> int:
    """A mail for every change that somebody with an address has not looked at in time; how many."""
    reachable = Interpreter.objects.filter(active=True, user__is_active=True).exclude(user__email="")
    found = _unseen(list(reachable.values_list("pk", flat=True)), now=now)
    late = [(who, one) for who, hers in found.items() for one in hers if one.at <= now - LOOKS_WITHIN]
    rows = [_row(who, one, state=State.PENDING, now=now, next_try_at=now) for who, one in late]
    return len(StaffNotice.objects.bulk_create(rows, ignore_conflicts=True))


def tidy(now: datetime) -> None:
    """Give back what a dead worker held; drop what is over."""
    stuck = StaffNotice.objects.filter(state=State.CLAIMED, claimed_at__lte=now - due.STUCK_AFTER)
    stuck.filter(attempts__gte=due.MOST_ATTEMPTS).update(state=State.FAILED, error="interrupted")
    stuck.update(state=State.PENDING, error="interrupted", next_try_at=now)
    StaffNotice.objects.filter(state=State.PENDING, booking__ends__lte=now).update(state=State.EXPIRED)


def due_now(now: datetime) -> list[int]:
    """Interpreters to whom a mail may be tried now."""
    waiting = StaffNotice.objects.filter(state=State.PENDING, next_try_at__lte=now)
    return sorted(set(waiting.values_list("interpreter", flat=True)))


def deliver(interpreter_id: int, *, now: datetime, channel: str, send: Send) -> int:
    """One mail with all that waits for her; how many changes it told. Claimed first, so that of many who try one sends."""
    waiting = StaffNotice.objects.filter(interpreter=interpreter_id, state=State.PENDING, next_try_at__lte=now)
    if not waiting.update(state=State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1):
        return 0
    ours = StaffNotice.objects.filter(interpreter=interpreter_id, state=State.CLAIMED, claimed_at=now)
    rows = list(ours.select_related("booking", "interpreter__user").order_by("booking__starts", "pk"))
    try:
        send(channel, staff_wording.message(rows))
    except Refused as refusal:
        ours.update(state=State.FAILED, error=str(refusal))
        return 0
    except Exception as problem:  # whatever a mail server comes up with stays hers alone
        logger.warning("notices_not_sent", interpreter=interpreter_id, problem=type(problem).__name__)
        for row in rows:
            _put_back(row, problem=type(problem).__name__, now=now)
        return 0
    ours.update(state=State.SENT, sent_at=now, error="")
    return len(rows)


def _put_back(row: StaffNotice, *, problem: str, now: datetime) -> None:
    again = row.attempts < due.MOST_ATTEMPTS
    wait = due.WAITS[min(row.attempts, len(due.WAITS)) - 1]
    changes = {"state": State.PENDING if again else State.FAILED, "error": problem, "next_try_at": now + wait if again else None}
    StaffNotice.objects.filter(pk=row.pk, state=State.CLAIMED, claimed_at=row.claimed_at).update(**changes)


def _row(who: int, one: News, *, state: str, now: datetime, **times: datetime) -> StaffNotice:
    about = {"booking_id": one.booking, "sequence": one.sequence, "kind": one.kind, "ticket": one.ticket}
    return StaffNotice(interpreter_id=who, **about, state=state, made_at=now, **times)


def _unseen(ids: Collection[int], *, now: datetime) -> dict[int, tuple[News, ...]]:
    hers: dict[int, list[Known]] = defaultdict(list)
    for row in _changed(ids, now).values_list(*READ):
        hers[row[-1]].append(_known(*row))
    known = [one.booking for rows in hers.values() if any(map(changed_lately, rows)) for one in rows]
    looked_at, sent = _told(known)
    return {who: news(hers[who], seen=looked_at, sent=sent, now=now) for who in ids}


def _changed(ids: Collection[int], now: datetime) -> QuerySet[Booking]:
    """Hers that are not over, of the days that are known by now, released ones too."""
    whose = Q(interpreter__in=ids) if len(ids) != 1 else Q(interpreter=next(iter(ids)))
    return Booking.objects.filter(whose, starts__gt=now - LONGEST, starts__lt=until_when(now), ends__gt=now).order_by("starts")


def _known(*row: Any) -> Known:
    """A row of `READ`. A visit stands behind either of its windows; behind a released one there is none."""
    pk, sequence, starts, ends, place, floor, booked_at, changed_at, released_at, *rest = row
    booked_by, released_by, visit, ticket, closing, closing_ticket, her_user, _who = rest
    changed_by = released_by if released_at else booked_by
    return Known(
        booking=pk,
        sequence=sequence,
        starts=starts,
        ends=ends,
        place=place,
        floor=floor,
        booked_at=booked_at,
        changed_at=changed_at or booked_at,
        released=released_at is not None,
        own=changed_by is not None and changed_by == her_user,
        ticket=ticket or closing_ticket or "",
        visit=visit or closing,
    )


def _told(bookings: Collection[int]) -> tuple[set[str], set[str]]:
    """Keys she has seen, and keys that were sent to her. No statement for no bookings."""
    kept = StaffNotice.objects.filter(booking__in=bookings).values_list("booking", "sequence", "seen_at", "state")
    found = [(key_of(booking, sequence), looked, state) for booking, sequence, looked, state in kept]
    return {key for key, looked, _state in found if looked}, {key for key, _looked, state in found if state in (State.SENT, State.CLAIMED)}
