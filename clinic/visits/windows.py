"""Which minutes of a visit need the interpreter. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interpreters.availability import Interval

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, slots=True)
class Interpreting:
    """How much of a visit she is needed for: `mode` is none, whole, first or first_and_last, `minutes` belong to the last two."""

    mode: str
    minutes: int | None = None


def interpreting_windows(wanted: Interpreting, *, starts: datetime, ends: datetime) -> tuple[Interval, ...]:
    """None, one or two windows inside the visit, in order. First and last minutes that meet or overlap are one whole window."""
    if wanted.mode == "none":
        return ()
    length = timedelta(minutes=wanted.minutes or 0)
    if wanted.mode == "first" and length:
        return (Interval(starts, min(starts + length, ends)),)
    if wanted.mode == "first_and_last" and length and starts + length < ends - length:
        return Interval(starts, starts + length), Interval(ends - length, ends)
    return (Interval(starts, ends),)


def minutes_fit(wanted: Interpreting, *, duration: timedelta) -> bool:
    """Whether a choice makes sense for a visit this long: minutes where they are asked for, not more than it lasts, and only there."""
    if wanted.mode in ("none", "whole"):
        return wanted.minutes is None
    return wanted.minutes is not None and timedelta() < timedelta(minutes=wanted.minutes) <= duration
