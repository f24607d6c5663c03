"""Why the desk may be told no. Each refusal carries codes and record numbers, never names."""

from dataclasses import dataclass

from patients.duplicates import Likeness


class Refusal(Exception):
    """A verb of this folder said no and changed nothing."""

    code = "refused"


class Implausible(Refusal):
    """Something cannot be true; `problems` maps each field to its code."""

    code = "implausible"

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in sorted(problems.items())))
        self.problems = problems


class AlreadyRegistered(Refusal):
    """This very passport is in the house already, under `mrn`."""

    code = "already_registered"

    def __init__(self, mrn: str) -> None:
        super().__init__(mrn)
        self.mrn = mrn


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the same person."""

    patient_id: int
    mrn: str
    likeness: Likeness


class PossibleDuplicate(Refusal):
    """Somebody in the house is so alike that a person must decide first."""

    code = "possible_duplicate"

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(", ".join(candidate.mrn for candidate in candidates))
        self.candidates = candidates


class StayAlreadyRecorded(Refusal):
    """This entry stamp is written down already."""

    code = "stay_already_recorded"


class SameRecord(Refusal):
    """A record cannot be merged with itself."""

    code = "same_record"


class MergedAway(Refusal):
    """This record went into another one, `mrn`, and is not written any more."""

    code = "merged_away"

    def __init__(self, mrn: str) -> None:
        super().__init__(mrn)
        self.mrn = mrn


class NotCertain(Refusal):
    """What speaks against these two being one person; the desk may say that they are all the same."""

    code = "merge_not_certain"

    def __init__(self, concerns: tuple[str, ...]) -> None:
        super().__init__(", ".join(concerns))
        self.concerns = concerns


class TakenApart(Refusal):
    """This merge was undone already."""

    code = "taken_apart"


class MergedFurther(Refusal):
    """The record that stayed went into another one since: that merge is taken apart first."""

    code = "merged_further"

    def __init__(self, mrn: str) -> None:
        super().__init__(mrn)
        self.mrn = mrn


class ChangedMeanwhile(Refusal):
    """Another desk changed the same fields; `now` maps each to what stands there now."""

    code = "changed_meanwhile"

    def __init__(self, now: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(now)))
        self.now = now
