"""A timetable becomes visits: each in its own transaction, what is refused is told, the rest stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic.departments.models import Practitioner
from clinic.groups.members import remarks_of
from clinic.groups.timetable import Place
from clinic.visits import scheduling
from clinic.visits.models import Visit
from clinic.visits.refusals import Refusal
from interpreters.booking import BookingRefused
from patients.models import Group
from patients.refusals import MergedAway

LONGEST_COMPLAINT = 400


@dataclass(frozen=True)
class Refused:
    """One place of the timetable that could not be kept; `why` is the refusal of the booking verb."""

    place: Place
    why: Refusal | BookingRefused


def book_all(group: Group, places: Iterable[Place], *, service_id: int, by_id: int, now: datetime) -> tuple[list[Visit], list[Refused]]:
    """Every place as it was shown. Pressed twice, the second finds the patients taken and books nobody again."""
    booked, refused = [], []
    remarks = remarks_of(group)
    for place in places:
        new = scheduling.NewVisit(
            patient_id=place.patient_id,
            service_id=service_id,
            practitioner_id=place.practitioner_id,
            starts=place.start,
            interpreter_id=place.interpreter_id,
            closing_interpreter_id=place.closing_interpreter_id,
            complaint=remarks.get(place.patient_id, "")[:LONGEST_COMPLAINT],
        )
        try:
            booked.append(scheduling.book(new, by_id=by_id, now=now))
        except (Refusal, BookingRefused) as why:
            refused.append(Refused(place, why))
        except (Practitioner.DoesNotExist, MergedAway):
            refused.append(Refused(place, Refusal()))
    return booked, refused
