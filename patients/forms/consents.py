"""A sheet of consents as it comes back from the tablet."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.consent_wording import refusal
from patients.consents import Signing
from patients.models import ConsentSheet, ConsentText, Guardian, Patient
from patients.signatures import LONGEST

PREFIX = "text_"
YES, NO = "yes", "no"
ANSWERS = [(YES, pgettext_lazy("answer to a consent", "I agree")), (NO, pgettext_lazy("answer to a consent", "I do not agree"))]


class SignerField(forms.ModelChoiceField):
    """Who signs: the guardian by name and relation."""

    def label_from_instance(self, obj: Guardian) -> str:
        return f"{obj.name} ({obj.get_relation_display()})"


class SheetForm(forms.Form):
    """One question for each text in use, none answered beforehand; the pen's strokes and the way come from the page."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    language = forms.ChoiceField(choices=Patient.Language, widget=forms.HiddenInput)
    way = forms.ChoiceField(
        choices=[choice for choice in ConsentSheet.Way.choices if choice[0] != "spoken"],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Please choose one of the two buttons at the foot of the page.")),
    )
    signature = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("This drawing is too long. Please clear the frame and sign again.")},
    )
    guardian = SignerField(Guardian.objects.none(), label=_("Who signs"), required=False, widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, texts: Iterable[ConsentText], signers: Any, needs_guardian: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = tuple(texts)
        guardian = self.fields["guardian"]
        guardian.queryset = signers  # type: ignore[attr-defined]
        if not needs_guardian:
            guardian.empty_label = _("the patient")  # type: ignore[attr-defined]
        elif len(signers) == 1:
            guardian.initial = signers[0].pk
        for text in self.texts:
            self.fields[f"{PREFIX}{text.pk}"] = forms.ChoiceField(choices=ANSWERS, required=False, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """A question that is not on the sheet any more was asked in words that are not in use any more."""
        given = super().clean() or {}
        if any(name.startswith(PREFIX) and name not in self.fields for name in self.data):
            raise ValidationError(refusal("text_changed"), code="text_changed")
        return given

    def decisions(self) -> dict[int, bool]:
        answers = {text.pk: self.cleaned_data.get(f"{PREFIX}{text.pk}") for text in self.texts}
        return {pk: answer == YES for pk, answer in answers.items() if answer}

    def signing(self) -> Signing:
        data = self.cleaned_data
        guardian = data.get("guardian")
        return Signing(data["token"], data["way"], data["language"], data["signature"], guardian.pk if guardian else None)


class WithdrawForm(forms.Form):
    """How somebody takes a yes back."""

    way = forms.ChoiceField(choices=ConsentSheet.Way, initial="spoken")
