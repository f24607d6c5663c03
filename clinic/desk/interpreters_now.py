"""Who of the interpreters is free, with whom, until when, and who could take a visit that has nobody."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic.visits.models import Visit
from interpreters.availability import Interval, Place
from interpreters.matching import Candidate, Need, rank
from interpreters.models import Interpreter

ORDER = {"free": 0, "with": 1, "waits": 2, "pause": 3, "absent": 4, "off": 5}


@dataclass(frozen=True)
class PersonNow:
    """One interpreter at this minute. `mode`: free, with (a patient), waits (for one), pause, absent, off."""

    interpreter: Interpreter
    mode: str
    until: datetime | None = None
    visit: Visit | None = None
    following: Visit | None = None
    leaves: datetime | None = None
    reason: str = ""


def people_now(people: list[Interpreter], candidates: Iterable[Candidate], visits: list[Visit], *, now: datetime) -> tuple[PersonNow, ...]:
    """Free ones first, then those with a patient, then those who are away."""
    by_id = {candidate.id: candidate for candidate in candidates}
    found = [_one(person, by_id[person.pk], [visit for visit in visits if _has(visit, person)], now) for person in people]
    return tuple(sorted(found, key=lambda one: (ORDER[one.mode], one.until or now, one.interpreter.pk)))


def offers_for(visits: list[Visit], people: list[Interpreter], candidates: tuple[Candidate, ...]) -> dict[int, Interpreter]:
    """The best who could come to each visit that has nobody; a visit without an offer is left out."""
    by_id = {person.pk: person for person in people}
    found: dict[int, Interpreter] = {}
    for visit in visits:
        offers = rank(need_of(visit), candidates).offers
        if offers:
            found[visit.pk] = by_id[offers[0].interpreter]
    return found


def need_of(visit: Visit) -> Need:
    """The minutes of a visit that want an interpreter, as the ranking asks for them."""
    room = visit.room
    return Need(
        interval=Interval(visit.window_starts or visit.starts, visit.window_ends or visit.ends),
        place=Place(room.code, room.floor) if room else Place(""),
        skills=visit.service.skill_codes,
    )


def _has(visit: Visit, person: Interpreter) -> bool:
    return visit.booking is not None and visit.booking.interpreter_id == person.pk and visit.state not in ("no_show", "cancelled")


def _one(person: Interpreter, candidate: Candidate, visits: list[Visit], now: datetime) -> PersonNow:
    coming = [visit for visit in visits if visit.booking and visit.booking.starts > now and visit.state != "done"]
    following = coming[0] if coming else None
    absence = next((one for one in candidate.absences if one.interval.end > now), None)
    leaves = absence.interval.start if absence and absence.interval.start > now else None
    if absence and absence.interval.start <= now:
        return PersonNow(person, "absent", absence.interval.end, following=following, reason=absence.reason)
    for visit in visits:
        if visit.booking and visit.booking.starts <= now < visit.booking.ends and visit.state != "done":
            mode = "waits" if visit.state == "booked" else "with"
            return PersonNow(person, mode, visit.booking.ends, visit, following, leaves, absence.reason if absence else "")
    here = next((piece for piece in candidate.at_work if piece.start <= now < piece.end), None)
    if here is None:
        later = next((piece.start for piece in candidate.at_work if piece.start > now), None)
        return PersonNow(person, "pause" if later else "off", later, following=following)
    until = min(here.end, following.booking.starts) if following and following.booking else here.end
    return PersonNow(person, "free", until, following=following, leaves=leaves, reason=absence.reason if absence else "")
