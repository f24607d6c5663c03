"""Sheets that came back signed, kept in one pass: each in its own transaction, what is missing is told, the rest stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients import consents
from patients.consents import ConsentRefused, Signing, Way
from patients.refusals import MergedAway


@dataclass(frozen=True)
class SignedSheet:
    """One person's sheet as the desk reads it: the answers by the keys of their texts. Nobody's signature is copied."""

    patient_id: int
    answers: Mapping[int, bool]
    language: str
    guardian_id: int | None = None


def keep_all(sheets: Iterable[SignedSheet], *, token: UUID, by_id: int, signed_at: datetime) -> tuple[int, dict[int, str]]:
    """How many sheets stand, and patient → code of what is missing. `by_id` is the witness; `token` came with the empty page.

    Pressed twice, the second finds the first one's sheets. Whoever lacks a guardian is told and keeps nobody else waiting.
    """
    kept, missing = 0, {}
    for sheet in sheets:
        signing = Signing(token, Way.PAPER, sheet.language, guardian_id=sheet.guardian_id)
        try:
            consents.record(sheet.patient_id, sheet.answers, signing=signing, by_id=by_id, now=signed_at)
        except ConsentRefused as refused:
            missing[sheet.patient_id] = refused.code
        except MergedAway:
            missing[sheet.patient_id] = "not_taken"
        else:
            kept += 1
    return kept, missing
