"""One day as a puzzle: people, windows, and what excludes what. Times are minutes after midnight."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import MappingProxyType

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


# Minutes on foot from where one window is to where the other is; never negative, the same in both directions.
Way = Callable[[Window, Window], int]


class Day:
    """The day's people and windows, who could take what beside the locks, and who has what as people know it now."""

    def __init__(
        self,
        interpreters: list[Interpreter],
        windows: list[Window],
        travel: int | Way,
        locked: dict[Id, Id],
        known: Mapping[Id, Id] = MappingProxyType({}),
    ) -> None:
        self.interpreters, self.travel, self.locked, self.known = interpreters, travel, locked, known
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
        return not any(self.clash(window, other) for other in others)

    def clash(self, one: Window, other: Window) -> bool:
        return clash(one, other, self.travel if isinstance(self.travel, int) else self.travel(one, other))

    def keeps(self, window: Window, person: Id) -> bool:
        """Whether it is told already that she comes to this window."""
        return person is not None and self.known.get(window.id) == person

    def exclusive(self, windows: Sequence[Window]) -> list[list[Window]]:
        """Sets of windows of which one person can take one; together they say of every pair whether it clashes. In order of start."""
        if isinstance(self.travel, int):
            return maximal_cliques(windows, self.travel)
        return [*maximal_cliques(windows, 0), *_grown(windows, self._kept_apart)]

    @cached_property
    def _kept_apart(self) -> "Apart":
        """Every pair of the day looked at once, not once for each person."""
        beside: dict[Id, set[Id]] = {window.id: set() for window in self.windows}
        by_way: list[tuple[Id, Id]] = []
        for one, other in combinations(self.windows, 2):
            if self.clash(one, other):
                beside[one.id].add(other.id)
                beside[other.id].add(one.id)
                if not clash(one, other, 0):
                    by_way.append((one.id, other.id))
        return Apart(beside, by_way)


@dataclass(frozen=True)
class Apart:
    """What clashes with each window, and the pairs that only the way between two rooms excludes, in order of start."""

    beside: Mapping[Id, set[Id]]
    by_way: Sequence[tuple[Id, Id]]


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


def _grown(windows: Sequence[Window], apart: Apart) -> list[list[Window]]:
    """For each pair that only a way excludes, a set with both in which everything clashes, as large as it goes."""
    place = {window.id: number for number, window in enumerate(windows)}
    told: set[tuple[Id, Id]] = set()
    sets: list[list[Window]] = []
    for one, other in apart.by_way:
        if one not in place or other not in place or (one, other) in told:
            continue
        inside = [one, other]
        for more in sorted((apart.beside[one] & apart.beside[other]) & place.keys(), key=place.__getitem__):
            if all(more in apart.beside[already] for already in inside):
                inside.append(more)
        inside.sort(key=place.__getitem__)
        told |= set(combinations(inside, 2))
        sets.append([windows[place[number]] for number in inside])
    return sets
