"""Evening out minutes: windows change hands as long as the day becomes more even, nobody loses a known face and nothing told is changed."""

import time
from collections.abc import Iterator, Mapping
from itertools import permutations

from interpreters.day import Day, Id, Window


def even_out(day: Day, chosen: Mapping[Id, Id], *, seconds: float) -> dict[Id, Id]:
    """The same windows covered. No single handing over or exchange would make the sum of squared minutes smaller."""
    hands = _Hands(day, chosen)
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline and hands.hand_over_one():
        pass
    return hands.assigned()


class _Hands:
    """Who holds which windows; locked ones, those of a known interpreter and those she was told of never move."""

    def __init__(self, day: Day, chosen: Mapping[Id, Id]) -> None:
        self.day = day
        self.chosen = dict(chosen)
        self.held = {person: list(windows) for person, windows in day.held.items()}
        for window, person in chosen.items():
            self.held[person].append(day.window[window])

    def assigned(self) -> dict[Id, Id]:
        return self.chosen

    def minutes(self, person: Id) -> int:
        return sum(window.end - window.start for window in self.held[person])

    def movable(self, person: Id) -> Iterator[Window]:
        return (window for window in self.held[person] if self.chosen.get(window.id) == person and self._may_go(window, person))

    def _may_go(self, window: Window, person: Id) -> bool:
        return window.previous != person and not self.day.keeps(window, person)

    def hand_over_one(self) -> bool:
        """One improvement between the two whose minutes differ most, or the next pair."""
        minutes = {person: self.minutes(person) for person in self.held}
        pairs = [(busy, idle) for busy, idle in permutations(self.held, 2) if minutes[busy] > minutes[idle]]
        pairs.sort(key=lambda pair: minutes[pair[1]] - minutes[pair[0]])
        return any(self._between(busy, idle, minutes[busy] - minutes[idle]) for busy, idle in pairs)

    def _between(self, busy: Id, idle: Id, gap: int) -> bool:
        back: tuple[Window | None, ...] = (None, *self.movable(idle))
        for given in list(self.movable(busy)):
            if not self.day.could(self.day.person[idle], given):
                continue
            for taken in back:
                shifted = given.end - given.start - (taken.end - taken.start if taken else 0)
                if 0 < shifted < gap and self._possible(busy, idle, given, taken):
                    self._swap(busy, idle, given, taken)
                    return True
        return False

    def _possible(self, busy: Id, idle: Id, given: Window, taken: Window | None) -> bool:
        if not self.day.fits(given, [window for window in self.held[idle] if window is not taken]):
            return False
        if taken is None:
            return True
        others = [window for window in self.held[busy] if window is not given]
        return self.day.could(self.day.person[busy], taken) and self.day.fits(taken, others)

    def _swap(self, busy: Id, idle: Id, given: Window, taken: Window | None) -> None:
        for window, giver, receiver in ((given, busy, idle), *(((taken, idle, busy),) if taken else ())):
            self.held[giver].remove(window)
            self.held[receiver].append(window)
            self.chosen[window.id] = receiver
