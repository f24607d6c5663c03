"""What stands in a lane of the interpreters' day, and where. Places are in pixels for SVG attributes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clinic.desk.lane_filters import LaneFilter
from clinic.visits.models import Window
from clinic.visits.moving import MAY_CHANGE_TIME, standing_of
from clinic.visits.states import OPEN
from clinic.visits.windows import OPENING
from interpreters.availability import Interval, Place, Walk, subtract
from interpreters.delays import Expected, Turn, expected
from interpreters.matching import Candidate

FIRST, LAST = time(8), time(17, 30)
PIXELS_A_MINUTE = 1.65
LEAST_HEIGHT = 17
WORD_HEIGHT = 28
STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class Block:
    """Minutes in a lane. `kind`: past, running, late, booked, left, tail, off, absent, why, pause, free.

    `left` is a window of somebody who is noted as absent then: it needs another person.
    `grip`: how far somebody may move it: "time" anywhere, "lane" to another interpreter only, "" not at all.
    `behind` are the minutes it is expected to lie later than planned; a `quiet` one is not what is looked at.
    """

    kind: str
    y: int
    height: int
    interval: Interval
    window: Window | None = None
    reason: str = ""
    grip: str = ""
    behind: int = 0
    quiet: bool = False

    @property
    def is_turn(self) -> bool:
        """Whether it is somebody she speaks for."""
        return self.window is not None and self.kind != "tail"

    @property
    def roomy(self) -> bool:
        """Whether a second line fits."""
        return self.height >= 32

    @property
    def seen(self) -> str:
        """Where the page showed it, as a move sends it back."""
        return standing_of(self.window.visit, self.window.key).code if self.window else ""

    @property
    def minute(self) -> int:
        """Of the day, in Heihe, at which it begins."""
        return minute_of(self.interval.start)

    @property
    def visit_minute(self) -> int:
        return minute_of(self.window.visit.starts) if self.window else 0

    @property
    def locked(self) -> bool:
        """Whether neither a plan nor a hand on the board moves it."""
        return bool(self.window and self.window.booking and self.window.booking.locked)


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
        return Block(kind, top, max(bottom - top - 1, least), interval, window, reason)

    @property
    def whole(self) -> Interval:
        return Interval(self.start, self.end)

    @property
    def minute(self) -> int:
        return minute_of(self.start)

    @property
    def hours(self) -> tuple[tuple[int, str], ...]:
        """Each half hour with its place; the words are the clock's."""
        count = int((self.end - self.start) / timedelta(minutes=30)) + 1
        moments = (self.start + timedelta(minutes=30) * step for step in range(count))
        return tuple((self.y(moment), f"{timezone.localtime(moment):%H:%M}") for moment in moments)


def ruler_of(day: date, candidates: Iterable[Candidate], windows: Iterable[Window]) -> Ruler:
    """From the first shift or window to the last, at least the house's hours."""
    pieces = [shift for candidate in candidates for shift in candidate.shifts]
    pieces += [Interval(window.starts, window.ends) for window in windows]
    start = min([_at(day, FIRST), *(piece.start for piece in pieces)])
    end = max([_at(day, LAST), *(piece.end for piece in pieces)])
    return Ruler(start.replace(minute=start.minute // 30 * 30), end)


def minute_of(moment: datetime) -> int:
    here = timezone.localtime(moment)
    return here.hour * 60 + here.minute


def blocks_of(candidate: Candidate, mine: list[Window], ruler: Ruler, *, now: datetime, wanted: LaneFilter) -> tuple[Block, ...]:
    """From the back to the front: where she is not, what goes on without her, where she is free, whom she speaks for."""
    late = delays_of(mine, candidate.walk)
    blocks = [ruler.block("off", piece) for piece in subtract((ruler.whole,), candidate.shifts)]
    blocks += [ruler.block("pause", piece) for piece in candidate.breaks]
    blocks += [ruler.block("absent", absence.interval, reason=absence.reason) for absence in candidate.absences]
    blocks += [tail for window in mine if (tail := _tail(window, ruler))]
    blocks += [_why(absent, mine, ruler) for absent in blocks if absent.kind == "absent"]
    blocks += _free(candidate, ruler, now)
    left = left_by(candidate, mine, now=now)

    def shown(window: Window) -> Block:
        block = _of_window(window, late[window.booking_id or 0], ruler, now=now, wanted=wanted)
        return replace(block, kind="left", behind=0, quiet=block.quiet and not wanted.uncovered) if window in left else block

    return (*blocks, *map(shown, mine))


def left_by(candidate: Candidate, mine: Iterable[Window], *, now: datetime) -> tuple[Window, ...]:
    """Windows to come, or that should have begun, in which whoever holds them is noted as absent."""
    waiting = (window for window in mine if _kind(window, now) in ("late", "booked") and window.ends > now)
    away = [absence.interval for absence in candidate.absences]
    return tuple(window for window in waiting if any(one.overlaps(Interval(window.starts, window.ends)) for one in away))


def delays_of(windows: Iterable[Window], walk: Walk) -> dict[int, Expected]:
    """When each booking of one person's day will really lie."""
    bookings = [window.booking for window in windows if window.booking]
    turns = [
        Turn(
            key=one.pk,
            planned=Interval(one.starts, one.ends),
            place=Place(one.place, one.floor),
            late=one.late_minutes,
            started=one.started_at,
            ended=one.ended_at,
        )
        for one in bookings
    ]
    return {one.key: one for one in expected(turns, walk)}


def grip_of(window: Window) -> str:
    """How far a window may be moved by hand."""
    visit = window.visit
    if visit.state not in OPEN or (window.booking and window.booking.ended_at):
        return ""
    begun = any(one.booking and one.booking.started_at for one in visit.windows)
    return "time" if visit.state in MAY_CHANGE_TIME and not begun else "lane"


def _of_window(window: Window, late: Expected, ruler: Ruler, *, now: datetime, wanted: LaneFilter) -> Block:
    block = ruler.block(_kind(window, now), Interval(window.starts, window.ends), window=window)
    other = wanted.department not in ("", window.visit.service.department.code)
    behind = late.behind if block.kind in ("running", "late", "booked") else 0
    return replace(block, grip=grip_of(window), behind=behind, quiet=wanted.uncovered or other)


def _kind(window: Window, now: datetime) -> str:
    visit = window.visit
    if visit.state == "done" or (window.booking and window.booking.ended_at):
        return "past"
    if visit.state == "in_treatment":
        return "past" if window.ends <= now else "running" if window.starts <= now else "booked"
    return "late" if window.starts + timedelta(minutes=1) <= now else "booked"


def _tail(window: Window, ruler: Ruler) -> Block | None:
    """The treatment that goes on until its end or its second window, for which she may leave."""
    visit = window.visit
    until = visit.closing_starts if window.key == OPENING and visit.closing_starts else visit.ends
    return ruler.block("tail", Interval(window.ends, until), window=window) if window.ends < until else None


def _why(absent: Block, mine: list[Window], ruler: Ruler) -> Block:
    """The word of an absence, below the windows and treatments that would stand over it; at its top when there is no room."""
    top = absent.y
    for window in mine:
        least = ruler.y(window.starts) + LEAST_HEIGHT
        bottom = max(ruler.y(window.visit.ends), ruler.y(window.ends), least)
        top = max(top, bottom) if ruler.y(window.starts) < top + WORD_HEIGHT else top
    fits = top + WORD_HEIGHT <= absent.y + absent.height
    return Block("why", top if fits else absent.y, WORD_HEIGHT, absent.interval)


def _free(candidate: Candidate, ruler: Ruler, now: datetime) -> Iterator[Block]:
    """Stretches from now on in which somebody can still be booked with her."""
    busy = (booking.interval for booking in candidate.bookings)
    for piece in subtract(candidate.at_work, busy):
        start = _next_step(max(piece.start, now - STEP))
        if piece.end - start >= STEP:
            yield ruler.block("free", Interval(start, piece.end))


def _next_step(moment: datetime) -> datetime:
    over = moment - moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
    return moment + (STEP - over if over else timedelta())


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment), timezone.get_default_timezone())
