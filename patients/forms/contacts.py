"""How to reach a person, as it is typed at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients import reach
from patients.contacts import LONGEST_RELATION, Relative
from patients.fields import PhoneField, PlainText
from patients.forms.stays import WithProblems
from patients.models import Contact, Patient, Region
from patients.reach import Way
from patients.time_zones import city_of, zones
from patients.wording import problem


class ReachForm(WithProblems):
    """The first phone, the e-mail, language and home of a record. `seen` keeps what this desk was shown."""

    phone = PhoneField(label=_("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    language = forms.ChoiceField(label=_("Language of messages"), choices=Patient.Language)
    region: "forms.ModelChoiceField[Region]" = forms.ModelChoiceField(
        Region.objects.none(), label=_("Home region"), required=False, empty_label=_("not asked")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    referral = forms.ChoiceField(label=_("How the patient found us"), choices=Patient.Referral, required=False)
    referral_detail = PlainText(label=_("Which agency, who"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.all()  # type: ignore[attr-defined]
        known = [(zone, f"{city_of(zone)} ({zone})") for zone in zones()]
        self.fields["time_zone"].choices = [("", _("that of the home region")), *known]  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """As `patients.correcting` wants them."""
        data = dict(self.cleaned_data)
        region = data.pop("region")
        return {**data, "region_id": region.pk if region else None}


class WayForm(WithProblems):
    """A further phone or messenger; without a kind the writing tells which."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("by the way it is written")), *Contact.Kind.choices], required=False)
    value = PlainText(label=_("Number, name or address"), max_length=reach.LONGEST)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value"):
            try:
                data["way"] = reach.way(data["kind"], data["value"]) if data.get("kind") else reach.recognise(data["value"])
            except reach.NotUnderstood as error:
                self.add_error("value", problem(error.code))
        return data

    def new_way(self) -> Way:
        return self.cleaned_data["way"]


class RelativeForm(WithProblems):
    """Whom to call in an emergency."""

    name = PlainText(label=pgettext_lazy("of a person", "Name"), max_length=80)
    relation = PlainText(label=_("Relation"), required=False, max_length=LONGEST_RELATION)
    phone = PlainText(label=_("Phone"), max_length=40)
    language = forms.ChoiceField(label=_("Language"), choices=Patient.Language, initial=Patient.Language.RUSSIAN)

    def new_relative(self) -> Relative:
        data = self.cleaned_data
        return Relative(data["name"], data["phone"], relation=data["relation"], language=data["language"])
