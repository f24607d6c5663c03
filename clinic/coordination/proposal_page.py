"""A proposal as its page shows it: kept codes become visits, people and sentences. A fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic.coordination.answer import Answer, Figures, Hint, Move, Uncovered
from clinic.coordination.models import DayProposal
from clinic.coordination.plan_wording import covered_words, nearly_words, reason_words
from clinic.coordination.proposals import answer_of
from clinic.reminders import notices
from clinic.reminders.news import published
from clinic.visits.models import Visit, Window
from interpreters.models import Absence, Interpreter
from interpreters.roster import midnight
from interpreters.wording import UNCOVERED


@dataclass(frozen=True)
class Changing:
    """One line of what changes: from whom to whom; nobody at one end means newly covered, or left to nobody.

    `away`: whoever had it is noted as absent then, so it cannot be left as it is.
    """

    window: Window
    was: Interpreter | None
    to: Interpreter | None
    away: bool = False


@dataclass(frozen=True)
class Open:
    """A window nobody comes to: why, why it matters, and who nearly could."""

    window: Window
    why: str
    matters: str
    nearly: tuple[str, ...]


@dataclass(frozen=True)
class Help:
    """What would help: one more person between two moments, or one visit at another time."""

    code: str
    covers: str
    start: datetime
    end: datetime
    visit: Visit | None = None
    later: int = 0


@dataclass(frozen=True)
class ProposalPage:
    proposal: DayProposal
    open_windows: tuple[Open, ...]
    freed: tuple[Changing, ...]
    passed_on: tuple[Changing, ...]
    covered: tuple[Changing, ...]
    helps: tuple[Help, ...]
    before: Figures
    after: Figures
    optimal: bool
    percent: float
    not_looked: tuple[tuple[Interpreter, int], ...]
    day_is_known: bool

    @property
    def changes(self) -> int:
        """What somebody has been told and must be told otherwise."""
        return len(self.freed) + len(self.passed_on)

    @property
    def empty(self) -> bool:
        return not (self.freed or self.passed_on or self.covered)


def page_of(proposal: DayProposal, *, now: datetime) -> ProposalPage:
    """Visits that are gone since are left out: accepting will name them."""
    answer = answer_of(proposal)
    people = {person.pk: person for person in Interpreter.objects.all()}
    windows = _windows(answer)
    absences = _absences(proposal)
    changing = [_changing(move, windows[move.window], people, absences) for move in _shown(answer.moves, windows)]
    changing.sort(key=lambda one: (one.window.starts, one.window.visit.pk))
    return ProposalPage(
        proposal=proposal,
        open_windows=tuple(_open(one, windows[one.window], people) for one in answer.uncovered if one.window in windows),
        freed=tuple(one for one in changing if one.to is None),
        passed_on=tuple(one for one in changing if one.was and one.to),
        covered=tuple(one for one in changing if one.was is None),
        helps=tuple(_help(one, proposal, windows) for one in answer.hints if all(window in windows for window in one.windows)),
        before=answer.before,
        after=answer.after,
        optimal=answer.optimal,
        percent=answer.percent,
        not_looked=_not_looked(people, now) if proposal.accepted_at else (),
        day_is_known=now >= published(midnight(proposal.day)),
    )


def _windows(answer: Answer) -> dict[str, Window]:
    ids = {move.visit for move in answer.moves} | {one.visit for one in answer.uncovered}
    visits = Visit.objects.filter(pk__in=ids).select_related("patient", "service", "room", "practitioner")
    return {f"{visit.pk}:{window.key}": window for visit in visits for window in visit.windows}


def _shown(moves: tuple[Move, ...], windows: Mapping[str, Window]) -> list[Move]:
    return [move for move in moves if move.window in windows]


def _absences(proposal: DayProposal) -> list[Absence]:
    start = midnight(proposal.day)
    return list(Absence.objects.filter(starts__lt=start + timedelta(days=1), ends__gt=start))


def _changing(move: Move, window: Window, people: Mapping[int, Interpreter], absences: list[Absence]) -> Changing:
    hers = (one for one in absences if one.interpreter_id == move.was)
    away = any(one.starts < window.ends and window.starts < one.ends for one in hers)
    return Changing(window, _who(people, move.was), _who(people, move.to), away)


def _who(people: Mapping[int, Interpreter], number: int | None) -> Interpreter | None:
    return people.get(number) if number else None


def _open(one: Uncovered, window: Window, people: Mapping[int, Interpreter]) -> Open:
    nearly = tuple(nearly_words(str(people[who]), people[who].sex, code, minutes) for who, code, minutes in one.nearly if who in people)
    return Open(window, str(UNCOVERED[one.why]), reason_words(one.reasons), nearly)


def _help(hint: Hint, proposal: DayProposal, windows: Mapping[str, Window]) -> Help:
    helped = [windows[one] for one in hint.windows]
    if hint.code == "shift":
        start = helped[0].visit.starts + timedelta(minutes=hint.minutes)
        return Help(hint.code, "", start, start, helped[0].visit, hint.minutes)
    day = midnight(proposal.day)
    return Help(hint.code, covered_words(helped), day + timedelta(minutes=hint.start), day + timedelta(minutes=hint.end))


def _not_looked(people: Mapping[int, Interpreter], now: datetime) -> tuple[tuple[Interpreter, int], ...]:
    """Who has not looked yet at what changed, and how much that is."""
    return tuple((people[who], len(hers)) for who, hers in notices.unseen_by_all(now=now).items() if who in people)
