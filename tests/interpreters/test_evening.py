"""Even minutes, but never at the price of a known interpreter, a lock or a clash."""

from interpreters.day import Day, Interpreter, Window
from interpreters.evening import even_out

PEOPLE = [Interpreter(number, "F", frozenset("*"), (480, 1020)) for number in (1, 2)]


def hours(*previous: int | None) -> list[Window]:
    """One window at each full hour, for patients who were with these interpreters before."""
    return [Window(number, 480 + 60 * number, 500 + 60 * number, "D_ACU", previous=before) for number, before in enumerate(previous)]


def evened(windows: list[Window], chosen: dict, locked: dict | None = None, travel: int = 3) -> dict:
    return even_out(Day(PEOPLE, windows, travel, locked or {}), chosen, seconds=5)


def test_the_busy_one_hands_over_until_both_have_the_same():
    assert sorted(evened(hours(None, None, None, None), dict.fromkeys(range(4), 1)).values()) == [1, 1, 2, 2]


def test_a_patient_is_not_taken_from_the_interpreter_he_knows():
    assert evened(hours(1, 1, 1, 1), dict.fromkeys(range(4), 1)) == dict.fromkeys(range(4), 1)


def test_locked_windows_count_but_do_not_move():
    assert evened(hours(None, None, None), {2: 1}, locked={0: 1, 1: 1}) == {2: 2}


def test_nothing_is_handed_over_into_a_clash():
    windows = [Window(1, 600, 620, "D_ACU"), Window(2, 640, 660, "D_ACU"), Window(3, 615, 645, "D_ACU", previous=2)]
    assert evened(windows, {1: 1, 2: 1, 3: 2}) == {1: 1, 2: 1, 3: 2}


def test_a_long_window_is_exchanged_for_a_short_one():
    windows = [Window(1, 600, 660, "D_ACU"), Window(2, 700, 740, "D_ACU"), Window(3, 600, 620, "D_ACU", previous=None)]
    swapped = evened(windows, {1: 1, 2: 1, 3: 2}, travel=0)
    assert sorted(sum(window.end - window.start for window in windows if swapped[window.id] == person) for person in (1, 2)) == [60, 60]
