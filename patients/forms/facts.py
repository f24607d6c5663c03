"""One thing to know of a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.fields import PlainText
from patients.models import Fact
from patients.plausibility import NewFact


class FactForm(forms.Form):
    """One thing to know, as the patient says it and, for the doctor, in Chinese."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Fact.Kind)
    text = PlainText(label=_("as the patient said it"), required=False, max_length=200)
    text_zh = PlainText(label=_("in Chinese"), required=False, max_length=200)

    def new_fact(self) -> NewFact:
        data = self.cleaned_data
        return NewFact(data["kind"], data["text"], text_zh=data["text_zh"])
