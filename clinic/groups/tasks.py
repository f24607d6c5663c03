"""Doorbells of the groups."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from clinic.reports import bundle

logger = structlog.get_logger(__name__)


@shared_task(ignore_result=True)
def archive_slips(document_ids: list[int]) -> None:
    """Papers that were handed over in one file go into the archive one by one. A lost call is made good by the next print of each."""
    bundle.archive(document_ids)


def ring(document_ids: list[int]) -> None:
    """Ask a worker; a dead broker costs nothing, the next print of each paper archives it."""
    try:
        archive_slips.delay(document_ids)
    except (OperationalError, OSError):
        logger.warning("broker_unreachable", papers=len(document_ids))
