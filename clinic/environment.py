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


def secret(name: str, *, demo: str | None, least: int = 50) -> str:
    """A secret of at least `least` characters; only the demo clinic may do without."""
    value = text(name, demo or "")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it, or QIAO_DEMO=1 for the demo clinic of invented people.")
    if len(value) < least or len(set(value)) < 5:
        raise ImproperlyConfigured(f"{name} is too short or too plain: at least {least} characters, for instance from `openssl rand -hex 32`.")
    return value


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
