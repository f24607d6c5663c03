"""What would help the windows nobody comes to; each hint is tried out with the planner, none is guessed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clinic.coordination.answer import Hint, by_weight
from clinic.coordination.question import Question, Slot
from clinic.departments.models import ConsultingHours
from clinic.visits.models import Visit
from interpreters import roster
from interpreters.availability import Interval
from interpreters.day import ANY_SKILL, WEIGHTS, Day, Interpreter, Window, speaks, suits, there
from interpreters.packing import Countdown
from interpreters.planning import DayPlan, plan_day

SHIFTS = (5, -5, 10, -10, 15, -15)
HELPER = "helper"
BLOCK, HOUR = 120, 60
STAYS_LONGER = 30  # minutes somebody may be asked to stay, or to come earlier
MOST_SHIFTS, MOST_NEARLY = 3, 2
ONE_TRY = 0.5
MOVABLE = ("booked", "arrived")


@dataclass
class Trial:
    """A question with its plan, asked again and again with one thing different, while time lasts."""

    question: Question
    plan: DayPlan
    countdown: Countdown

    @property
    def open_slots(self) -> list[Slot]:
        return sorted((slot for slot in self.question.slots.values() if slot.id in self.plan.uncovered), key=by_weight)

    def again(self, *, people: Sequence[Interpreter] | None = None, windows: Sequence[Window] | None = None) -> DayPlan:
        question = self.question
        return plan_day(
            people or question.people,
            windows or question.windows,
            travel_minutes=question.way,
            locked=question.locked,
            known=self.plan.assigned,
            seconds=min(ONE_TRY, self.countdown.left),
        )


def hints(question: Question, plan: DayPlan, *, seconds: float) -> tuple[Hint, ...]:
    """One more person for two hours, and up to three visits that may move a little. Empty when nobody is uncovered."""
    trial = Trial(question, plan, Countdown(seconds))
    return (*_one_more(trial), *_shifted(trial)) if trial.open_slots else ()


def nearly(question: Question, plan: DayPlan) -> dict[str, tuple[tuple[int, str, int], ...]]:
    """For each uncovered window: who is free then, and what is missing."""
    day = Day(question.people, question.windows, question.way, dict(plan.assigned))
    found = {}
    for slot in question.slots.values():
        if slot.id in plan.uncovered:
            window = day.window[slot.id]
            free = (person for person in day.interpreters if day.fits(window, day.held[person.id]))
            close = (one for person in free if (one := _missing(person, window)))
            found[slot.id] = tuple(sorted(close, key=lambda one: (one[2], one[0])))[:MOST_NEARLY]
    return found


def _missing(person: Interpreter, window: Window) -> tuple[int, str, int] | None:
    """The one thing that is missing; None when more is, or nothing."""
    if not isinstance(person.id, int) or person.shift[0] >= person.shift[1]:
        return None
    if there(person, window):
        lacks = [code for code, has in (("no_skill", speaks(person, window)), ("sex", suits(person, window))) if not has]
        return (person.id, lacks[0], 0) if len(lacks) == 1 else None
    return _hours_missing(person, window) if speaks(person, window) and suits(person, window) else None


def _hours_missing(person: Interpreter, window: Window) -> tuple[int, str, int] | None:
    earlier, longer = max(0, person.shift[0] - window.start), max(0, window.end - person.shift[1])
    in_break = any(window.start < end and start < window.end for start, end in person.breaks)
    if in_break or earlier + longer > STAYS_LONGER or (earlier and longer):
        return None
    return (int(str(person.id)), "stays" if longer else "comes", earlier + longer)


def _one_more(trial: Trial) -> Iterator[Hint]:
    """The two hours in which one more person who can everything covers most."""
    found: list[tuple[int, int, Hint]] = []
    for start in _block_starts([trial.question.asked(slot) for slot in trial.open_slots]):
        if trial.countdown.left <= ONE_TRY / 10:
            break
        covered = _with_helper(trial, start)
        weight = sum(WEIGHTS[trial.question.slots[one].urgency.level] for one in covered)
        found.append((weight, -start, Hint("person", covered, start=start, end=start + BLOCK)))
    best = max(found, default=None, key=lambda one: one[:2])
    if best and best[0]:
        yield best[2]


def _block_starts(windows: Collection[Window]) -> list[int]:
    """Full hours from which two hours hold an uncovered window whole."""
    hours = {window.start // HOUR * HOUR for window in windows} | {window.end // HOUR * HOUR - HOUR for window in windows}
    return sorted(hour for hour in hours if any(hour <= window.start and window.end <= hour + BLOCK for window in windows))


def _with_helper(trial: Trial, start: int) -> tuple[str, ...]:
    wished = [slot.visit.interpreter_sex for slot in trial.open_slots if slot.visit.interpreter_sex]
    helper = Interpreter(HELPER, wished[0] if wished else "F", frozenset({ANY_SKILL}), (start, start + BLOCK))
    plan = trial.again(people=[*trial.question.people, helper])
    return tuple(slot.id for slot in trial.open_slots if slot.id in plan.assigned)


def _shifted(trial: Trial) -> Iterator[Hint]:
    """Visits whose practitioner and patient are free a little later or earlier, when somebody can come."""
    around = _Around(trial.question, trial.open_slots)
    left = MOST_SHIFTS
    for slot in trial.open_slots:
        for minutes in SHIFTS:
            if not left or trial.countdown.left <= ONE_TRY / 10:
                return
            if around.may_move(slot.visit, minutes) and _helps(trial, slot, minutes):
                yield Hint("shift", (slot.id,), visit=slot.visit.pk, minutes=minutes)
                left -= 1
                break


def _helps(trial: Trial, slot: Slot, minutes: int) -> bool:
    """Whether all of the visit's windows lie better together: more weight is covered than before."""
    mine = {f"{slot.visit.pk}:{window.key}" for window in slot.visit.windows}
    moved = [_later(window, minutes) if window.id in mine else window for window in trial.question.windows]
    plan = trial.again(windows=moved)
    return slot.id in plan.assigned and plan.covered_weight > trial.plan.covered_weight


def _later(window: Window, minutes: int) -> Window:
    return replace(window, start=window.start + minutes, end=window.end + minutes)


class _Around:
    """Whether a visit may lie elsewhere for all but the interpreter. One query: consulting hours."""

    def __init__(self, question: Question, slots: Collection[Slot]) -> None:
        self.question = question
        self.visits = {slot.visit.pk: slot.visit for slot in question.slots.values()}
        self.hours = _hours_of({slot.visit.practitioner_id for slot in slots}, question)
        self.fixed = {slot.visit.pk for slot in question.slots.values() if slot.fixed}

    def may_move(self, visit: Visit, minutes: int) -> bool:
        wanted = Interval(visit.starts + timedelta(minutes=minutes), visit.ends + timedelta(minutes=minutes))
        if visit.state not in MOVABLE or visit.pk in self.fixed or wanted.start < self.question.now:
            return False
        if not any(stretch.holds(wanted) for stretch in self.hours.get(visit.practitioner_id, ())):
            return False
        return not any(_shares(visit, other) and Interval(other.starts, other.ends).overlaps(wanted) for other in self.visits.values())


def _shares(one: Visit, other: Visit) -> bool:
    return one.pk != other.pk and (one.practitioner_id == other.practitioner_id or one.patient_id == other.patient_id)


def _hours_of(practitioners: Collection[int], question: Question) -> Mapping[int, list[Interval]]:
    day = question.day
    rows = ConsultingHours.objects.filter(practitioner__in=practitioners, weekday=day.weekday(), valid_from__lte=day).exclude(
        valid_to__lt=day
    )
    found: dict[int, list[Interval]] = {}
    zone = roster.midnight(day).tzinfo
    for row in rows:
        stretch = Interval(datetime.combine(day, row.starts, zone), datetime.combine(day, row.ends, zone))
        found.setdefault(row.practitioner_id, []).append(stretch)
    return found
