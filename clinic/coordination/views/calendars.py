"""Calendar addresses, and the feed behind each of them."""

import hashlib
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from clinic.coordination.calendar import entries_of, seconds_to_wait
from clinic.coordination.views.person import show
from interpreters.calendar_addresses import alive, find, make, note_read, revoke
from interpreters.calendar_feed import feed
from interpreters.models import CalendarAddress, Interpreter

logger = structlog.get_logger("clinic.calendars")


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed. Unknown, revoked, and of somebody who left: the same 404. The secret stands in no log, the address's id does."""
    address, now = find(secret), timezone.now()
    if address is None:
        raise Http404
    if wait := seconds_to_wait(address.pk, now):
        logger.warning("calendar_read_too_often", address=address.pk)
        return HttpResponse(status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(wait)})
    note_read(address, now=now)
    body = _body(address, house=urlsplit(settings.PUBLIC_URL).hostname or "qiao")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="qiao.ics"'
    logger.info("calendar_read", address=address.pk)
    return get_conditional_response(request, etag=etag, response=response) or response


def _body(address: CalendarAddress, *, house: str) -> bytes:
    """In her own language."""
    user = address.interpreter.user
    with override(user.language if user else settings.LANGUAGE_CODE):
        title = _("Interpreting: %(name)s") % {"name": address.interpreter}
        return feed(entries_of(address.interpreter_id, timezone.now()), title=title, house=house)


@permission_required("accounts.see_own_day", raise_exception=True)
def mine(request: HttpRequest) -> HttpResponse:
    """Her own address, made and revoked on her phone. An account without an interpreter behind it has none."""
    interpreter = Interpreter.objects.filter(user_id=int(request.user.pk or 0), active=True).first()
    secret = _do(request, interpreter) if request.method == "POST" and interpreter else ""
    if request.method == "POST" and not secret:
        return redirect("interpreters:my_calendar")
    found = {"interpreter": interpreter, "address": alive(interpreter.pk) if interpreter else None, "secret": secret}
    return _unstored(render(request, "coordination/my_calendar.html", found))


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def address(request: HttpRequest, interpreter_id: int) -> HttpResponse:
    """Made for her, or revoked because her telephone is lost."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    secret = _do(request, interpreter)
    return _unstored(show(request, interpreter, secret=secret)) if secret else redirect("interpreters:person", interpreter.pk)


def _do(request: HttpRequest, interpreter: Interpreter) -> str:
    """The address in full right after it was made, which is the only time; "" otherwise."""
    if request.POST.get("do") == "make":
        made = make(interpreter.pk, by_id=request.user.pk, now=timezone.now())
        return request.build_absolute_uri(reverse("interpreters:calendar", args=[made.secret]))
    if request.POST.get("do") == "revoke":
        revoke(interpreter.pk, by_id=request.user.pk, now=timezone.now())
    return ""


def _unstored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
