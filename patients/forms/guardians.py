"""Who decides for a minor, as it is typed at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.consent_wording import PROBLEMS
from patients.fields import PhoneField, PlainText
from patients.minors import DETAIL_LENGTH, NAME_LENGTH, NewGuardian
from patients.models import Guardian
from patients.wording import problem


class ProofForm(forms.Form):
    """The paper on the counter."""

    proof = forms.ChoiceField(label=_("Paper that shows it"), choices=[("", "—"), *Guardian.Proof.choices[:-1]], required=False)
    proof_detail = PlainText(label=_("Number and date of the paper"), required=False, max_length=DETAIL_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def show(self, problems: dict[str, str]) -> None:
        """Put the rules' codes in words beside their fields."""
        for name, code in problems.items():
            words = str(PROBLEMS[code]) if code in PROBLEMS else problem(code)
            self.add_error(name if name in self.fields else None, forms.ValidationError(words, code=code))


class GuardianForm(ProofForm):
    """One who decides for the patient."""

    name = PlainText(label=pgettext_lazy("of a person", "Name"), required=False, max_length=NAME_LENGTH)
    relation = forms.ChoiceField(label=_("Relation"), choices=[("", "—"), *Guardian.Relation.choices], required=False)
    phone = PhoneField(label=_("Phone"), required=False, max_length=40)
    person_mrn = PlainText(label=_("Record number, when a patient here too"), required=False, max_length=16)
    seen = forms.BooleanField(label=_("I have seen this paper now"), required=False)

    def new_guardian(self) -> NewGuardian:
        return NewGuardian(**{**self.cleaned_data, "person_mrn": self.cleaned_data["person_mrn"].upper()})
