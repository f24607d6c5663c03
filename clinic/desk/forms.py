"""One more paper of a person who is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.fields import DayField, PlainText
from patients.models import IdentityDocument
from patients.plausibility import NewDocument
from patients.secrecy import plain_number
from patients.wording import problem


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=IdentityDocument.Kind, initial=IdentityDocument.Kind.PASSPORT)
    issuing_state = PlainText(label=_("Issuing state"), max_length=3, initial="RUS")
    document_number = PlainText(label=_("Number"), max_length=40)
    expiry_date = DayField(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def new_document(self) -> NewDocument:
        data = self.cleaned_data
        number, state = plain_number(data["document_number"]), data["issuing_state"].upper()
        return NewDocument(number, kind=data["kind"], issuing_state=state, expiry_date=data["expiry_date"])

    def show(self, problems: dict[str, str]) -> None:
        """Put the rules' codes in words beside their fields."""
        for name, code in problems.items():
            self.add_error(name if name in self.fields else None, forms.ValidationError(problem(code), code=code))
