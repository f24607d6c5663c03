"""Opening a visit at the counter: booked with the interpreter who fits best, and waiting at once when the patient stands there."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from clinic.departments.models import Service
from clinic.visits import locking, progress, scheduling
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.openings import Asked, rankings_at
from clinic.visits.refusals import NobodySpeaks
from interpreters.booking import InterpreterNotFree
from patients import staying
from patients.plausibility import NewStay

# Whoever is here for a later hour goes away again; her waiting has not begun.
WAITS_FROM = timedelta(hours=1)
SECOND_CLICK = timedelta(minutes=5)
ATTEMPTS = 3


@dataclass(frozen=True)
class Counter:
    """What stands before the desk: `best` asks for the interpreter who fits best at this moment instead of the one named,

    `here` sets a visit within the hour waiting at once, `entered` is the day of a new entry stamp (visa-free).
    """

    best: bool = False
    here: bool = False
    entered: date | None = None


@transaction.atomic
def open_visit(new: scheduling.NewVisit, seen: Counter, *, by_id: int, now: datetime) -> Visit:
    """The entry stamp and the visit, or neither.

    Raises what `scheduling.book` and `staying.record_stay` raise, and NobodySpeaks where the best interpreter was asked
    and none is free.
    """
    if seen.entered:
        locking.their_time(new.practitioner_id, new.patient_id)
        staying.record_stay(new.patient_id, NewStay(seen.entered), by_id=by_id, now=now)
    visit = _with_the_best(new, by_id=by_id, now=now) if seen.best else scheduling.book(_with_an_end(new, now=now), by_id=by_id, now=now)
    if seen.here and visit.starts <= now + WAITS_FROM:
        visit = progress.change_state(visit.pk, Visit.State.ARRIVED, seen=visit.state, by_id=by_id, now=now)
    return visit


def just_booked(new: scheduling.NewVisit, *, by_id: int, now: datetime) -> Visit | None:
    """What the first of two clicks booked a moment ago."""
    same = Visit.objects.filter(
        patient_id=new.patient_id, service_id=new.service_id, practitioner_id=new.practitioner_id, starts=new.starts, state__in=LIVE_STATES
    )
    return same.filter(booked_by_id=by_id, booked_at__gte=now - SECOND_CLICK).first()


def _with_the_best(new: scheduling.NewVisit, *, by_id: int, now: datetime) -> Visit:
    """Another desk may take the best one between the look and the lock: then the next best."""
    asked = _asked(new)
    refused: InterpreterNotFree | None = None
    for _attempt in range(ATTEMPTS):
        rankings = rankings_at(asked, start=new.starts, now=now)
        if not rankings:
            return scheduling.book(replace(new, interpreter_id=None), by_id=by_id, now=now)
        if not rankings[0].offers:
            later = [one.reasons[-1].next_free for one in rankings[0].refusals if one.reasons[-1].next_free]
            raise NobodySpeaks(min(later, default=None))
        best = [ranking.offers[0].interpreter if ranking.offers else None for ranking in rankings]
        try:
            wanted = replace(new, interpreter_id=best[0], closing_interpreter_id=best[-1] if len(best) > 1 else None)
            return scheduling.book(wanted, by_id=by_id, now=now)
        except InterpreterNotFree as taken:
            refused = taken
    assert refused is not None
    raise refused


def _with_an_end(new: scheduling.NewVisit, *, now: datetime) -> scheduling.NewVisit:
    """Where somebody was named for the start and cannot stay for the end, the end goes to whoever fits best then."""
    asked = _asked(new)
    if not new.interpreter_id or new.closing_interpreter_id or asked.wanted.mode != "first_and_last":
        return new
    closing = rankings_at(asked, start=new.starts, now=now)[1:]
    able = [offer.interpreter for ranking in closing for offer in ranking.offers]
    return replace(new, closing_interpreter_id=new.interpreter_id if new.interpreter_id in able else next(iter(able), None))


def _asked(new: scheduling.NewVisit) -> Asked:
    service = Service.objects.select_related("department").get(pk=new.service_id)
    return Asked(service, new.patient_id, new.practitioner_id, sex=new.interpreter_sex, interpreting=new.interpreting)
