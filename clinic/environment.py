"""Read one variable of the environment, or stop the start with a line that says which one is wrong and what it wants.

Values are never repeated in a message: any of them may be a secret.
"""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    word = text(name).lower()
    if word and word not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0.")
    return word in TRUE if word else default


def number(name: str, *, default: int, least: int = 0, most: int = 10**9) -> int:
    word = text(name, str(default))
    if not word.isascii() or not word.isdecimal() or not least <= int(word) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}.")
    return int(word)


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list divided by commas; empty pieces are dropped."""
    return [piece.strip() for piece in text(name).split(",") if piece.strip()] or list(default)


def secrets(name: str, *, demo: str, allowed: bool, least: int) -> list[str]:
    """One secret or several divided by commas, each of at least `least` characters.

    `demo` stands in where nothing is set and `allowed` says this is the demo clinic; it is public and refused elsewhere.
    """
    values = names(name, (demo,) if allowed else ())
    if not values:
        raise ImproperlyConfigured(f"{name} is missing. Set it, or QIAO_DEMO=1 for the demo clinic of invented people.")
    if any(len(value) < least or len(set(value)) < 5 for value in values):
        raise ImproperlyConfigured(f"{name} is too short or too plain: {least} characters or more, such as `openssl rand -hex 32` gives.")
    if demo in values and not allowed:
        raise ImproperlyConfigured(f"{name} is the published one of the demo clinic: make one of your own.")
    return values


def one_of(name: str, choices: tuple[str, ...], *, default: str) -> str:
    word = text(name, default).upper()
    if word not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}.")
    return word


def address(name: str, *, schemes: tuple[str, ...]) -> str:
    """A URL with one of the schemes, or the empty string when the variable is not set."""
    url = text(name)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        understood = parts.scheme in schemes and (parts.port or 0) >= 0
    except ValueError:
        understood = False
    if not understood:
        raise ImproperlyConfigured(f"{name} must be an address that begins with {' or '.join(f'{scheme}:' for scheme in schemes)}.")
    return url
