"""What a hand-held list does: each window in turn to the first who can. The plan is measured against it."""

from collections.abc import Collection, Hashable, Mapping

from interpreters.day import clash, speaks, suits, there
from interpreters.planning import Interpreter, Window


def first_come(interpreters: Collection[Interpreter], windows: Collection[Window], travel: int) -> Mapping[Hashable, Hashable]:
    held: dict[Hashable, list[Window]] = {person.id: [] for person in interpreters}
    assigned: dict[Hashable, Hashable] = {}
    for window in sorted(windows, key=lambda window: window.start):
        for person in interpreters:
            can = speaks(person, window) and suits(person, window) and there(person, window)
            if can and not any(clash(window, other, travel) for other in held[person.id]):
                held[person.id].append(window)
                assigned[window.id] = person.id
                break
    return assigned
