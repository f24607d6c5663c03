"""One day as a puzzle: people, windows, and what excludes what. Times are minutes after midnight."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

WEIGHTS = {1: 1, 2: 3, 3: 9}
ANY_SKILL = "*"

Id = Hashable
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who is there that day; `skills` are codes, `*` means all."""

    id: Id
    sex: str
    skills: frozenset[str]
    shift: Span
    breaks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """[start, end) that must be interpreted; `previous` is who interpreted for this patient before."""

    id: Id
    start: int
    end: int
    skill: str
    priority: int = 1
    sex: str | None = None
    previous: Id | None = None


class Day:
    """The day's people and windows, and who could take what beside the locks."""

    def __init__(self, interpreters: list[Interpreter], windows: list[Window], travel: int, locked: dict[Id, Id]) -> None:
        self.interpreters, self.travel, self.locked = interpreters, travel, locked
        self.windows = sorted(windows, key=lambda window: (window.start, window.end))
        self.window = {window.id: window for window in windows}
        self.person = {person.id: person for person in interpreters}
        self.held: dict[Id, list[Window]] = {person.id: [] for person in interpreters}
        for window_id, person_id in locked.items():
            if window_id in self.window and person_id in self.held:
                self.held[person_id].append(self.window[window_id])

    @property
    def free_windows(self) -> list[Window]:
        return [window for window in self.windows if window.id not in self.locked]

    def weight(self, assigned: Mapping[Id, Id]) -> int:
        return sum(WEIGHTS[self.window[window].priority] for window in assigned)

    def could(self, person: Interpreter, window: Window) -> bool:
        return speaks(person, window) and suits(person, window) and there(person, window) and self.fits(window, self.held[person.id])

    def fits(self, window: Window, others: Sequence[Window]) -> bool:
        return not any(clash(window, other, self.travel) for other in others)


def speaks(person: Interpreter, window: Window) -> bool:
    return not window.skill or window.skill in person.skills or ANY_SKILL in person.skills


def suits(person: Interpreter, window: Window) -> bool:
    return not window.sex or window.sex == person.sex


def there(person: Interpreter, window: Window) -> bool:
    in_shift = person.shift[0] <= window.start and window.end <= person.shift[1]
    return in_shift and not any(window.start < end and start < window.end for start, end in person.breaks)


def clash(one: Window, other: Window, travel: int) -> bool:
    """Touching is not overlapping; the way to the next room counts."""
    return one.start < other.end + travel and other.start < one.end + travel


def maximal_cliques(windows: Sequence[Window], travel: int) -> list[list[Window]]:
    """Largest sets of windows that all clash with each other; `windows` in order of start."""
    cliques: list[list[Window]] = []
    open_now: list[Window] = []
    grown = False
    for window in windows:
        still = [other for other in open_now if other.end + travel > window.start]
        if grown and len(still) < len(open_now):
            cliques.append(open_now)
        open_now, grown = [*still, window], True
    return [*cliques, open_now] if open_now else cliques
