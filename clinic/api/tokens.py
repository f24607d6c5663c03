"""Tokens: made once, kept as a digest, looked up on each call."""
import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from clinic.accounts.models import User
from clinic.api.models import ApiToken

PREFIX = "qiao_"
LONGEST = 200
NOTED_EVERY = timedelta(minutes=5)  # a write for each call would be the dearest part of it
USED_BY = ("id", "is_superuser", "username", "is_active", "language")  # in the order of the table, as `from_db` wants them
# Token, owner and every right in one statement, on each call anew: what is revoked has no further call. Django's own way
# takes three statements and was a quarter of a registration's processor time.
OWNER = """
WITH used AS (
    SELECT token.id AS token, token.last_used_at < %s AS stale,
        owner.id, owner.is_superuser, owner.username, owner.is_active, owner.language
    FROM api_apitoken AS token JOIN accounts_user AS owner ON owner.id = token.user_id
    WHERE token.digest = %s AND token.revoked_at IS NULL AND owner.is_active
), given AS (
    SELECT by_role.permission_id FROM used
    JOIN accounts_user_groups AS member ON member.user_id = used.id
    JOIN auth_group_permissions AS by_role ON by_role.group_id = member.group_id
    UNION
    SELECT own.permission_id FROM used JOIN accounts_user_user_permissions AS own ON own.user_id = used.id
)
SELECT used.token, used.stale, used.id, used.is_superuser, used.username, used.is_active, used.language, kind.app_label, may.codename
FROM used LEFT JOIN (
    given JOIN auth_permission AS may ON may.id = given.permission_id JOIN django_content_type AS kind ON kind.id = may.content_type_id
) ON TRUE
"""


def create(user: User, *, now: datetime) -> str:
    """A new token of this user; it cannot be read again."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, digest=_digest(token), created_at=now)
    return token


def owner(token: str, *, now: datetime) -> User | None:
    """Whose token this is; None when unknown, revoked, of somebody who left or may not use the API.

    One statement. Of the user only `USED_BY` is read; anything else is fetched when it is asked for.
    """
    if len(token) > LONGEST:
        return None
    earlier = now - NOTED_EVERY
    with connection.cursor() as cursor:
        cursor.execute(OWNER, [connection.ops.adapt_datetimefield_value(earlier), _digest(token)])
        rows = cursor.fetchall()
    if not rows:
        return None
    token_id, stale, *about_user = rows[0][:-2]
    user = User.from_db(connection.alias, USED_BY, about_user)
    rights = {f"{app}.{code}" for *_same, app, code in rows if code}
    user._perm_cache = rights  # type: ignore[attr-defined]  # where Django itself keeps what it has asked for
    if not user.has_perm("accounts.use_api"):
        return None
    if stale is None or stale:
        unnoted = Q(last_used_at__isnull=True) | Q(last_used_at__lt=earlier)
        ApiToken.objects.filter(unnoted, pk=token_id).update(last_used_at=now)
    return user


def _digest(token: str) -> str:
    """Plain SHA-256 is enough: a token has 256 random bits, nobody can guess through a dictionary."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
