"""The sign of life of beat and worker: beat rings, a worker writes down when it heard."""

from datetime import datetime

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

KEY = "heartbeat"
KEPT_SECONDS = 86_400


@shared_task(name="clinic.heartbeat.beat", ignore_result=True, expires=60)
def beat() -> None:
    cache.set(KEY, timezone.now(), timeout=KEPT_SECONDS)


def last_heard() -> datetime | None:
    """When a worker last ran what beat had rung for; None when never, or longer ago than a day."""
    return cache.get(KEY)
