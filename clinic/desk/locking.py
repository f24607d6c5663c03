"""A window somebody has locked: no plan moves it, and on the board no hand either until it is unlocked."""

from django.db import transaction
from django.db.models import Q

from clinic.visits.models import Visit
from clinic.visits.moving import Move
from interpreters.keeping import keep


def stands_locked(visit: Visit, wanted: Move) -> bool:
    """Whether the move would take a locked window elsewhere. Without a window it is the visit's own page, where everybody moves along."""
    if not wanted.window:
        return False
    later = wanted.starts not in (None, visit.starts)
    locked = [one for one in visit.windows if one.booking and one.booking.locked]
    return any(later or (one.key == wanted.window and one.booking.interpreter_id != wanted.interpreter_id) for one in locked if one.booking)


@transaction.atomic
def set_lock(booking_id: int, *, locked: bool) -> Visit | None:
    """The visit it belongs to; None when the interpreter was given back meanwhile."""
    visit = Visit.objects.filter(Q(booking=booking_id) | Q(closing_booking=booking_id)).only("ticket").first()
    return visit if visit and keep(booking_id, kept=locked) else None
