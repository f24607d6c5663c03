"""Who calls, and whether she may: a bearer token, or the session of a page with its CSRF token."""
from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from ninja.security.apikey import APIKeyCookie
from ninja.security.http import HttpBearer
from ninja.utils import check_csrf

from clinic.accounts.models import User
from clinic.api import tokens
from clinic.api.problems import Problem


class Token(HttpBearer):
    """`Authorization: Bearer …`; needs the right to use the API beside the right of the call."""

    def __init__(self, *permissions: str) -> None:
        super().__init__()
        self.permissions = permissions

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = tokens.owner(token, now=timezone.now())
        if user is not None:
            request.user = request._cached_user = user  # type: ignore[attr-defined]  # the line of the log reads the latter
        return _allowed(user, self.permissions)


class Session(APIKeyCookie):
    """The session cookie. A call that changes something must carry the CSRF token, as a form does."""

    param_name = "qiao_session"

    def __init__(self, *permissions: str) -> None:
        super().__init__(csrf=False)  # checked below, after it is known that somebody is signed in at all
        self.permissions = permissions

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        if "Authorization" in request.headers or not isinstance(request.user, User):
            return None
        if check_csrf(request):
            raise Problem(403, "csrf")
        return _allowed(request.user, self.permissions)


def may(*permissions: str) -> list[Callable[[HttpRequest], User | None]]:
    """For `auth=`: any one of these rights of `accounts.roles` opens the call."""
    return [Token(*permissions), Session(*permissions)]


def caller(request: HttpRequest) -> User:
    """Who was let in."""
    user = request.user
    if not isinstance(user, User):
        raise Problem(401, "not_signed_in")
    return user


def _allowed(user: User | None, permissions: tuple[str, ...]) -> User | None:
    if user is not None and not any(user.has_perm(f"accounts.{permission}") for permission in permissions):
        raise Problem(403, "not_allowed")
    return user
