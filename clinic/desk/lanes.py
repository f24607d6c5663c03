"""The interpreters' day as lanes by time. A fixed number of queries, whatever the day holds."""

from dataclasses import dataclass
from datetime import date, datetime

from clinic.departments.models import ClosedDay, Department
from clinic.desk.board import is_uncovered, visits_of, whole_day
from clinic.desk.interpreters_now import BestOffer, PersonNow, offers_for, people_now, windows_of
from clinic.desk.lane_blocks import PIXELS_A_MINUTE, Block, blocks_of, grip_of, left_by, minute_of, ruler_of
from clinic.desk.lane_filters import LaneFilter
from clinic.visits.models import Visit, Window
from clinic.visits.moving import standing_of
from clinic.visits.states import SETS_FREE
from interpreters import roster
from interpreters.matching import Candidate
from interpreters.models import Interpreter

EVERYTHING = LaneFilter()


@dataclass(frozen=True)
class Lane:
    """One person's day; `windows` are hers in order, `times` how many visits they belong to, `left` those she is absent from."""

    now: PersonNow
    blocks: tuple[Block, ...]
    windows: tuple[Window, ...]
    times: int
    minutes: int
    left: tuple[Window, ...]

    @property
    def ground(self) -> tuple[Block, ...]:
        """What lies behind the line of the moment; the words of `turns` stand before it."""
        return tuple(block for block in self.blocks if not block.is_turn)

    @property
    def turns(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.is_turn)


@dataclass(frozen=True)
class Gap:
    """A window to which nobody has been sent, and who could come."""

    window: Window
    offer: BestOffer | None

    @property
    def visit(self) -> Visit:
        return self.window.visit

    @property
    def seen(self) -> str:
        return standing_of(self.visit, self.window.key).code

    @property
    def grip(self) -> str:
        return grip_of(self.window)

    @property
    def minute(self) -> int:
        return minute_of(self.window.starts)

    @property
    def visit_minute(self) -> int:
        return minute_of(self.visit.starts)

    @property
    def height(self) -> int:
        return round((self.window.ends - self.window.starts).total_seconds() / 60 * PIXELS_A_MINUTE)


@dataclass(frozen=True)
class Lanes:
    """`first` is the minute of the day at the top, `scale` the pixels of one; `closed` says that nobody comes, and why.

    `spoken`: somebody is interpreted for. `left`: how many windows are held by somebody who is noted as absent then.
    """

    day: date
    lanes: tuple[Lane, ...]
    gaps: tuple[Gap, ...]
    hours: tuple[tuple[int, str], ...]
    height: int
    now_y: int | None
    first: int
    departments: tuple[Department, ...]
    closed: ClosedDay | None
    wanted: LaneFilter
    spoken: bool
    left: int
    scale: float = PIXELS_A_MINUTE


def lanes_of(day: date, now: datetime, wanted: LaneFilter = EVERYTHING) -> Lanes:
    """Nine queries: visits, closed days, interpreters, who spoke before, and five of the roster."""
    visits = visits_of(day)
    closed = ClosedDay.objects.filter(date=day).first()
    holidays = [day] if closed and closed.kind == ClosedDay.Kind.HOLIDAY else []
    people = list(Interpreter.objects.filter(active=True))
    candidates = roster.candidates(whole_day(day), interpreters=people, holidays=holidays)
    ruler = ruler_of(day, candidates, (window for visit in visits if visit.state not in SETS_FREE for window in visit.windows))
    shown = sorted(people_now(people, candidates, visits, now=now), key=lambda one: one.interpreter.pk)
    departments = {visit.service.department.code: visit.service.department for visit in visits}
    by_id = {candidate.id: candidate for candidate in candidates}

    def lane(one: PersonNow, candidate: Candidate) -> Lane:
        mine = windows_of(candidate.id, visits)
        blocks = blocks_of(candidate, mine, ruler, now=now, wanted=wanted)
        times = len({window.visit.pk for window in mine})
        return Lane(one, blocks, tuple(mine), times, candidate.minutes_today, left_by(candidate, mine, now=now))

    lanes = [lane(one, by_id[one.interpreter.pk]) for one in shown]
    return Lanes(
        day=day,
        lanes=tuple(one for one in lanes if not wanted.on_shift or one.windows or by_id[one.now.interpreter.pk].at_work),
        gaps=_gaps(visits, people, candidates, now=now, wanted=wanted),
        hours=ruler.hours,
        height=ruler.y(ruler.end),
        now_y=ruler.y(now) if ruler.start <= now <= ruler.end else None,
        first=ruler.minute,
        departments=tuple(sorted(departments.values(), key=lambda one: one.code)),
        closed=closed,
        wanted=wanted,
        spoken=any(lane.windows for lane in lanes),
        left=sum(len(lane.left) for lane in lanes),
    )


def _gaps(
    visits: list[Visit], people: list[Interpreter], candidates: tuple[Candidate, ...], *, now: datetime, wanted: LaneFilter
) -> tuple[Gap, ...]:
    fits = [visit for visit in visits if is_uncovered(visit, now) and wanted.department in ("", visit.service.department.code)]
    offers = offers_for(fits, people, candidates, now=now)
    return tuple(Gap(gap, _of(offers.get(visit.pk), gap)) for visit in fits for gap in visit.gaps(now))


def _of(offer: BestOffer | None, window: Window) -> BestOffer | None:
    """An offer for both windows stands at the first of them."""
    everywhere = offer and not offer.window and window.key == window.visit.windows[0].key
    return offer if offer and (everywhere or offer.window == window.key) else None
