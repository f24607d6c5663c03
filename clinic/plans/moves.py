"""What a button of a page does to the lines on it, before anything is checked or stored. Pure."""
from collections.abc import Mapping, Sequence

Line = Mapping[str, str]


def moved(lines: Sequence[Line], do: str) -> list[Line]:
    """`up:2`, `down:2`, `remove:2` count lines from 1; anything else leaves them as they are."""
    verb, _, place = do.partition(":")
    index = int(place) - 1 if place.isascii() and place.isdecimal() and len(place) < 4 else -1
    after = list(lines)
    if not 0 <= index < len(after):
        return after
    if verb == "remove":
        del after[index]
    elif verb in ("up", "down"):
        other = index - 1 if verb == "up" else index + 1
        if 0 <= other < len(after):
            after[index], after[other] = after[other], after[index]
    return after


def with_dose(lines: Sequence[Line], do: str) -> list[Line]:
    """`dose:5:3` sets the grams of line 5 to 3."""
    verb, _, rest = do.partition(":")
    place, _, grams = rest.partition(":")
    if verb != "dose" or not (place.isascii() and place.isdecimal()):
        return list(lines)
    return [{**line, "grams": grams} if number == int(place[:4]) else line for number, line in enumerate(lines, start=1)]
