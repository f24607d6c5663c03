"""What a pen drew on a screen: an SVG path of moves, lines and curves within the pad, and nothing else.

It comes from a browser and is shown on pages and on paper, so each sign of it is looked at.
"""

import re

WIDTH, HEIGHT = 600, 200
LONGEST = 16_000  # characters; a signature of five seconds has about three thousand
FEWEST_POINTS = 8
SHORTEST = 40  # of the pad's 600 units, from the leftmost to the rightmost point or from top to bottom
NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9])?")
NUMBERS_AFTER = {"M": 2, "L": 2, "C": 6}


class SignatureRefused(ValueError):
    """`code` is signature_missing, signature_too_long, signature_unreadable or signature_too_short."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(path: str) -> str:
    """The path with single blanks between its parts. Raises SignatureRefused, never repairs."""
    if len(path) > LONGEST:
        raise SignatureRefused("signature_too_long")
    parts = path.split()
    if not parts:
        raise SignatureRefused("signature_missing")
    points = _points(parts)
    across = max(x for x, _y in points) - min(x for x, _y in points)
    down = max(y for _x, y in points) - min(y for _x, y in points)
    if len(points) < FEWEST_POINTS or max(across, down) < SHORTEST:
        raise SignatureRefused("signature_too_short")
    return " ".join(parts)


def _points(parts: list[str]) -> list[tuple[float, float]]:
    if parts[0] != "M":
        raise SignatureRefused("signature_unreadable")
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(parts):
        count = NUMBERS_AFTER.get(parts[at], 0)
        numbers = [_number(part) for part in parts[at + 1 : at + 1 + count]]
        if not count or len(numbers) < count:
            raise SignatureRefused("signature_unreadable")
        points += zip(numbers[::2], numbers[1::2], strict=True)
        at += 1 + count
    if any(x > WIDTH or y > HEIGHT for x, y in points):
        raise SignatureRefused("signature_unreadable")
    return points


def _number(part: str) -> float:
    if not NUMBER.fullmatch(part):
        raise SignatureRefused("signature_unreadable")
    return float(part)
