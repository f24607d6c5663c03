"""A Cyrillic name in capitals, as the lines of an internal passport have it → as it is written in a record."""

import re

# Not the last word of a surname, else somebody is called so: де ла Крус, фон Берг, but Ван and Де.
_PARTICLES = frozenset({"де", "дель", "дос", "фон", "цу", "ван", "дер", "ден", "ибн"})
_AFTER_DE = frozenset({"ла", "лас", "лос"})
# Behind a father's name, in words of their own or with a hyphen: Мамед оглы.
_KINSHIP = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу"})
_DIVIDERS = re.compile(r"([\s\-–—'’]+)")


def ordinary(name: str) -> str:
    """ИВАНОВА-ПЕТРОВА → Иванова-Петрова. A name with small letters in it was written by a person and stays."""
    if not name.isupper():
        return name
    pieces = _DIVIDERS.split(name)
    words = pieces[::2]
    pieces[::2] = [_cased(words, place) for place in range(len(words))]
    return "".join(pieces)


def _cased(words: list[str], place: int) -> str:
    small = words[place].lower()
    last = place == len(words) - 1
    if small in _KINSHIP and place > 0:
        return small
    if not last and (small in _PARTICLES or (small in _AFTER_DE and place > 0 and words[place - 1].lower() == "де")):
        return small
    return small.capitalize()
