"""The planner asked about a day. Importing this loads the solver."""

from collections.abc import Mapping
from dataclasses import replace

from clinic.coordination.answer import Answer, Uncovered, by_weight, figures, held_now, moves_to
from clinic.coordination.hints import hints, nearly
from clinic.coordination.question import Question
from clinic.visits.windows import CLOSING, OPENING
from interpreters.day import Id
from interpreters.planning import DayPlan, Window, plan_day

HINT_SECONDS = 1.5  # somebody waits for the page; what is not tried by then is not told


def ask(question: Question, *, seconds: float, help_wanted: bool = True) -> Answer:
    """The plan in at most `seconds`, twice that where a visit has two windows; what would help in a moment more."""
    plan = _with_one_voice(question, _planned(question, question.windows, question.known, seconds), seconds)
    answer = Answer(
        moves=moves_to(question, plan.assigned),
        uncovered=_uncovered(question, plan),
        before=figures(question, held_now(question)),
        after=figures(question, plan.assigned),
        optimal=plan.optimal,
        percent=_from_best(question, plan),
    )
    return replace(answer, hints=hints(question, plan, seconds=min(seconds, HINT_SECONDS))) if help_wanted else answer


def _planned(question: Question, windows: list[Window], known: Mapping[Id, Id], seconds: float) -> DayPlan:
    return plan_day(question.people, windows, travel_minutes=question.way, locked=question.locked, known=known, seconds=seconds)


def _with_one_voice(question: Question, plan: DayPlan, seconds: float) -> DayPlan:
    """Whoever gets the opening of a visit is the known face of its closing: only now is it known who that is.

    Openings stay as the plan has them, as if they had been told; the plan itself does so, hence nothing told is lost.
    """
    openings = {slot.visit.pk: slot for slot in question.slots.values() if slot.window.key == OPENING and slot.id in plan.assigned}
    closings = [slot for slot in question.slots.values() if slot.window.key == CLOSING and slot.visit.pk in openings]
    voices: dict[Id, Id] = {slot.id: plan.assigned[openings[slot.visit.pk].id] for slot in closings}
    if all(plan.assigned.get(window) == who for window, who in voices.items()):
        return plan
    windows = [replace(window, previous=voices.get(window.id, window.previous)) for window in question.windows]
    told: dict[Id, Id] = {slot.id: plan.assigned[slot.id] for slot in openings.values()}
    again = _planned(question, windows, told | question.known, seconds)
    return again if again.covered_weight >= plan.covered_weight else plan


def _uncovered(question: Question, plan: DayPlan) -> tuple[Uncovered, ...]:
    close = nearly(question, plan)
    slots = sorted((slot for slot in question.slots.values() if slot.id in plan.uncovered), key=by_weight)
    return tuple(
        Uncovered(slot.id, slot.visit.pk, plan.uncovered[slot.id], slot.urgency.level, slot.urgency.reasons, close[slot.id])
        for slot in slots
    )


def _from_best(question: Question, plan: DayPlan) -> float:
    """Per cent of the weight of the day's windows, bookings that no plan moves left out; one decimal, rounded up."""
    if plan.optimal:
        return 0.0
    best = plan.bound - len(question.others)
    return -(-1000 * (plan.bound - plan.covered_weight) // best) / 10 if best else 0.0
