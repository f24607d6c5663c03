"""The named refusals of the verbs, as problems: 422 for what cannot be true, 409 with what stands in the way."""
from typing import Any

from django.http import HttpRequest, JsonResponse

from clinic.api.problems import Problem, WrongField
from clinic.visits import refusals as visits
from interpreters import booking as interpreters
from patients import refusals as patients
from patients import wording

FIELDS = {"visit_in_past": "start", "visit_too_far_ahead": "start", "window_invalid": "start", "interpreter_unknown": "interpreter"}
KINDS = (patients.Refusal, visits.Refusal, interpreters.BookingRefused)


def of_refusal(refusal: Exception | type[Exception]) -> Problem:
    """The code is the refusal's own; unknown ones stay 409."""
    code: str = getattr(refusal, "code", "refused")
    if isinstance(refusal, patients.Implausible):
        errors = [WrongField(field=name, code=problem, message=wording.problem(problem)) for name, problem in refusal.problems.items()]
        return Problem(422, code, errors=errors)
    if code in FIELDS:
        return Problem(422, code, errors=[WrongField(field=FIELDS[code], code=code)])
    return Problem(409, code, **in_the_way(refusal))


def in_the_way(refusal: Any) -> dict[str, Any]:
    """Record numbers, tickets, rooms, times: what the desk needs to go on; never a name."""
    told: dict[str, Any] = {}
    match refusal:
        case patients.PossibleDuplicate():
            told = {"field": "confirm_new", "candidates": [_candidate(candidate) for candidate in refusal.candidates]}
        case patients.AlreadyRegistered():
            told = {"field": "document_number", "mrn": refusal.mrn}
        case visits.Taken():
            told = {"field": "start", "ticket": refusal.ticket, "place": refusal.room, "until": refusal.until}
        case visits.AfterLastDay():
            told = {"field": "start", "last_day": refusal.last_day}
        case visits.DayClosed():
            told = {"field": "start", "day": refusal.day, "reason": refusal.kind}
        case visits.StateMoved():
            told = {"state": refusal.state}
        case interpreters.InterpreterNotFree():
            told = {"field": "interpreter", "place": refusal.place, "until": refusal.until, "next_free": refusal.next_free}
    return told


def respond(request: HttpRequest, refusal: Exception | type[Exception]) -> JsonResponse:
    return of_refusal(refusal).response()


def _candidate(candidate: patients.Candidate) -> dict[str, Any]:
    likeness = candidate.likeness
    return {"mrn": candidate.mrn, "verdict": likeness.verdict, "score": round(likeness.score, 3), "reasons": list(likeness.reasons)}
