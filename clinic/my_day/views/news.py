"""She has looked at what changed in her day."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest
from clinic.reminders import notices
from interpreters.models import Interpreter

MOST_KEYS = 200


@require_POST
@permission_required("accounts.see_own_day", raise_exception=True)
def seen(request: StaffRequest) -> HttpResponse:
    """The changes her page showed; what came after it stays unseen."""
    if interpreter := Interpreter.objects.filter(user=request.user).first():
        notices.seen(interpreter.pk, request.POST.getlist("key")[:MOST_KEYS], now=timezone.now())
    return redirect("my_day:day")
