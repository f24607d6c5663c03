"""Doorbells of the registration desk. What must not be lost stands in the rows: a task that was lost is rung again by the sweep."""

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from patients import arrivals
from patients.models import GroupLine

logger = structlog.get_logger(__name__)


@shared_task(ignore_result=True)
def register_group(group_id: int) -> None:
    """Register every row of a group that waits."""
    arrivals.register_queued(group_id, now=timezone.now())


@shared_task(ignore_result=True)
def sweep_groups() -> None:
    """Rows whose worker died are rung for again; lists that nobody finished are emptied."""
    for group_id in GroupLine.objects.filter(queued=True).values_list("group_id", flat=True).distinct():
        ring(group_id)
    arrivals.purge(now=timezone.now(), days=settings.GROUP_LIST_DAYS)


def ring(group_id: int) -> None:
    """Ask a worker; where no broker answers the rows are registered here and now. Call after commit."""
    try:
        register_group.delay(group_id)
    except (OperationalError, OSError):
        logger.warning("broker_unreachable", group=group_id)
        arrivals.register_queued(group_id, now=timezone.now())
