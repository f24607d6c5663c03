"""What a calendar address tells: her bookings with the record number of whoever is behind them. One query."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q
from django.db.models.functions import Coalesce
from redis.exceptions import RedisError

from interpreters.calendar_feed import Entry
from interpreters.models import Booking

BEFORE, AFTER = timedelta(days=30), timedelta(days=60)
# A telephone asks every fifteen minutes; three devices that are opened often stay far below.
MOST_READINGS, MINUTES = 30, 5
_COLUMNS = (
    "pk", "starts", "ends", "place", "floor", "record", "sequence", "booked_at", "changed_at", "released_at",
)  # fmt: skip


def entries_of(interpreter_id: int, now: datetime) -> tuple[Entry, ...]:
    """From thirty days back to sixty ahead; given back ones are told as cancelled for thirty days."""
    hers = Booking.objects.filter(interpreter=interpreter_id, starts__gte=now - BEFORE, starts__lt=now + AFTER)
    record = Coalesce("visit__patient__mrn", "closing_visit__patient__mrn")
    told = hers.annotate(record=record).filter(Q(released_at__isnull=True) | Q(released_at__gte=now - BEFORE)).order_by("starts", "pk")
    return tuple(
        Entry(number, starts, ends, place, floor, record or "", sequence, made, changed or released or made, cancelled=released is not None)
        for number, starts, ends, place, floor, record, sequence, made, changed, released in told.values_list(*_COLUMNS)
    )


def seconds_to_wait(address_id: int, now: datetime) -> int:
    """0 while this address was read less than MOST_READINGS times in the running five minutes, else until they end.

    A counter in the cache instead of a package: it is these six lines, and Redis keeps it for all web processes.
    When Redis is away nobody is counted, because a broken counter must not take the calendar away.
    """
    window = MINUTES * 60
    running, passed = divmod(int(now.timestamp()), window)
    key = f"calendar:{address_id}:{running}"
    try:
        cache.add(key, 0, timeout=window)
        return 0 if cache.incr(key) <= MOST_READINGS else window - passed
    except (RedisError, ValueError):
        return 0
