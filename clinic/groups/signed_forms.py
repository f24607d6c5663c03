"""A page of signed sheets as it comes back: a tick a person, and an answer where it is another than yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.accounts.requests import whole_number
from clinic.groups.signing import SignedSheet
from clinic.groups.to_sign import Asked
from patients.consents import Standing

YES, NO, OPEN = "yes", "no", "open"
OLDEST = timedelta(days=30)
SLIP_OF_A_CLOCK = timedelta(minutes=2)


class SigningForm(forms.Form):
    """What all sheets of one pass have in common. The witness is who has signed in."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    signed_at = forms.DateTimeField(
        label=_("Signed at"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def clean_signed_at(self) -> Any:
        moment, now = self.cleaned_data["signed_at"], timezone.now()
        if not now - OLDEST <= moment <= now + SLIP_OF_A_CLOCK:
            raise forms.ValidationError(_("A sheet was signed before now, and within the last thirty days."), code="too_far")
        return min(moment, now)


@dataclass(frozen=True)
class Cell:
    """One matter of one person: what stands, or the name of the field that asks and what was chosen in it."""

    standing: Standing
    name: str = ""
    chosen: str = ""


@dataclass(frozen=True)
class Row:
    """One person on the page, with what was posted for her when the page comes back."""

    asked: Asked
    cells: tuple[Cell, ...]
    ticked: bool
    guardian_id: int | None
    missing: str = ""


def row_of(asked: Asked, posted: Mapping[str, str], *, missing: str = "") -> Row:
    key = asked.patient.pk
    cells = tuple(Cell(one, _name(key, one), posted.get(_name(key, one), "")) if one.ask else Cell(one) for one in asked.stand)
    signer = asked.signers[0].pk if len(asked.signers) == 1 else None
    return Row(asked, cells, f"signed-{key}" in posted, whole_number(posted.get(f"guardian-{key}", "")) or signer, missing)


def sheets_of(people: Sequence[Asked], posted: Mapping[str, str]) -> list[SignedSheet]:
    """The sheets that came back: of who is ticked, all that her page asked; of the others the answers that were chosen."""
    found = []
    for asked in people:
        if answers := _answers(asked.patient.pk, posted):
            guardian = row_of(asked, posted).guardian_id if asked.minor else None
            found.append(SignedSheet(asked.patient.pk, answers, asked.language, guardian))
    return found


def _answers(patient_id: int, posted: Mapping[str, str]) -> dict[int, bool]:
    """Of the questions that the page showed, answered meanwhile or not: the verb knows the words that are not in use any more."""
    otherwise = YES if f"signed-{patient_id}" in posted else OPEN
    before = f"answer-{patient_id}-"
    said = {whole_number(name.removeprefix(before)): answer or otherwise for name, answer in posted.items() if name.startswith(before)}
    return {text: answer == YES for text, answer in said.items() if text and answer in (YES, NO)}


def _name(patient_id: int, one: Standing) -> str:
    return f"answer-{patient_id}-{one.text.pk if one.text else 0}"
