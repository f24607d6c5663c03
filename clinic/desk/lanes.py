"""The interpreters' day as lanes by time. A fixed number of queries; places are in pixels for SVG attributes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clinic.desk.board import is_uncovered, visits_of, whole_day
from clinic.desk.interpreters_now import BestOffer, PersonNow, offers_for, people_now, windows_of
from clinic.visits.models import Visit, Window
from clinic.visits.windows import OPENING
from interpreters import roster
from interpreters.availability import Interval, subtract
from interpreters.matching import Candidate
from interpreters.models import Interpreter

FIRST, LAST = time(8), time(17, 30)
PIXELS_A_MINUTE = 1.65
LEAST_HEIGHT = 17


@dataclass(frozen=True)
class Block:
    """Minutes in a lane. `kind`: past, running, booked, tail, off, absent, pause."""

    kind: str
    y: int
    height: int
    window: Window | None = None
    reason: str = ""

    @property
    def roomy(self) -> bool:
        """Whether a second line fits."""
        return self.height >= 32


@dataclass(frozen=True)
class Lane:
    now: PersonNow
    blocks: tuple[Block, ...]
    times: int
    minutes: int


@dataclass(frozen=True)
class Gap:
    """A visit without an interpreter, and who could come."""

    visit: Visit
    starts: datetime
    offer: BestOffer | None


@dataclass(frozen=True)
class Lanes:
    day: date
    lanes: tuple[Lane, ...]
    gaps: tuple[Gap, ...]
    hours: tuple[tuple[int, str], ...]
    height: int
    now_y: int | None


@dataclass(frozen=True)
class Ruler:
    """Where a moment of the day stands, in pixels from the top."""

    start: datetime
    end: datetime

    def y(self, moment: datetime) -> int:
        inside = min(max(moment, self.start), self.end)
        return round((inside - self.start).total_seconds() / 60 * PIXELS_A_MINUTE)

    def block(self, kind: str, interval: Interval, *, window: Window | None = None, reason: str = "") -> Block:
        top, bottom = self.y(interval.start), self.y(interval.end)
        least = LEAST_HEIGHT if window and kind != "tail" else 0
        return Block(kind, top, max(bottom - top - 1, least), window, reason)

    @property
    def whole(self) -> Interval:
        return Interval(self.start, self.end)


def lanes_of(day: date, now: datetime) -> Lanes:
    """Eight queries: visits, interpreters, who spoke before, and five of the roster."""
    visits = visits_of(day)
    people = list(Interpreter.objects.filter(active=True))
    candidates = roster.candidates(whole_day(day), interpreters=people)
    ruler = _ruler(day, candidates)
    by_id = {candidate.id: candidate for candidate in candidates}
    open_ones = [visit for visit in visits if is_uncovered(visit, now)]
    offers = offers_for(open_ones, people, candidates, now=now)
    shown = sorted(people_now(people, candidates, visits, now=now), key=lambda one: one.interpreter.pk)
    return Lanes(
        day=day,
        lanes=tuple(_lane(one, by_id[one.interpreter.pk], visits, ruler, now) for one in shown),
        gaps=tuple(Gap(visit, visit.gaps(now)[0].starts, offers.get(visit.pk)) for visit in open_ones),
        hours=_hours(ruler),
        height=ruler.y(ruler.end),
        now_y=ruler.y(now) if ruler.start <= now <= ruler.end else None,
    )


def _ruler(day: date, candidates: Iterable[Candidate]) -> Ruler:
    """From the first shift to the last, at least the house's hours."""
    shifts = [shift for candidate in candidates for shift in candidate.shifts]
    start = min([_at(day, FIRST), *(shift.start for shift in shifts)])
    end = max([_at(day, LAST), *(shift.end for shift in shifts)])
    return Ruler(start, end)


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment), timezone.get_default_timezone())


def _hours(ruler: Ruler) -> tuple[tuple[int, str], ...]:
    """Each half hour with its place; the words are the clock's."""
    moments = (ruler.start + timedelta(minutes=30) * step for step in range(int((ruler.end - ruler.start) / timedelta(minutes=30)) + 1))
    return tuple((ruler.y(moment), f"{timezone.localtime(moment):%H:%M}") for moment in moments)


def _lane(one: PersonNow, candidate: Candidate, visits: list[Visit], ruler: Ruler, now: datetime) -> Lane:
    mine = windows_of(candidate.id, visits)
    off = subtract((ruler.whole,), candidate.shifts)
    blocks = [ruler.block("off", piece) for piece in off]
    blocks += [ruler.block("pause", piece) for piece in candidate.breaks]
    blocks += [ruler.block("absent", absence.interval, reason=absence.reason) for absence in candidate.absences]
    for window in mine:
        blocks += _of_window(window, ruler, now)
    return Lane(one, tuple(blocks), len({window.visit.pk for window in mine}), candidate.minutes_today)


def _of_window(window: Window, ruler: Ruler, now: datetime) -> list[Block]:
    """Her minutes solid; hatched, the treatment that goes on until its end or its second window, for which she may leave."""
    visit = window.visit
    over = window.ends <= now or visit.state == "done" or bool(window.booking and window.booking.ended_at)
    kind = "past" if over else "running" if visit.state == "in_treatment" and window.starts <= now else "booked"
    until = visit.closing_starts if window.key == OPENING and visit.closing_starts else visit.ends
    found = [ruler.block("tail", Interval(window.ends, until), window=window)] if window.ends < until else []
    return [*found, ruler.block(kind, Interval(window.starts, window.ends), window=window)]
