"""What a patient's last word on one matter amounts to today. Pure: codes out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patients.minors import has_grown

# A yes to a reminder may be spoken; for what the law calls sensitive it must be signed (PIPL art. 29; 152-FZ art. 10).
SPOKEN_IS_ENOUGH = frozenset({"reminders_email", "reminders_phone", "reminders_messenger"})


class State(StrEnum):
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"


class Ask(StrEnum):
    """Why a person is to be asked, if she is."""

    NO = ""
    NEVER_ASKED = "never_asked"
    OLDER_TEXT = "older_text"
    HAS_GROWN = "has_grown"


@dataclass(frozen=True)
class Decision:
    """One yes or no, the version it was said to, on which day (China), and whether a guardian said it."""

    version: int
    given: bool
    signed_on: date
    withdrawn: bool = False
    by_guardian: bool = False


def state_of(last: Decision | None) -> State:
    if last is None:
        return State.NOT_ASKED
    if last.withdrawn:
        return State.WITHDRAWN
    return State.AGREED if last.given else State.REFUSED


def asks(last: Decision | None, *, current: int | None, birth_date: date | None, today: date) -> Ask:
    """A no is respected and not asked for again. `current` is the version in use, None when there is no text."""
    if current is None:
        return Ask.NO
    if last is None:
        return Ask.NEVER_ASKED
    if state_of(last) != State.AGREED:
        return Ask.NO
    if last.by_guardian and has_grown(birth_date, since=last.signed_on, today=today):
        return Ask.HAS_GROWN
    return Ask.OLDER_TEXT if last.version < current else Ask.NO
