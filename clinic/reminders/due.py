"""When a reminder may go out: due *from* a moment, never *on* one, so that a missed hour is caught up by the next sweep."""
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HEIHE = ZoneInfo("Asia/Shanghai")
BLAGOVESHCHENSK = ZoneInfo("Asia/Yakutsk")
EVENING = time(18)
QUIET_FROM, QUIET_UNTIL = time(21), time(9)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
MOST_ATTEMPTS = len(WAITS) + 1
STUCK_AFTER = timedelta(minutes=10)  # far above the twenty seconds a mail server is given to answer


@dataclass(frozen=True)
class Due:
    """Aware moments: may be sent from, tried first at, useless from. No first try: quiet hours last until it is useless."""

    due_from: datetime
    first_try: datetime | None
    expires_at: datetime


def zone_of(home: str | None, *, stay_open: bool) -> ZoneInfo:
    """Whose clock rules: Heihe's while the patient is in China, otherwise the home region's (unknown: Blagoveshchensk)."""
    if stay_open:
        return HEIHE
    return ZoneInfo(home) if home else BLAGOVESHCHENSK


def allowed_from(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours (21:00 to 09:00 on the patient's clock) it falls into."""
    local = moment.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    morning = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(morning, QUIET_UNTIL, zone)


def visit_tomorrow(starts: datetime, *, zone: ZoneInfo, now: datetime) -> Due:
    """Due from six in the evening before, on the patient's clock, until the visit starts."""
    evening = datetime.combine(starts.astimezone(zone).date() - timedelta(days=1), EVENING, zone)
    first_try = allowed_from(max(evening, now), zone)
    return Due(due_from=evening, first_try=first_try if first_try < starts else None, expires_at=starts)


def next_try(*, attempts: int, failed_at: datetime, zone: ZoneInfo, expires_at: datetime) -> datetime | None:
    """When to try again after so many failed attempts; None when it is not worth it: too often, or too late."""
    if attempts >= MOST_ATTEMPTS:
        return None
    moment = allowed_from(failed_at + WAITS[max(attempts, 1) - 1], zone)
    return moment if moment < expires_at else None
