"""The line above the boards: calls for help and lateness, refreshed by itself."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
@permission_required("accounts.see_desk", raise_exception=True)
def alarms(request: HttpRequest) -> HttpResponse:
    """The fragment alone."""
    return render(request, "desk/_alarms.html")
