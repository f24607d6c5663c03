"""Who could interpret a time, who could not, and why, in words. Three queries besides the roster's six."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from clinic.visits.models import Visit
from clinic.visits.openings import Asked, rankings_at, waits_from
from clinic.visits.wording import against_in_words, in_favour_in_words
from interpreters.matching import MAY_BE_PASSED_OVER, Offer, Ranking, Refusal
from interpreters.models import Interpreter

SHOWN_WAITS = 3


@dataclass(frozen=True)
class Speaker:
    """One interpreter at one time; `free` ones may be chosen, the others say everything that stands in the way.

    `throughout`: she can take every window of the visit. `unsuited`: her time is free, only skill or sex stand in the way.
    `absent`: she is noted as absent then.
    """

    interpreter: Interpreter
    free: bool
    words: str
    throughout: bool = False
    unsuited: bool = False
    absent: bool = False


def speakers_at(asked: Asked, start: datetime, *, now: datetime, except_bookings: Collection[int] = ()) -> tuple[tuple[Speaker, ...], ...]:
    """For each window of the visit: best first, then those who cannot, soonest free first. Some bookings may be left out."""
    rankings = rankings_at(asked, start=start, now=now, except_bookings=except_bookings)
    offered = {one.interpreter for ranking in rankings for one in ranking.offers}
    refused = {one.interpreter for ranking in rankings for one in ranking.refusals}
    people = Interpreter.objects.in_bulk(offered | refused)
    tickets = _in_the_way([refusal for ranking in rankings for refusal in ranking.refusals])
    return tuple(_in_words(ranking, people, tickets) for ranking in rankings)


@dataclass(frozen=True)
class Coming:
    """An interpreter who could come from `start` on, in so many minutes."""

    interpreter: Interpreter
    start: datetime
    minutes: int


def next_free_now(asked: Asked, *, now: datetime) -> tuple[Coming, ...]:
    """Who could come soonest to somebody who stands here, the shortest wait first."""
    waits = waits_from(asked, now=now)[:SHOWN_WAITS]
    people = Interpreter.objects.in_bulk([wait.interpreter for wait in waits])
    return tuple(Coming(people[wait.interpreter], wait.start, wait.minutes) for wait in waits)


def _in_words(ranking: Ranking, people: dict[int, Interpreter], tickets: dict[tuple[int, datetime | None], str]) -> tuple[Speaker, ...]:
    return tuple(_free(people[offer.interpreter], offer) for offer in ranking.offers) + tuple(
        _refused(people[one.interpreter], one, tickets) for one in ranking.refusals
    )


def _free(interpreter: Interpreter, offer: Offer) -> Speaker:
    throughout = any(reason.code == "both_windows" for reason in offer.reasons)
    return Speaker(interpreter, free=True, words=in_favour_in_words(offer.reasons), throughout=throughout)


def _refused(interpreter: Interpreter, refusal: Refusal, tickets: dict[tuple[int, datetime | None], str]) -> Speaker:
    """The next free moment is told once, with the last reason."""
    *others, last = refusal.reasons
    told = [against_in_words(replace(one, next_free=None), tickets.get((interpreter.pk, one.until), ""), alone=False) for one in others]
    told.append(against_in_words(last, tickets.get((interpreter.pk, last.until), "")))
    unsuited = all(one.code in MAY_BE_PASSED_OVER for one in refusal.reasons)
    absent = any(one.code == "absent" for one in refusal.reasons)
    return Speaker(interpreter, free=False, words=" · ".join(told), unsuited=unsuited, absent=absent)


def _in_the_way(refusals: Collection[Refusal]) -> dict[tuple[int, datetime | None], str]:
    """The number of the visit each busy interpreter is with then, found by where her booking ends. At most one query."""
    opening, closing = Q(), Q()
    for refusal in refusals:
        for reason in refusal.reasons:
            if reason.code in ("overlaps_booking", "walk_too_short"):
                opening |= Q(booking__interpreter=refusal.interpreter, booking__ends=reason.until)
                closing |= Q(closing_booking__interpreter=refusal.interpreter, closing_booking__ends=reason.until)
    if not opening:
        return {}
    busy = Visit.objects.filter(opening | closing)
    columns = ("booking__interpreter", "booking__ends", "closing_booking__interpreter", "closing_booking__ends", "ticket")
    found: dict[tuple[int, datetime | None], str] = {}
    for who, until, who_closes, closes, ticket in busy.values_list(*columns):
        found |= {(who, until): ticket, (who_closes, closes): ticket}
    return found
