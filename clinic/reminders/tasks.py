"""Doorbells: ids in, the verb is called. What must not be lost stands in the rows, not in the broker."""

from datetime import datetime

import structlog
from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from clinic.reminders import channels, notices, sending

logger = structlog.get_logger(__name__)


@shared_task(ignore_result=True)
def sweep() -> int:
    """One round: tidy, plan, ring for what is due; how many were rung for. A missed round is caught up by the next."""
    now = timezone.now()
    ids = prepare(now)
    for rung, reminder_id in enumerate(ids):
        if not ring(reminder_id):
            return rung
    return len(ids)


@shared_task(ignore_result=True, expires=300)
def deliver(reminder_id: int) -> None:
    sending.deliver(reminder_id, now=timezone.now(), send=channels.send)


@shared_task(ignore_result=True)
def tell_staff() -> int:
    """One round of mails to interpreters who have not looked; each is sent on her own, and one that fails holds up nobody."""
    return len(tell(timezone.now()))


def tell(now: datetime) -> list[int]:
    """Tidy, plan and send; how many changes each interpreter was told to whom a mail was due, 0 where it could not be sent."""
    notices.tidy(now)
    notices.plan_missing(now)
    return [notices.deliver(who, now=now, channel=channels.in_use(), send=channels.send) for who in notices.due_now(now)]


def prepare(now: datetime) -> list[int]:
    """Tidy and plan; the ids of what is due."""
    sending.tidy(now)
    sending.plan_missing(now, channel=channels.in_use())
    return sending.due_now(now)


def ring(reminder_id: int) -> bool:
    """Ask a worker to deliver; False when no broker answers, and then the row waits for the next sweep. Call after commit."""
    try:
        deliver.delay(reminder_id)
    except (OperationalError, OSError):
        logger.warning("broker_unreachable", reminder=reminder_id)
        return False
    return True
