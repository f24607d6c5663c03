"""The interpreters' day: who is where, and which visits have nobody."""
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.desk.lanes import lanes_of
from clinic.desk.views.today import asked_day


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def interpreters(request: HttpRequest) -> HttpResponse:
    """The page, or its changing part alone for the page that refreshes itself."""
    now = timezone.now()
    board = lanes_of(asked_day(request, now), now)
    template = "desk/_lanes.html" if request.headers.get("HX-Target") == "lanes" else "desk/interpreters.html"
    return render(request, template, {"board": board})
