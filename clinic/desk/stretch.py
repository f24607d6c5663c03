"""Whom a free stretch of an interpreter could serve: visits without anybody, best first."""

from dataclasses import dataclass, replace
from datetime import datetime

from clinic.desk.board import is_uncovered, visits_of, whole_day
from clinic.desk.interpreters_now import need_of
from clinic.visits.models import Visit, Window
from clinic.visits.moving import MAY_CHANGE_TIME, Move, why_not
from interpreters import roster
from interpreters.availability import Interval
from interpreters.matching import Candidate, against
from interpreters.models import Interpreter

TRIED = 4


@dataclass(frozen=True)
class Fitting:
    """A window she could take; `starts` is when the visit would start: its own time, or another to which it may be moved."""

    window: Window
    starts: datetime

    @property
    def visit(self) -> Visit:
        return self.window.visit

    @property
    def moves(self) -> bool:
        return self.starts != self.visit.starts


def fitting(interpreter: Interpreter, at: datetime, *, by_id: int | None, now: datetime) -> tuple[Fitting, ...]:
    """Those at their own time first, the nearest of them first; then up to four that may be moved to the time that was pointed at."""
    day = roster.heihe_date(at)
    (candidate,) = roster.candidates(whole_day(day), interpreters=[interpreter])
    gaps = [gap for visit in visits_of(day) if is_uncovered(visit, now) for gap in visit.gaps(now)]
    gaps.sort(key=lambda gap: abs(gap.starts - at))
    here = [Fitting(gap, gap.visit.starts) for gap in gaps if not against(need_of(gap, None), candidate)]
    taken = {one.window for one in here}
    others = [gap for gap in gaps if gap not in taken and gap.visit.state in MAY_CHANGE_TIME]
    return (*here, *_moved(others, candidate, at, by_id=by_id, now=now))


def _moved(gaps: list[Window], candidate: Candidate, at: datetime, *, by_id: int | None, now: datetime) -> list[Fitting]:
    found = [Fitting(gap, gap.visit.starts + (at - gap.starts)) for gap in gaps if _could(gap, candidate, at)]
    return [one for one in found[:TRIED] if not why_not(_move(one, candidate.id), by_id=by_id, now=now)]


def _could(gap: Window, candidate: Candidate, at: datetime) -> bool:
    need = need_of(gap, None)
    return not against(replace(need, interval=Interval(at, at + (gap.ends - gap.starts))), candidate)


def _move(one: Fitting, interpreter_id: int) -> Move:
    return Move(one.visit.pk, one.starts, one.window.key, interpreter_id)
