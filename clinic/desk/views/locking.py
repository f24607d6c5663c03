"""A block of the interpreters' day is locked or unlocked."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest
from clinic.desk.locking import set_lock
from clinic.desk.undo import remember_lock
from clinic.desk.views.moving import answer


@require_POST
@permission_required("accounts.assign_interpreters", raise_exception=True)
def lock(request: StaffRequest, booking_id: int) -> HttpResponse:
    """`locked` is 1 or 0: whoever presses twice, or in two windows, gets what she asked for and not its opposite."""
    locked = request.POST.get("locked", "1") == "1"
    visit = set_lock(booking_id, locked=locked)
    if visit is None:
        return answer(request, _("The interpreter was given back meanwhile. Please look again."))
    remember_lock(request.session, booking_id=booking_id, ticket=visit.ticket, locked=locked, now=timezone.now())
    return answer(request, "")
