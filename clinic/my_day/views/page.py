"""My day: the interpreter's page on the phone, and the phrasebook. Own bookings only, no passport, no phone number."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from clinic.my_day.brief import briefs, page_words, past
from clinic.my_day.day import my_day_of
from clinic.my_day.phrases import whole_book
from clinic.reminders import notices
from interpreters.models import Interpreter

LATE_STEPS = (5, 10, 15)
DAYS_AROUND = timedelta(days=60)


@require_GET
@never_cache
@permission_required("accounts.see_own_day", raise_exception=True)
def day(request: HttpRequest) -> HttpResponse:
    """The page; 204 to a page that already shows all this. An account without an interpreter behind it sees an empty day."""
    now = timezone.now()
    interpreter = Interpreter.objects.filter(user_id=int(request.user.pk or 0)).first()
    mine = my_day_of(interpreter.pk if interpreter else 0, _asked_day(request, now), now)
    fresh = notices.unseen(interpreter.pk, now=now) if interpreter else ()
    version = f"{mine.version}-{get_language()}-{'-'.join(one.key for one in fresh)}"
    if request.GET.get("shown") == version and not messages.get_messages(request):
        return _for_the_phone(HttpResponse(status=204), request)
    context: dict[str, Any] = {
        "mine": mine,
        "briefs": briefs(mine),
        "past": past(mine),
        "words": page_words(),
        "interpreter": interpreter,
        "version": version,
        "news": fresh,
        "steps": LATE_STEPS,
        "new_id": uuid4,
    }
    context |= {
        "is_today": mine.day == timezone.localdate(now),
        "tomorrow": mine.day + timedelta(days=1),
        "yesterday": mine.day - timedelta(days=1),
    }
    response = render(request, "my_day/day.html", context)
    response["X-Shown"] = version
    return _for_the_phone(response, request)


@require_GET
@never_cache
@permission_required("accounts.see_own_day", raise_exception=True)
def phrases(request: HttpRequest) -> HttpResponse:
    """The whole phrasebook on one page, searched by the phone itself."""
    return _for_the_phone(render(request, "my_day/phrases.html", {"book": whole_book()}), request)


def _for_the_phone(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Whose page it is: the worker on the phone keeps no other answers, and nothing of somebody else's."""
    response["X-My-Day"] = str(request.user.pk)
    return response


def _asked_day(request: HttpRequest, now: datetime) -> date:
    """The day in the address, or today in Heihe; nonsense is today, and so is what lies months away."""
    today = timezone.localdate(now)
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= DAYS_AROUND else today
