"""Secret addresses of calendars: made, shown once, revoked, found again by their hash.

The secret has 256 bits of chance, so a plain SHA-256 is as good as a slow hash: nobody can try them all.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from interpreters.models import CalendarAddress, Interpreter

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
READ_NOTED_EVERY = timedelta(hours=1)
logger = structlog.get_logger("interpreters.calendar_addresses")


@dataclass(frozen=True, slots=True)
class NewAddress:
    """The only moment the secret is known in clear; it is no part of the words of this object."""

    address: CalendarAddress
    secret: str = field(repr=False)


@transaction.atomic
def make(interpreter_id: int, *, by_id: int | None, now: datetime) -> NewAddress:
    """A new address; the one before dies with it, because it was lost or told to somebody."""
    interpreter = Interpreter.objects.select_for_update(no_key=True).get(pk=interpreter_id)
    revoke(interpreter_id, by_id=by_id, now=now)
    secret = secrets.token_urlsafe(32)
    address = CalendarAddress.objects.create(
        interpreter=interpreter, token_hash=hash_of(secret), last_four=secret[-4:], made_at=now, made_by_id=by_id
    )
    transaction.on_commit(lambda: logger.info("calendar_address_made", address=address.pk, interpreter=interpreter_id, by=by_id))
    return NewAddress(address, secret)


def revoke(interpreter_id: int, *, by_id: int | None, now: datetime) -> bool:
    """From now on nobody reads her calendar; False when there was nothing to revoke."""
    revoked = CalendarAddress.objects.filter(interpreter=interpreter_id, revoked_at__isnull=True).update(revoked_at=now)
    if revoked:
        transaction.on_commit(lambda: logger.info("calendar_address_revoked", interpreter=interpreter_id, by=by_id))
    return bool(revoked)


def alive(interpreter_id: int) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(interpreter=interpreter_id, revoked_at__isnull=True).select_related("made_by").first()


def find(secret: str) -> CalendarAddress | None:
    """The living address of somebody who still works here. One query, none for what cannot be a secret."""
    if not SECRET.fullmatch(secret):
        return None
    living = CalendarAddress.objects.filter(token_hash=hash_of(secret), revoked_at__isnull=True, interpreter__active=True)
    return living.select_related("interpreter__user").first()


def note_read(address: CalendarAddress, *, now: datetime) -> None:
    """So that an address nobody uses is seen; once an hour, because telephones ask all day."""
    if address.last_read_at is None or address.last_read_at <= now - READ_NOTED_EVERY:
        CalendarAddress.objects.filter(pk=address.pk).update(last_read_at=now)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
