"""The life of a reminder: planned, claimed, worded, sent, marked, one by one; whatever goes wrong stays visible in its row."""
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from clinic.reminders import due, wording
from clinic.reminders.models import Reminder
from clinic.reminders.waiting import MAIL, Unreminded, unreminded, zone_now
from clinic.visits.models import Visit
from patients import consents, time_zones

logger = structlog.get_logger(__name__)
State = Reminder.State
Send = Callable[[str, wording.Message], None]
AT_ONCE = 1000
SENDABLE_AGAIN = (State.FAILED, State.EXPIRED, State.SENT)
NO_CONSENT = "no_consent"


class Refused(Exception):
    """The message will never be taken; the argument is a code for the desk."""


class NothingToSend(Exception):
    """The visit is over, moved or cancelled, or the message already waits."""


class NotAgreed(NothingToSend):
    """The patient has not agreed to this way of being reminded, or has taken it back."""


def plan_missing(now: datetime, *, channel: str) -> int:
    """Promise a reminder for each coming visit that lacks one, at most a thousand at once; how many."""
    rows = [_promise(visit, channel=channel, now=now) for visit in unreminded(now, limit=AT_ONCE)]
    return len(Reminder.objects.bulk_create(rows, ignore_conflicts=True))


def tidy(now: datetime) -> None:
    """Before a round: give back what a dead worker held, drop what is over, moved, cancelled or not wanted any more, take up
    what was moved back or is wanted again."""
    _give_back_stuck(now)
    waiting = Reminder.objects.filter(state=State.PENDING)
    waiting.filter(expires_at__lte=now, attempts=0).update(state=State.EXPIRED)
    waiting.filter(expires_at__lte=now).update(state=State.FAILED)
    waiting.exclude(_visit_as_promised()).update(state=State.CANCELLED)
    waiting.exclude(_agreed()).update(state=State.CANCELLED, error=NO_CONSENT)
    moved_back = Reminder.objects.filter(_visit_as_promised(), _agreed(), expires_at__gt=now)
    moved_back.filter(state=State.CANCELLED).update(state=State.PENDING, next_try_at=now, error="")
    told_later = Reminder.objects.filter(visit=OuterRef("visit"), state=State.SENT, sent_at__gt=OuterRef("sent_at"))
    told_otherwise = Exists(told_later.exclude(about=OuterRef("about")))
    moved_back.filter(told_otherwise, state=State.SENT).update(state=State.PENDING, next_try_at=now, attempts=0)


def due_now(now: datetime) -> list[int]:
    """Ids of what may be tried now, the longest waiting first, at most a thousand."""
    waiting = Reminder.objects.filter(state=State.PENDING, next_try_at__lte=now, expires_at__gt=now)
    return list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


def claim(reminder_id: int, *, now: datetime) -> bool:
    """Take one waiting reminder; of many who try at the same time one gets True."""
    waiting = Reminder.objects.filter(pk=reminder_id, state=State.PENDING, next_try_at__lte=now)
    return waiting.update(state=State.CLAIMED, claimed_at=now, attempts=F("attempts") + 1) == 1


def deliver(reminder_id: int, *, now: datetime, send: Send) -> str:
    """Claim, word, send, mark; the state the row ends in, or an empty string when it was not ours to send.

    Not one transaction: the claim must be seen by others while the mail server is being talked to. A worker killed
    between sending and marking leaves the claim, and `tidy` gives it back: twice is possible, never is not.
    """
    if not claim(reminder_id, now=now):
        return ""
    reminder = Reminder.objects.select_related("visit__room", "patient__region").get(pk=reminder_id)
    zone = zone_now(reminder.patient_id, home=_home(reminder), now=now)
    verdict = _reason_not_to(reminder, now=now)
    if verdict:
        return _mark(reminder, **verdict)
    if due.allowed_from(now, zone) > now:
        return _put_off(reminder, until=due.allowed_from(now, zone))
    try:
        send(reminder.channel, _message(reminder))
    except Refused as refusal:
        return _mark(reminder, state=State.FAILED, error=str(refusal))
    except Exception as problem:  # whatever a mail server or a library comes up with stays this one row's trouble
        logger.warning("reminder_not_sent", reminder=reminder_id, problem=type(problem).__name__)
        again = due.next_try(attempts=reminder.attempts, failed_at=now, zone=zone, expires_at=reminder.expires_at)
        return _mark(reminder, state=State.PENDING if again else State.FAILED, error=type(problem).__name__, next_try_at=again or now)
    return _mark(reminder, state=State.SENT, sent_at=now)


@transaction.atomic
def send_again(reminder_id: int, *, by_id: int, now: datetime) -> None:
    """Put a failed or sent reminder back into the outbox, at the desk's wish."""
    rows = Reminder.objects.filter(_visit_as_promised(), pk=reminder_id, state__in=SENDABLE_AGAIN, expires_at__gt=now)
    if not rows.filter(_agreed()).update(
        state=State.PENDING, attempts=0, error="", next_try_at=now, planned_at=now, planned_by_id=by_id
    ):
        raise NotAgreed if rows.exists() else NothingToSend


def _promise(visit: Unreminded, *, channel: str, now: datetime) -> Reminder:
    when = due.visit_tomorrow(visit.starts, zone=visit.zone, now=now)
    return Reminder(
        kind=Reminder.Kind.VISIT_TOMORROW,
        patient_id=visit.patient_id,
        visit_id=visit.visit_id,
        channel=channel,
        about=visit.starts,
        language=visit.language,
        due_from=when.due_from,
        expires_at=when.expires_at,
        next_try_at=when.first_try or when.expires_at,
        state=State.PENDING if when.first_try else State.EXPIRED,
        error="" if when.first_try else "quiet_hours",
        planned_at=now,
    )


def _visit_as_promised() -> Exists:
    """Whether the reminder's visit is still booked for the time the reminder names."""
    return Exists(Visit.objects.filter(pk=OuterRef("visit"), starts=OuterRef("about"), state=Visit.State.BOOKED))


def _agreed() -> Coalesce:
    """Whether the reminder's patient agreed to it; what nobody asked is no yes. Both channels of today carry e-mail."""
    return Coalesce(consents.agreed(MAIL, OuterRef("patient")), False)


def _give_back_stuck(now: datetime) -> None:
    stuck: QuerySet[Reminder] = Reminder.objects.filter(state=State.CLAIMED, claimed_at__lte=now - due.STUCK_AFTER)
    stuck.filter(attempts__gte=due.MOST_ATTEMPTS).update(state=State.FAILED, error="interrupted")
    stuck.update(state=State.PENDING, error="interrupted", next_try_at=now)


def _reason_not_to(reminder: Reminder, *, now: datetime) -> dict[str, str]:
    """The columns of a row that is not to be sent; empty when it is."""
    visit = reminder.visit
    if visit is None or visit.state != Visit.State.BOOKED or visit.starts != reminder.about:
        return {"state": State.CANCELLED}
    if not Reminder.objects.filter(_agreed(), pk=reminder.pk).exists():
        return {"state": State.CANCELLED, "error": NO_CONSENT}
    return {"state": State.EXPIRED} if now >= reminder.expires_at else {}


def _message(reminder: Reminder) -> wording.Message:
    if not reminder.patient.email:
        raise Refused("no_address")
    room = reminder.visit.room.code if reminder.visit and reminder.visit.room else ""
    subject, body = wording.visit_tomorrow(reminder.about, room=room, language=reminder.language)
    key = f"reminder-{reminder.pk}-{reminder.planned_at:%Y%m%d%H%M%S}"
    return wording.Message(to=reminder.patient.email, subject=subject, body=body, language=reminder.language, key=key)


def _put_off(reminder: Reminder, *, until: datetime) -> str:
    """Quiet hours: not an attempt."""
    if until >= reminder.expires_at:
        return _mark(reminder, state=State.FAILED if reminder.error else State.EXPIRED, error=reminder.error or "quiet_hours")
    return _mark(reminder, state=State.PENDING, next_try_at=until, attempts=reminder.attempts - 1)


def _mark(reminder: Reminder, *, state: str, **changes: object) -> str:
    """Only while the claim is still ours; a claim that was given back belongs to somebody else."""
    ours = Reminder.objects.filter(pk=reminder.pk, state=State.CLAIMED, claimed_at=reminder.claimed_at)
    return state if ours.update(state=state, **changes) else ""


def _home(reminder: Reminder) -> str | None:
    return time_zones.zone_of(reminder.patient) or None
