"""The outbox as the desk sees it: what failed stands first, with the button that sends it again."""
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic.accounts.requests import StaffRequest
from clinic.reminders import sending, tasks, waiting, wording
from clinic.reminders.models import Reminder

PAGE = 50
TO_CALL = 20
SHOWN = timedelta(days=30)
URGENCY = (Reminder.State.FAILED, Reminder.State.CLAIMED, Reminder.State.PENDING)


@require_safe
@permission_required("accounts.see_reminders", raise_exception=True)
def outbox(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    ranks = (When(state=state, then=Value(rank)) for rank, state in enumerate(URGENCY))
    urgency = Case(*ranks, default=Value(len(URGENCY)), output_field=IntegerField())
    rows = Reminder.objects.filter(due_from__gte=now - SHOWN).select_related("patient").order_by(urgency, "-due_from", "-pk")
    chosen = request.GET.get("state", "")
    if chosen in Reminder.State.values:
        rows = rows.filter(state=chosen)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for reminder in shown:
        reminder.trouble = wording.trouble(reminder.error)  # type: ignore[attr-defined]
        reminder.may_be_sent = reminder.state in sending.SENDABLE_AGAIN and reminder.expires_at > now  # type: ignore[attr-defined]
    context = {"page": shown, "chosen": chosen, "states": Reminder.State.choices, "to_call": waiting.to_telephone(now)[:TO_CALL]}
    return render(request, "reminders/list.html", context)


@require_POST
@permission_required("accounts.see_reminders", raise_exception=True)
def send_again(request: StaffRequest, reminder_id: int) -> HttpResponse:
    try:
        sending.send_again(reminder_id, by_id=request.user.pk, now=timezone.now())
    except sending.NotAgreed:
        messages.warning(request, wording.trouble(sending.NO_CONSENT))
    except sending.NothingToSend:
        messages.warning(request, _("Nothing to send: the visit is over, moved or cancelled, or the message is already waiting."))
    else:
        transaction.on_commit(lambda: tasks.ring(reminder_id))
        messages.success(request, _("The message is on its way. If it cannot leave now, it is tried again by itself."))
    return redirect("reminders:list")
