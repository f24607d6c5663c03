"""Free times: instants at which practitioner, patient and an interpreter are all free, inside the stay."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from clinic.api.fields import Code, Id, Moment, RecordNumber
from clinic.api.problems import Problem, WrongField, answers
from clinic.api.signing_in import may
from clinic.departments.models import Practitioner, Service
from clinic.visits import obstacles
from clinic.visits.openings import Asked, free_days
from clinic.visits.slots import Slot
from clinic.visits.windows import Interpreting, interpreting_windows
from patients.models import Patient

router = Router(tags=["visits"])
LONGEST = timedelta(days=92)
USUAL = timedelta(days=14)
MOST = 200  # answered at once; whoever wants more asks again from the last


def _day_begins(given: Any) -> Any:
    """A bare date is its first moment in Heihe; anything else is left to the next check."""
    try:
        day = date.fromisoformat(given)
    except (TypeError, ValueError):
        return given
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone()) if 1900 < day.year < 9000 else given


def _day_ends(given: Any) -> Any:
    begins = _day_begins(given)
    return begins + timedelta(days=1) if begins is not given else given


WHEN = WithJsonSchema({"type": "string", "format": "date-time", "description": "a moment with its offset, or a date"})
Begins = Annotated[Moment, BeforeValidator(_day_begins), WHEN]
Ends = Annotated[Moment, BeforeValidator(_day_ends), WHEN]


class SlotsAsked(Schema):
    """`until` as a date includes that day. With `sessions`: one start on each of so many days, as a course wants it."""

    service: Code
    patient: RecordNumber
    begins: Begins | None = Field(None, alias="from")
    until: Ends | None = None
    sessions: Annotated[int, Field(ge=1, le=60)] | None = None
    practitioner: Id | None = None


class SlotOut(Schema):
    """Fit for `POST visits` as it is. `interpreter` is null where the treatment needs none.

    `closing_…` is set where she is needed again at the end; her who could come then may be another.
    """

    start: datetime
    end: datetime
    practitioner: int
    room: str | None
    interpreter: int | None
    window_start: datetime | None
    window_end: datetime | None
    closing_interpreter: int | None
    closing_start: datetime | None
    closing_end: datetime | None


@router.get("slots", response=answers(200, list[SlotOut]), auth=may("book_visits"))
def find_slots(request: HttpRequest, asked: Query[SlotsAsked]) -> list[dict[str, Any]]:
    """By time, the best interpreter in each; from now for two weeks unless told otherwise, and never after the last legal day."""
    now = timezone.now()
    begins = max(asked.begins or now, now)
    service, patient_id = _looked_up(asked, begins)
    last_day = obstacles.last_legal_day(patient_id, timezone.localdate(begins)) or date.max
    until = asked.until or begins + USUAL
    last = min(timezone.localdate(until - timedelta(microseconds=1)), last_day)
    wanted = Asked(service, patient_id, asked.practitioner, at_once=False)
    found = free_days(wanted, first=timezone.localdate(begins), last=last, now=begins, limit=MOST)
    slots = _covered((slots for _day, slots in found), until, sessions=asked.sessions)
    return _shown(slots, service)


def _looked_up(asked: SlotsAsked, begins: datetime) -> tuple[Service, int]:
    """Every wrong value at once."""
    service = Service.objects.select_related("department").filter(code=asked.service, active=True).first()
    patient_id = Patient.objects.current().filter(mrn=asked.patient).values_list("pk", flat=True).first()
    unknown = {"service": service is None, "patient": patient_id is None, "practitioner": not _is_somebody(asked.practitioner)}
    wrong = [WrongField(field=name, code="unknown") for name, missing in unknown.items() if missing]
    if asked.until and asked.until <= (asked.begins or begins):
        wrong.append(WrongField(field="until", code="ends_before_start"))
    elif (asked.until or begins) - begins > LONGEST:
        wrong.append(WrongField(field="until", code="too_far"))
    if wrong or service is None or patient_id is None:
        raise Problem(422, wrong[0].code, errors=wrong)
    return service, patient_id


def _is_somebody(practitioner: int | None) -> bool:
    return practitioner is None or Practitioner.objects.filter(pk=practitioner, active=True).exists()


def _covered(days: Iterator[tuple[Slot, ...]], until: datetime, *, sessions: int | None) -> list[Slot]:
    """Those at which somebody can interpret; with `sessions` the first of each day."""
    found: list[Slot] = []
    for slots in days:
        good = [slot for slot in slots if slot.start < until and slot.covered]
        found += good[:1] if sessions else good
        if len(found) >= (sessions or MOST):
            break
    return found[: sessions or MOST]


def _shown(slots: list[Slot], service: Service) -> list[dict[str, Any]]:
    length = timedelta(minutes=service.duration_min)
    rooms = dict(Practitioner.objects.filter(pk__in={slot.practitioner_id for slot in slots}).values_list("pk", "room__code"))
    wanted = Interpreting(service.interpreting, service.interpreting_min)
    return [
        {
            "start": timezone.localtime(slot.start),
            "end": timezone.localtime(slot.start + length),
            "practitioner": slot.practitioner_id,
            "room": rooms.get(slot.practitioner_id),
            **_windows(slot, wanted, slot.start + length),
        }
        for slot in slots
    ]


def _windows(slot: Slot, wanted: Interpreting, ends: datetime) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    windows = dict(enumerate(interpreting_windows(wanted, starts=slot.start, ends=ends)))
    offers = dict(enumerate(slot.windows))
    for number, (who, prefix) in enumerate((("interpreter", "window"), ("closing_interpreter", "closing"))):
        window, best = windows.get(number), offers.get(number)
        shown[who] = best[0].interpreter if best else None
        shown[f"{prefix}_start"] = timezone.localtime(window.start) if window else None
        shown[f"{prefix}_end"] = timezone.localtime(window.end) if window else None
    return shown
