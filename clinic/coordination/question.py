"""A day as the planner is asked about it: windows of live visits, who is at work, what has been told, what must stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from clinic.coordination.facts import Facts
from clinic.coordination.urgency import Urgency
from clinic.visits.models import Visit, Window
from clinic.visits.taking import place_of
from interpreters import day as puzzle
from interpreters import roster
from interpreters.availability import Place, Walk
from interpreters.matching import NORMAL_WALK, Candidate
from interpreters.models import Booking, Interpreter

DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Slot:
    """One window of one visit. `fixed`: a plan leaves it as it is; `previous` is who interpreted for this patient last."""

    window: Window
    held_by: int | None
    booking: Booking | None
    fixed: bool
    previous: int | None
    urgency: Urgency

    @property
    def id(self) -> str:
        return f"{self.visit.pk}:{self.window.key}"

    @property
    def visit(self) -> Visit:
        return self.window.visit

    @property
    def place(self) -> Place:
        return place_of(self.visit)


@dataclass(frozen=True)
class Question:
    """All a plan of this day rests on. `others` are bookings that belong to none of `slots`; they stay."""

    day: date
    now: datetime
    slots: Mapping[str, Slot]
    candidates: Mapping[int, Candidate]
    names: Mapping[int, Interpreter]
    others: tuple[Booking, ...] = ()
    walk: Walk = NORMAL_WALK
    facts: Facts = field(default_factory=dict)

    def minute(self, moment: datetime, *, up: bool = False) -> int:
        """Minutes after the day's midnight, whole ones down or up."""
        seconds = (moment - roster.midnight(self.day)).total_seconds()
        return int(-(-seconds // 60) if up else seconds // 60)

    @property
    def people(self) -> list[puzzle.Interpreter]:
        """Skills are codes of services, because a service asks for any one of several codes of hers."""
        services = {slot.visit.service.code: slot.visit.service.skill_codes for slot in self.slots.values()}
        return [self._person(candidate, services) for candidate in self.candidates.values()]

    def _person(self, candidate: Candidate, services: Mapping[str, frozenset[str]]) -> puzzle.Interpreter:
        spans = [
            (max(0, self.minute(piece.start, up=True)), min(DAY_MINUTES, self.minute(piece.end)))
            for piece in (candidate.at_work if candidate.active else ())
        ]
        spans = sorted(span for span in spans if span[0] < span[1])
        shift = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        between = tuple((one[1], other[0]) for one, other in pairwise(spans))
        skills = frozenset(code for code, any_of in services.items() if candidate.level(any_of))
        return puzzle.Interpreter(candidate.id, candidate.sex, skills, shift, between)

    @property
    def windows(self) -> list[puzzle.Window]:
        return [self.asked(slot) for slot in self.slots.values()] + [self._taken(booking) for booking in self.others]

    def asked(self, slot: Slot) -> puzzle.Window:
        start, end = self._minutes(slot.window.starts, slot.window.ends, stays=slot.fixed)
        visit = slot.visit
        wish = visit.interpreter_sex or None
        return puzzle.Window(slot.id, start, end, visit.service.code, slot.urgency.level, wish, slot.previous)

    def _taken(self, booking: Booking) -> puzzle.Window:
        return puzzle.Window(other_id(booking), *self._minutes(booking.starts, booking.ends, stays=True), "")

    def _minutes(self, starts: datetime, ends: datetime, *, stays: bool) -> tuple[int, int]:
        """Outwards to whole minutes; what stays is only moved down, so that two that touch within a minute still do."""
        start = self.minute(starts)
        return start, max(start + 1, self.minute(ends, up=not stays))

    @property
    def locked(self) -> list[tuple[str, int]]:
        held = [(slot.id, slot.held_by) for slot in self.slots.values() if slot.fixed and slot.held_by]
        return held + [(other_id(booking), booking.interpreter_id) for booking in self.others]

    @property
    def known(self) -> dict[puzzle.Id, puzzle.Id]:
        """Who has been told of which window, and may yet be told otherwise."""
        return {slot.id: slot.held_by for slot in self.slots.values() if slot.held_by and not slot.fixed}

    def way(self, one: puzzle.Window, other: puzzle.Window) -> int:
        """The very minutes `booking.book` will ask for between the two rooms."""
        return self.walk.minutes(self._places[one.id], self._places[other.id])

    @cached_property
    def _places(self) -> Mapping[puzzle.Id, Place]:
        of_others: dict[puzzle.Id, Place] = {other_id(booking): Place(booking.place, booking.floor) for booking in self.others}
        return {slot.id: slot.place for slot in self.slots.values()} | of_others


def other_id(booking: Booking) -> str:
    return f"booking:{booking.pk}"
