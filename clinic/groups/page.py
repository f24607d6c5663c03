"""What the pages of groups show, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from clinic.departments.models import Practitioner
from clinic.groups.members import patients_of, stays_of, visits_of
from clinic.groups.timetable import Place, Timetable
from clinic.groups.to_sign import asked_of
from clinic.visits.models import LIVE_STATES, Visit
from interpreters.models import Interpreter
from patients.models import Group, Patient
from patients.stay_clocks import clock_of

SHOWN = 60
ON_A_PAGE = 100  # a bus whole, a list of two thousand in parts


@dataclass(frozen=True)
class ListedGroup:
    """A group with how many are registered, still open, and have visits on the day."""

    group: Group
    registered: int
    waiting: int
    visits: int


@dataclass(frozen=True)
class Person:
    """One of a group with the stay, the visits of the day, and how many questions of consent are open."""

    patient: Patient
    clock: Any
    visits: list[Visit] = field(default_factory=list)
    to_ask: int = 0


@dataclass(frozen=True)
class ShownPlace:
    """One line of a proposed timetable. `value` is what the form carries."""

    place: Place
    patient: Patient
    practitioner: Practitioner
    interpreter: Interpreter | None


def groups_of(day: date) -> list[ListedGroup]:
    """The latest groups. Two queries."""
    open_rows = Count("lines", filter=Q(lines__registered_at=None) & ~Q(lines__decision="left_out"))
    found = Group.objects.select_related("crossing").annotate(people=Count("lines__registered_at"), open_rows=open_rows)[:SHOWN]
    groups = list(found)
    visits = Visit.objects.filter(day=day, state__in=LIVE_STATES, patient__group_lines__group__in=[group.pk for group in groups])
    counted = dict(visits.values_list("patient__group_lines__group").annotate(number=Count("pk", distinct=True)))
    return [ListedGroup(group, group.people, group.open_rows, counted.get(group.pk, 0)) for group in groups]


def people_of(group: Group, day: date, *, asked_at: datetime | None = None) -> list[Person]:
    """Everybody registered, families together. Three queries, and three more when open questions are counted."""
    patients = patients_of(group)
    open_questions = {one.patient.pk: len(one.wanted) for one in asked_of(patients, now=asked_at)} if asked_at else {}
    stays = stays_of(patients, day)
    theirs: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits_of(patients, day):
        theirs[visit.patient_id].append(visit)
    return [
        Person(patient, clock_of(stays.get(patient.pk), day), theirs[patient.pk], open_questions.get(patient.pk, 0)) for patient in patients
    ]


def shown(timetable: Timetable, patients: Sequence[Patient]) -> list[ShownPlace]:
    """The timetable with its people. Two queries."""
    people = {patient.pk: patient for patient in patients}
    treating = Practitioner.objects.select_related("room").in_bulk({place.practitioner_id for place in timetable.places})
    speaking = Interpreter.objects.in_bulk({place.interpreter_id for place in timetable.places if place.interpreter_id})
    return [
        ShownPlace(place, people[place.patient_id], treating[place.practitioner_id], speaking.get(place.interpreter_id or 0))
        for place in timetable.places
    ]
