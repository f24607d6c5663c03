"""Which minutes of a visit need the interpreter. Pure."""

from datetime import datetime, timedelta


def interpreting_window(mode: str, minutes: int | None, *, starts: datetime, ends: datetime) -> tuple[datetime, datetime] | None:
    """From and until, inside the visit; None when nobody is needed.

    `first_and_last` asks for the interpreter at both ends; one booking holds the first minutes, the words at the end
    are then found on the day.
    """
    if mode == "none":
        return None
    if mode == "whole" or not minutes:
        return starts, ends
    return starts, min(starts + timedelta(minutes=minutes), ends)
