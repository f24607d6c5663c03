"""Who could interpret a time, who could not, and why, in words. Three queries besides the roster's five."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from clinic.visits.models import Visit
from clinic.visits.openings import Asked, ranking_at
from clinic.visits.wording import against_in_words, in_favour_in_words
from interpreters.matching import Offer, Refusal
from interpreters.models import Interpreter


@dataclass(frozen=True)
class Speaker:
    """One interpreter at one time; `free` ones may be chosen, the others say what stands in the way."""

    interpreter: Interpreter
    free: bool
    words: str


def speakers_at(asked: Asked, start: datetime, *, now: datetime, except_booking: int | None = None) -> tuple[Speaker, ...] | None:
    """Best first, then those who cannot, soonest free first; None where the visit needs nobody. One booking may be left out."""
    ranking = ranking_at(asked, start=start, now=now, except_booking=except_booking)
    if ranking is None:
        return None
    ids = [offer.interpreter for offer in ranking.offers] + [refusal.interpreter for refusal in ranking.refusals]
    people = Interpreter.objects.in_bulk(ids)
    tickets = _in_the_way(ranking.refusals)
    return tuple(_free(people[offer.interpreter], offer) for offer in ranking.offers) + tuple(
        Speaker(people[one.interpreter], free=False, words=against_in_words(one.reasons[0], tickets.get(one.interpreter, "")))
        for one in ranking.refusals
    )


def _free(interpreter: Interpreter, offer: Offer) -> Speaker:
    return Speaker(interpreter, free=True, words=in_favour_in_words(offer.reasons))


def _in_the_way(refusals: tuple[Refusal, ...]) -> dict[int, str]:
    """The number of the visit each busy interpreter is with then, found by where her booking ends."""
    theirs = Q()
    for refusal in refusals:
        reason = refusal.reasons[0]
        if reason.code == "overlaps_booking":
            theirs |= Q(booking__interpreter=refusal.interpreter, booking__ends=reason.until)
    if not theirs:
        return {}
    busy = Visit.objects.filter(theirs, booking__released_at__isnull=True)
    return dict(busy.values_list("booking__interpreter", "ticket"))
