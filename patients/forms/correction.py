"""Putting a record right: the fields of the registration that belong to the person, with what this desk saw of them."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.correcting import CORRECTABLE, plain
from patients.fields import PlainText
from patients.forms.registration import NAME_FIELDS, RegistrationForm
from patients.forms.stays import WithProblems
from patients.models import Patient, Region
from patients.time_zones import city_of, zones

# Named and drawn as on the registration page.
TAKEN = (*NAME_FIELDS, "birth_date", "sex", "nationality", "region", "language", "referral", "origins")


class CorrectionForm(WithProblems):
    """`seen` travels along as JSON: what stood in the record when this page was opened."""

    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    referral_detail = PlainText(label=_("Which agency, who"), required=False, max_length=120)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)

    data: Any

    def __init__(self, data: Any = None, *, patient: Patient) -> None:
        standing = {name.removesuffix("_id"): getattr(patient, name) for name in CORRECTABLE}
        super().__init__(data, initial={**standing, "origins": json.dumps(patient.origins), "seen": seen_of(patient)})
        self.standing_origins = dict(patient.origins)
        self.fields.update({name: deepcopy(RegistrationForm.base_fields[name]) for name in TAKEN})
        self.fields["region"].queryset = _regions(patient)  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = _zones(patient)  # type: ignore[attr-defined]
        for name in self.fields:
            if name.endswith("_ru"):
                self.fields[name].widget.attrs["lang"] = "ru"

    clean_origins = RegistrationForm.clean_origins
    clean_nationality = RegistrationForm.clean_nationality

    def clean_seen(self) -> dict[str, Any]:
        """In the types of the record; a field that is missing there counts as changed meanwhile."""
        return {name: _typed(name, text) for name, text in _remembered(self.cleaned_data["seen"]).items() if name in CORRECTABLE}

    def changes(self) -> dict[str, Any]:
        """Every field as the record keeps it; the verb finds out which of them this desk changed."""
        data = self.cleaned_data
        region = data.get("region")
        upper = {name: data[name].upper() for name in ("surname_latin", "given_latin")}
        as_typed = {name: data[name] for name in CORRECTABLE if name in self.fields}
        return {**as_typed, **upper, "region_id": region.pk if region else None}

    def told(self, now: Mapping[str, str]) -> None:
        """Another desk was here: what it wrote stands beside the field, and is from now on what this desk has seen."""
        sent = self.data.copy()
        sent["seen"] = json.dumps({**_remembered(sent.get("seen", "")), **now})
        for name, text in now.items():
            words = _("Meanwhile another desk wrote “%(now)s” here. Save again to put yours in its place.")
            self.add_error(name.removesuffix("_id"), forms.ValidationError(words, code="changed_meanwhile", params={"now": text or "–"}))
        self.data = sent


def _remembered(text: str) -> dict[str, Any]:
    """It comes from a browser: anything that is no mapping is nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def seen_of(patient: Patient) -> str:
    return json.dumps({name: plain(getattr(patient, name)) for name in CORRECTABLE})


def _typed(name: str, text: Any) -> Any:
    text = text if isinstance(text, str) else ""
    if name == "region_id":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    if name == "birth_date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return text


def _regions(patient: Patient) -> Any:
    """Those of the list, and the one that stands there."""
    return Region.objects.filter(status="iso") | Region.objects.filter(pk=patient.region_id or 0)


def _zones(patient: Patient) -> list[tuple[str, Any]]:
    known = sorted({*zones(), patient.time_zone} - {""}, key=city_of)
    return [("", _("that of the home region")), *((zone, city_of(zone)) for zone in known)]
