"""Windows of many visits given to other interpreters in one transaction: all given back first, then taken."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from clinic.visits import locking
from clinic.visits.refusals import StepNotAllowed
from clinic.visits.states import SETS_FREE
from clinic.visits.taking import BOOKING_OF, By, give_back, take


@dataclass(frozen=True)
class Handover:
    """One window and who gets it; None leaves it to nobody."""

    visit_id: int
    key: str
    interpreter_id: int | None


@transaction.atomic
def hand_over(handovers: Collection[Handover], *, by: By) -> None:
    """All or nothing. Raises StepNotAllowed for a visit that is over or has no such window, and the refusals of `interpreters.booking`."""
    visits = locking.visits({one.visit_id for one in handovers})
    windows = {(visit.pk, window.key): window for visit in visits.values() for window in visit.windows}
    for one in handovers:
        if (one.visit_id, one.key) not in windows or visits[one.visit_id].state in SETS_FREE:
            raise StepNotAllowed(f"{one.visit_id} {one.key}")
        give_back(visits[one.visit_id], one.key, by=by)
    for one in sorted(handovers, key=lambda one: (one.interpreter_id or 0, one.visit_id)):
        if one.interpreter_id:
            take(windows[one.visit_id, one.key], one.interpreter_id, by=by)
    for visit in visits.values():
        visit.save(update_fields=list(BOOKING_OF.values()))
