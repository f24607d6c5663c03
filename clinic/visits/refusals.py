"""Why a visit cannot be booked or changed. Codes and places, never a patient's name."""

from datetime import date, datetime


class Refusal(Exception):
    """A verb of this folder said no and changed nothing."""

    code = "refused"


class VisitInPast(Refusal):
    """The start lies too far back to be a visit that just begins."""

    code = "visit_in_past"


class VisitTooFarAhead(Refusal):
    """Nobody plans that far."""

    code = "visit_too_far_ahead"


class DayClosed(Refusal):
    """A holiday, or no way over the river."""

    code = "day_closed"

    def __init__(self, day: date, kind: str) -> None:
        super().__init__(f"{day} {kind}")
        self.day, self.kind = day, kind


class ServiceNotOffered(Refusal):
    """This practitioner does not give this service, or one of them is out of use."""

    code = "service_not_offered"


class PractitionerAway(Refusal):
    """Outside the practitioner's consulting hours."""

    code = "practitioner_away"


class Taken(Refusal):
    """Somebody is with another visit at that time."""

    def __init__(self, *, ticket: str, room: str, until: datetime) -> None:
        super().__init__(f"{ticket} {room} {until:%H:%M}")
        self.ticket, self.room, self.until = ticket, room, until


class PractitionerTaken(Taken):
    code = "practitioner_taken"


class PatientTaken(Taken):
    code = "patient_taken"


class AfterLastDay(Refusal):
    """The visit lies behind the last legal day of the patient's stay, and no reason was given."""

    code = "after_last_day"

    def __init__(self, last_day: date) -> None:
        super().__init__(str(last_day))
        self.last_day = last_day


class NobodySpeaks(Refusal):
    """The best interpreter was asked for and none is free; `next_free` is when one could come that day, if at all."""

    code = "nobody_speaks"

    def __init__(self, next_free: datetime | None) -> None:
        super().__init__(str(next_free or ""))
        self.next_free = next_free


class MinutesDoNotFit(Refusal):
    """So many minutes of interpreting do not fit the visit, or are asked where all or none of it is interpreted."""

    code = "minutes_do_not_fit"


class StateMoved(Refusal):
    """Another desk was quicker: the visit is not in the state the page showed."""

    code = "state_moved"

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class StepNotAllowed(Refusal):
    """A visit in this state cannot be set to that one."""

    code = "step_not_allowed"


class NotYet(Refusal):
    """Nobody has come, or stayed away, before the day of the visit."""

    code = "not_yet"

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class VisitMoved(Refusal):
    """Another desk was quicker: the visit no longer stands where the page showed it."""

    code = "visit_moved"
