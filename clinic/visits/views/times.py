"""What the page of a new visit shows for a look at some day: free times, who would interpret, what stands against it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from clinic.departments.models import Practitioner
from clinic.visits import obstacles
from clinic.visits.familiar import LOOK_AHEAD
from clinic.visits.forms import LookForm, parsed
from clinic.visits.openings import Asked, free_days, free_slots
from clinic.visits.slots import Slot
from clinic.visits.speakers import Coming, Speaker, next_free_now, speakers_at
from interpreters.models import Interpreter

SHOWN_WAIT = timedelta(hours=3)
LONG_WAIT = timedelta(minutes=20)  # worth a word about another practitioner


@dataclass(frozen=True)
class ShownSlot:
    """A free time as the page lists it; `wait` in minutes where somebody who stands here would wait for it."""

    slot: Slot
    practitioner: Practitioner
    interpreter: Interpreter | None
    same: bool
    wait: int | None

    @property
    def value(self) -> str:
        return f"{self.slot.practitioner_id}@{self.slot.start.isoformat()}"


@dataclass(frozen=True)
class Times:
    """`speakers` belong to the chosen time; None where nobody is needed. `closing` is who could come to its end, a window of its own;
    `soon` who could come soonest to somebody who stands here, where nobody can at the chosen time.

    `later` is the next day with a free time, `sooner` a time with another practitioner for whom nobody would have to wait so long.
    """

    slots: tuple[ShownSlot, ...] = ()
    chosen: ShownSlot | None = None
    speakers: tuple[Speaker, ...] | None = None
    closing: tuple[Speaker, ...] | None = None
    soon: tuple[Coming, ...] = ()
    later: date | None = None
    sooner: ShownSlot | None = None
    last_day: date | None = None

    @property
    def after_stay(self) -> bool:
        return self.last_day is not None

    @property
    def stay_over(self) -> bool:
        """It ended before today: whoever stands here has entered again, or overstays."""
        return self.last_day is not None and self.last_day < timezone.localdate()

    @property
    def somebody(self) -> bool:
        """Whether anybody could interpret the chosen time."""
        return any(one.free for one in self.speakers or ())


def times_for(form: LookForm, patient_id: int, *, now: datetime) -> Times:
    """Empty while service or day cannot be read. A fixed number of queries."""
    form.is_valid()
    data = form.cleaned_data
    if not {"service", "day"} <= data.keys():
        return Times()
    practitioner = data.get("practitioner")
    asked = Asked(data["service"], patient_id, practitioner.pk if practitioner else None, **form.wishes)
    slots = _shown(free_slots(asked, day=data["day"], now=_since(data, now)), now)
    chosen = _chosen(slots, str(form.data.get("slot") or ""))
    spoken = speakers_at(replace(asked, practitioner_id=chosen.practitioner.pk), chosen.slot.start, now=now) if chosen else ()
    last_day = obstacles.last_legal_day(patient_id, data["day"])
    return Times(
        slots=slots,
        chosen=chosen,
        speakers=spoken[0] if spoken else None,
        soon=_soon(asked, chosen, spoken, now=now),
        closing=spoken[1] if len(spoken) > 1 else None,
        later=None if slots else _later(asked, data["day"], now),
        sooner=_sooner(asked, data["day"], now, slots) if practitioner else None,
        last_day=last_day if last_day and last_day < data["day"] else None,
    )


def _soon(asked: Asked, chosen: ShownSlot | None, spoken: tuple[tuple[Speaker, ...], ...], *, now: datetime) -> tuple[Coming, ...]:
    if not (chosen and spoken) or any(one.free for one in spoken[0]) or timezone.localdate(chosen.slot.start) != timezone.localdate(now):
        return ()
    return next_free_now(replace(asked, practitioner_id=chosen.practitioner.pk), now=now)


def _since(data: dict[str, Any], now: datetime) -> datetime:
    """Now, or the later hour that was asked for."""
    if not data.get("at"):
        return now
    return max(now, timezone.make_aware(datetime.combine(data["day"], data["at"]), timezone.get_default_timezone()))


def _chosen(slots: tuple[ShownSlot, ...], wanted: str) -> ShownSlot | None:
    """The one that was chosen; if it is gone, the next with the same practitioner, else the first with an interpreter."""
    exact = next((one for one in slots if one.value == wanted), None)
    gone = parsed(wanted)
    same = next((one for one in slots if gone and one.practitioner.pk == gone[0] and one.slot.start >= gone[1]), None)
    covered = next((one for one in slots if one.slot.covered), None)
    return exact or same or covered or next(iter(slots), None)


def _sooner(asked: Asked, day: date, now: datetime, slots: tuple[ShownSlot, ...]) -> ShownSlot | None:
    first = slots[0].slot.start if slots else None
    if day != timezone.localdate(now) or (first and first - now <= LONG_WAIT):
        return None
    found = _shown(free_slots(replace(asked, practitioner_id=None), day=day, now=now, limit=1), now)
    return found[0] if found and (first is None or found[0].slot.start < first - LONG_WAIT) else None


def _later(asked: Asked, day: date, now: datetime) -> date | None:
    found = next(free_days(asked, first=day + timedelta(days=1), last=day + LOOK_AHEAD, now=now, limit=1), None)
    return found[0] if found else None


def _shown(found: tuple[Slot, ...], now: datetime) -> tuple[ShownSlot, ...]:
    people = Practitioner.objects.select_related("room").in_bulk({slot.practitioner_id for slot in found})
    speakers = Interpreter.objects.in_bulk({slot.offers[0].interpreter for slot in found if slot.offers})
    return tuple(
        ShownSlot(
            slot,
            people[slot.practitioner_id],
            speakers[slot.offers[0].interpreter] if slot.offers else None,
            same=bool(slot.offers) and any(reason.code == "same_as_before" for reason in slot.offers[0].reasons),
            wait=max(0, int((slot.start - now).total_seconds() // 60)) if slot.start - now < SHOWN_WAIT else None,
        )
        for slot in found
    )
