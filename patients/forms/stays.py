"""One entry stamp, as it is typed at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.fields import DayField
from patients.models import Crossing, Stay
from patients.plausibility import NewStay


class StayForm(forms.Form):
    """One entry stamp."""

    entry_date = DayField(label=_("Entry date (stamp)"), required=False)
    crossing: "forms.ModelChoiceField[Crossing]" = forms.ModelChoiceField(
        Crossing.objects.none(), label=_("Crossing"), required=False, empty_label=_("not asked")
    )
    basis = forms.ChoiceField(label=_("Basis of the stay"), choices=Stay.Basis, initial=Stay.Basis.VISA_FREE)
    last_day = DayField(label=_("Last day, if a visa says it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crossing"].queryset = Crossing.objects.filter(near_heihe=True)  # type: ignore[attr-defined]

    def new_stay(self) -> NewStay | None:
        """None when no entry date was typed: the stay is then not known and says so on every screen."""
        data = self.cleaned_data
        if not data.get("entry_date"):
            return None
        crossing = data.get("crossing")
        return NewStay(
            data["entry_date"], basis=data.get("basis", ""), crossing_id=crossing.pk if crossing else None, last_day=data.get("last_day")
        )
