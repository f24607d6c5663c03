"""What the people of a group are still to be asked, and who signs for whom. Three queries for any number of people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from patients import consents, guardians
from patients.consents import Standing
from patients.models import Guardian, Patient

ON_PAPER = (Patient.Language.CHINESE, Patient.Language.RUSSIAN)  # the two languages of every sheet


@dataclass(frozen=True)
class Asked:
    """One of the group. `signers` are the guardians whose paper was seen; only for who is under age."""

    patient: Patient
    stand: tuple[Standing, ...]
    minor: bool
    signers: tuple[Guardian, ...]

    @property
    def wanted(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.stand if one.ask)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(one.kind for one in self.wanted)

    @property
    def nobody_signs(self) -> bool:
        """Under age, and nobody's paper was seen: whoever decides is to be noted first."""
        return self.minor and not self.signers

    @property
    def other_language(self) -> bool:
        """The sheet is in Chinese and Russian, which is not what this person reads."""
        return self.patient.language not in ON_PAPER

    @property
    def language(self) -> str:
        """The language of the sheet that was read."""
        return Patient.Language.RUSSIAN if self.other_language else self.patient.language


def asked_of(patients: Sequence[Patient], *, now: datetime) -> list[Asked]:
    """Everybody in the given order, with what stands on each matter."""
    stand = consents.in_force_of(patients, now=now)
    young = {patient.pk for patient in patients if guardians.is_under_age(patient, now=now)}
    signers: dict[int, list[Guardian]] = defaultdict(list)
    for guardian in guardians.who_may_sign_for(young):
        signers[guardian.patient_id].append(guardian)
    return [Asked(patient, stand[patient.pk], patient.pk in young, tuple(signers[patient.pk])) for patient in patients]
