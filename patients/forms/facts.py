"""One thing to know of a person."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients import chosen_facts
from patients.fields import PlainText
from patients.models import Fact
from patients.plausibility import NewFact


class FactForm(forms.Form):
    """One thing to know, as the patient says it and, for the doctor, in Chinese."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Fact.Kind)
    text = PlainText(label=_("as the patient said it"), required=False, max_length=200)
    text_zh = PlainText(label=_("in Chinese"), required=False, max_length=200)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=chosen_facts.LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_suggestions = {"data-facts": "", "data-single": "", "data-kind-from": "id_kind", "data-zh-into": "id_text_zh"}
        self.fields["text"].widget.attrs.update({**for_suggestions, "autocomplete": "off", "lang": "ru"})

    def new_fact(self) -> NewFact:
        data = self.cleaned_data
        known = chosen_facts.with_codes(data["kind"], data["text"], chosen_facts.opened(data["chosen"]))
        return replace(known, text_zh=data["text_zh"] or known.text_zh)
