"""Who of the interpreters is free, with whom, until when, and who could take a visit that has nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic.visits.models import Visit, Window
from clinic.visits.openings import last_interpreters
from clinic.visits.states import SETS_FREE
from clinic.visits.taking import place_of
from interpreters.availability import Interval
from interpreters.matching import Candidate, Need, rank_windows
from interpreters.models import Interpreter

ORDER = {"free": 0, "with": 1, "waits": 2, "pause": 3, "absent": 4, "off": 5}


@dataclass(frozen=True)
class BestOffer:
    """Who fits best, and for which window of the visit; empty: for all that stand open."""

    interpreter: Interpreter
    window: str


@dataclass(frozen=True)
class PersonNow:
    """One interpreter at this minute. `mode`: free, with (a patient), waits (for one), pause, absent, off.

    `following` is the next window of hers; `visit` the one she is with.
    """

    interpreter: Interpreter
    mode: str
    until: datetime | None = None
    visit: Visit | None = None
    following: Window | None = None
    leaves: datetime | None = None
    reason: str = ""


def people_now(people: list[Interpreter], candidates: Iterable[Candidate], visits: list[Visit], *, now: datetime) -> tuple[PersonNow, ...]:
    """Free ones first, then those with a patient, then those who are away."""
    by_id = {candidate.id: candidate for candidate in candidates}
    found = [_one(person, by_id[person.pk], windows_of(person.pk, visits), now) for person in people]
    return tuple(sorted(found, key=lambda one: (ORDER[one.mode], one.until or now, one.interpreter.pk)))


def windows_of(interpreter_id: int, visits: Iterable[Visit]) -> list[Window]:
    """Her windows in these visits, by time."""
    windows = (window for visit in visits if visit.state not in SETS_FREE for window in visit.windows)
    return sorted((one for one in windows if one.booking and one.booking.interpreter_id == interpreter_id), key=lambda one: one.starts)


def offers_for(visits: list[Visit], people: list[Interpreter], candidates: tuple[Candidate, ...], *, now: datetime) -> dict[int, BestOffer]:
    """The best who could come to each visit that has a gap; a visit to which nobody can come is left out. One query."""
    by_id = {person.pk: person for person in people}
    before = last_interpreters({visit.patient_id for visit in visits}, now)
    found: dict[int, BestOffer] = {}
    for visit in visits:
        gaps = visit.gaps(now)
        rankings = rank_windows([need_of(gap, before.get(visit.patient_id)) for gap in gaps], candidates)
        best = [(gap, ranking.offers[0].interpreter) for gap, ranking in zip(gaps, rankings, strict=True) if ranking.offers]
        if best:
            everywhere = len(best) == len(visit.windows) and len({who for _gap, who in best}) == 1
            found[visit.pk] = BestOffer(by_id[best[0][1]], "" if everywhere else best[0][0].key)
    return found


def need_of(window: Window, previous: int | None) -> Need:
    """The minutes of a visit that want an interpreter, as the ranking asks for them; whoever has the other window goes first."""
    visit = window.visit
    other = next((one.booking.interpreter_id for one in visit.windows if one.key != window.key and one.booking), None)
    return Need(
        interval=Interval(window.starts, window.ends),
        place=place_of(visit),
        skills=visit.service.skill_codes,
        sex=visit.interpreter_sex or None,
        previous=other or previous,
    )


def _one(person: Interpreter, candidate: Candidate, windows: list[Window], now: datetime) -> PersonNow:
    open_ones = [window for window in windows if window.visit.state != "done" and not (window.booking and window.booking.ended_at)]
    following = next((window for window in open_ones if window.starts > now), None)
    absence = next((one for one in candidate.absences if one.interval.end > now), None)
    leaves = absence.interval.start if absence and absence.interval.start > now else None
    if absence and absence.interval.start <= now:
        return PersonNow(person, "absent", absence.interval.end, following=following, reason=absence.reason)
    for window in open_ones:
        if window.starts <= now < window.ends:
            mode = "waits" if window.visit.state == "booked" else "with"
            return PersonNow(person, mode, window.ends, window.visit, following, leaves, absence.reason if absence else "")
    here = next((piece for piece in candidate.at_work if piece.start <= now < piece.end), None)
    if here is None:
        later = next((piece.start for piece in candidate.at_work if piece.start > now), None)
        return PersonNow(person, "pause" if later else "off", later, following=following)
    until = min(here.end, following.starts) if following else here.end
    return PersonNow(person, "free", until, following=following, leaves=leaves, reason=absence.reason if absence else "")
