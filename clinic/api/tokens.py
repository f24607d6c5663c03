"""Tokens: made once, kept as a digest, looked up on each call."""
import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from clinic.accounts.models import User
from clinic.api.models import ApiToken

PREFIX = "qiao_"
LONGEST = 200
NOTED_EVERY = timedelta(minutes=5)  # a write for each call would be the dearest part of it


def create(user: User, *, now: datetime) -> str:
    """A new token of this user; it cannot be read again."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, digest=_digest(token), created_at=now)
    return token


def owner(token: str, *, now: datetime) -> User | None:
    """Whose token this is; None when unknown, revoked, of somebody who left or may not use the API."""
    if len(token) > LONGEST:
        return None
    row = ApiToken.objects.select_related("user").filter(digest=_digest(token), revoked_at__isnull=True, user__is_active=True).first()
    if row is None or not row.user.has_perm("accounts.use_api"):
        return None
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - NOTED_EVERY)
    if row.last_used_at is None or row.last_used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(stale, pk=row.pk).update(last_used_at=now)
    return row.user


def _digest(token: str) -> str:
    """Plain SHA-256 is enough: a token has 256 random bits, nobody can guess through a dictionary."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
