"""A whole group laid on the free times of one day: who, when, with whom, and who speaks for them. Pure.

First come the starts at which somebody can interpret; what is left over is laid without an interpreter and says so.
Members keep their order, so that a family is treated one after the other or side by side.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from clinic.visits.slots import STEP, Opening
from interpreters.availability import Busy, Interval, subtract
from interpreters.matching import Candidate, Need, rank_windows
from patients.folding import fold

NeedAt = Callable[[datetime, int], tuple[Need, ...]]


@dataclass(frozen=True)
class Member:
    """One of the group. `hindered` is why no visit can be that day at all: has_one_already, after_last_day, or ""."""

    patient_id: int
    taken: tuple[Interval, ...] = ()
    previous: int | None = None
    hindered: str = ""


@dataclass(frozen=True)
class Place:
    """One visit proposed. `interpreter_id` None with `needs_interpreter`: nobody who could is free then.

    `closing_interpreter_id` speaks at the end, where that is a window of its own.
    """

    patient_id: int
    practitioner_id: int
    start: datetime
    interpreter_id: int | None
    needs_interpreter: bool
    closing_interpreter_id: int | None = None


@dataclass(frozen=True)
class Timetable:
    """What is proposed, by time, and who got no place and why: hindered as above, or no_time."""

    places: tuple[Place, ...] = ()
    without: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """What all of them get: how long it takes, from when on, and what it needs of an interpreter."""

    length: timedelta
    not_before: datetime
    need_at: NeedAt


def lay(members: Sequence[Member], openings: Collection[Opening], candidates: Collection[Candidate], wish: Wish) -> Timetable:
    """The earliest start for each in turn. The same day gives the same timetable."""
    day = _Day(wish, openings, candidates, favourite=_favourite(members))
    waiting = [member for member in members if not member.hindered]
    places: list[Place] = []
    for covered in (True, False):
        for start, practitioner_id in sorted(day.starts()):
            member = next((one for one in waiting if day.free_for(one, start, practitioner_id)), None)
            place = day.place(member, start, practitioner_id, covered=covered) if member else None
            if member and place:
                waiting.remove(member)
                places.append(place)
    without = {member.patient_id: member.hindered for member in members if member.hindered}
    without |= dict.fromkeys((member.patient_id for member in waiting), "no_time")
    return Timetable(tuple(sorted(places, key=lambda place: (place.start, place.practitioner_id))), without)


def families_together(names: Sequence[tuple[int, str]]) -> list[int]:
    """Keys in the order of the list, those of one surname drawn up to the first of them. Иванов and Иванова are one family."""
    order: dict[str, int] = {}
    for number, (_key, surname) in enumerate(names):
        order.setdefault(_family(surname), number)
    return [key for _place, _number, key in sorted((order[_family(surname)], number, key) for number, (key, surname) in enumerate(names))]


def _family(surname: str) -> str:
    return fold(surname).rstrip("ai")


def _favourite(members: Sequence[Member]) -> int | None:
    """Whom most of them know already."""
    known = Counter(member.previous for member in members if member.previous)
    return known.most_common(1)[0][0] if known else None


class _Day:
    """What is free while the day fills up."""

    def __init__(self, wish: Wish, openings: Collection[Opening], candidates: Collection[Candidate], *, favourite: int | None) -> None:
        self.wish, self.favourite = wish, favourite
        self.openings = {opening.practitioner_id: opening for opening in openings}
        self.candidates = {candidate.id: candidate for candidate in candidates}

    def starts(self) -> Iterator[tuple[datetime, int]]:
        for opening in self.openings.values():
            for free in subtract(opening.hours, opening.taken):
                behind = max(timedelta(), self.wish.not_before - free.start)
                start = free.start + STEP * -(-behind // STEP)
                while start + self.wish.length <= free.end:
                    yield start, opening.practitioner_id
                    start += STEP

    def free_for(self, member: Member, start: datetime, practitioner_id: int) -> bool:
        visit = Interval(start, start + self.wish.length)
        return not any(visit.overlaps(taken) for taken in (*self.openings[practitioner_id].taken, *member.taken))

    def place(self, member: Member, start: datetime, practitioner_id: int, *, covered: bool) -> Place | None:
        """Take practitioner and interpreters; None where somebody must interpret and nobody can, if it is to be `covered`."""
        needs = self.wish.need_at(start, practitioner_id)
        speakers = self._speakers(needs, member)
        if covered and None in speakers:
            return None
        for need, speaker in zip(needs, speakers, strict=True):
            self._take(speaker, need)
        opening = self.openings[practitioner_id]
        self.openings[practitioner_id] = replace(opening, taken=(*opening.taken, Interval(start, start + self.wish.length)))
        first, last, *_nobody = [*speakers, None, None]
        return Place(member.patient_id, practitioner_id, start, first, bool(needs), last)

    def _speakers(self, needs: Sequence[Need], member: Member) -> list[int | None]:
        """For each window whom the member knows, else whom the group knows, else whom the ranking names first."""
        known = [replace(need, previous=member.previous or self.favourite) for need in needs]
        rankings = rank_windows(known, list(self.candidates.values()))
        return [ranking.offers[0].interpreter if ranking.offers else None for ranking in rankings]

    def _take(self, speaker: int | None, need: Need) -> None:
        if speaker is None:
            return
        chosen, minutes = self.candidates[speaker], need.interval.minutes
        self.candidates[speaker] = replace(
            chosen,
            bookings=(*chosen.bookings, Busy(need.interval, need.place)),
            minutes_today=chosen.minutes_today + minutes,
            minutes_week=chosen.minutes_week + minutes,
        )
