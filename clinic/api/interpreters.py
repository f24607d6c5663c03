"""An interpreter's day."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema

from clinic.api.fields import Day, Id
from clinic.api.problems import answers, not_found
from clinic.api.signing_in import caller, may
from clinic.visits.models import Visit
from interpreters.models import Interpreter
from interpreters.roster import day_of

router = Router(tags=["interpreters"])
WAYS = ("booking_id", "closing_booking_id")
BEHIND = {"visit": "pk", "ticket": "ticket", "patient": "patient__mrn", "service": "service__code", "state": "state"}


class WindowOut(Schema):
    """Minutes of her day that are given away; `visit` and `patient` are null where no visit stands behind it."""

    start: datetime
    end: datetime
    place: str
    floor: int | None
    visit: int | None
    ticket: str | None
    patient: str | None
    service: str | None
    state: str | None


@router.get("interpreters/{interpreter}/day", response=answers(200, list[WindowOut]), auth=may("see_desk", "see_own_day"))
def interpreter_day(request: HttpRequest, interpreter: Path[Id], date: Annotated[Day | None, Query()] = None) -> list[dict[str, Any]]:
    """Her windows of one day in Heihe (today when none is given), in order. An interpreter sees her own day only."""
    user = caller(request)
    seen = Interpreter.objects.all() if user.has_perm("accounts.see_desk") else Interpreter.objects.filter(user=user)
    if not seen.filter(pk=interpreter).exists():
        raise not_found()
    bookings = day_of(interpreter, date or timezone.localdate())
    rows = Visit.objects.filter(Q(booking__in=bookings) | Q(closing_booking__in=bookings))
    visits = {row[way]: row for row in rows.values(*WAYS, *BEHIND.values()) for way in WAYS}
    return [
        {
            "start": timezone.localtime(booking.starts),
            "end": timezone.localtime(booking.ends),
            "place": booking.place,
            "floor": booking.floor,
            **_behind(visits.get(booking.pk)),
        }
        for booking in bookings
    ]


def _behind(visit: dict[str, Any] | None) -> dict[str, Any]:
    return {told: visit[column] if visit else None for told, column in BEHIND.items()}
