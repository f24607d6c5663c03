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
