"""Generated days of any size, the same for the same seed: more is wanted than can be covered."""

from random import Random

from interpreters.planning import Interpreter, Window

SKILLS = ("D_ACU", "D_ORTHO", "D_REHAB", "D_PREV", "D_INTERNAL", "D_GYN")


def full_day(people: int, windows: int, seed: int) -> tuple[list[Interpreter], list[Window]]:
    draw = Random(seed)
    return [_person(draw, number) for number in range(people)], [_window(draw, number, people) for number in range(windows)]


def _person(draw: Random, number: int) -> Interpreter:
    shift = draw.choice([(480, 1020), (510, 1020), (480, 960), (540, 1080)])
    skills = frozenset(draw.sample(SKILLS, draw.randint(2, 5)))
    return Interpreter(number, draw.choice("FFFM"), skills, shift, ((720, draw.choice([770, 780])),))


def _window(draw: Random, number: int, people: int) -> Window:
    start, length = draw.randrange(480, 1040, 5), draw.choice([10, 10, 10, 15, 20, 20, 30, 40, 60])
    priority = draw.choices([1, 2, 3], [75, 20, 5])[0]
    sex = draw.choices([None, "F", "M"], [88, 9, 3])[0]
    return Window(number, start, start + length, draw.choice(SKILLS), priority, sex, draw.choice([None, None, draw.randrange(people)]))
