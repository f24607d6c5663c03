"""Is the clinic well? `/healthz` says it to anybody, in JSON, without a name, an address or a secret."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError, connection
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_celery_beat.models import PeriodicTask

from clinic import heartbeat, libraries

LATE = timedelta(seconds=120)  # four missed heartbeats
LEAST_FREE = 200 * 1024 * 1024  # about two thousand papers
FACES = ("QiaoPrint-400.ttf", "QiaoPrint-700.ttf", "QiaoPrintRare-400.ttf")


@register()
def printing_is_possible(**kwargs: object) -> list[CheckMessage]:
    """`manage.py check` and every command refuse to go on without the libraries that paper needs."""
    packages = " ".join(libraries.missing())
    return [Error("Libraries for printing are missing.", hint=f"apt-get install -y {packages}", id="clinic.E001")] if packages else []


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when everything works, 503 when something does not; each check names its state in one word."""
    states = {name: _asked(check) for name, check in CHECKS.items()}
    well = all(state in WELL for state in states.values())
    return JsonResponse({"status": "ok" if well else "failing", "checks": states}, status=200 if well else 503)


def _asked(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, redis.RedisError, OSError):
        return "unreachable"


def database() -> str:
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok" if time.perf_counter() - started < 1 else "slow"


def broker() -> str:
    if not settings.REDIS_URL:
        return "in place"
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as asked:
        return "ok" if asked.ping() else "unreachable"


def beat() -> str:
    """Beat writes down each ring at once (`CELERY_BEAT_SYNC_EVERY`)."""
    if not settings.REDIS_URL:
        return "in place"
    return _seen(PeriodicTask.objects.filter(enabled=True).aggregate(last=Max("last_run_at"))["last"])


def worker() -> str:
    return _seen(heartbeat.last_heard()) if settings.REDIS_URL else "in place"


def _seen(last: datetime | None) -> str:
    if last is None:
        return "not seen yet"
    return "ok" if timezone.now() - last < LATE else "not seen lately"


def fonts() -> str:
    folder = Path(settings.BASE_DIR) / "clinic" / "reports" / "fonts"
    return "ok" if all((folder / face).is_file() for face in FACES) else "missing"


def printing() -> str:
    return "missing" if libraries.missing() else "ok"


def archive() -> str:
    """The folder itself, or the nearest one above it that exists: the first paper makes the rest."""
    folder = Path(settings.DOCUMENT_ARCHIVE)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return "not writable"
    return "ok" if shutil.disk_usage(folder).free >= LEAST_FREE else "nearly full"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "broker": broker,
    "beat": beat,
    "worker": worker,
    "fonts": fonts,
    "harfbuzz_subset": printing,
    "archive": archive,
}
WELL = frozenset({"ok", "in place"})
