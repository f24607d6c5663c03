"""One entry stamp as it is typed at the desk, and what may be done with one that is recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.fields import DayField, PlainText
from patients.models import Crossing, Stay
from patients.plausibility import NewStay
from patients.staying import LONGEST_REASON, Lodging
from patients.wording import problem

OWN_LAST_DAY = [(Stay.Basis.PERMIT, Stay.Basis.PERMIT.label), (Stay.Basis.VISA, Stay.Basis.VISA.label)]


class WithProblems(forms.Form):
    """A form that takes the rules' codes and puts them in words beside their fields."""

    def show(self, problems: dict[str, str]) -> None:
        for name, code in problems.items():
            self.add_error(name if name in self.fields else None, forms.ValidationError(problem(code), code=code))


class StayForm(WithProblems):
    """One entry stamp."""

    entry_date = DayField(label=_("Entry date (stamp)"), required=False)
    crossing: "forms.ModelChoiceField[Crossing]" = forms.ModelChoiceField(
        Crossing.objects.none(), label=_("Crossing"), required=False, empty_label=_("not asked")
    )
    basis = forms.ChoiceField(label=_("Basis of the stay"), choices=Stay.Basis, initial=Stay.Basis.VISA_FREE)
    purpose = forms.ChoiceField(label=_("Purpose declared at the border"), choices=Stay.Purpose, required=False)
    last_day = DayField(label=_("Last day, if a visa says it"), required=False)
    lodging = forms.ChoiceField(label=_("Lodging"), choices=Stay.Lodging, required=False)

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
            data["entry_date"],
            basis=data.get("basis", ""),
            crossing_id=crossing.pk if crossing else None,
            purpose=data.get("purpose", ""),
            last_day=data.get("last_day"),
            lodging=data.get("lodging", ""),
        )


class CorrectForm(StayForm):
    """A stamp that was typed wrongly."""

    reason = PlainText(label=pgettext_lazy("of a correction", "Reason"), required=False, max_length=LONGEST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["lodging"]
        self.fields["crossing"].queryset = Crossing.objects.all()  # type: ignore[attr-defined]
        self.fields["entry_date"].required = True


class LeftForm(WithProblems):
    """The day of the way home."""

    left_on = DayField(label=_("Left China on"), required=False)


class ExtendForm(WithProblems):
    """A paper with a last day of its own."""

    basis = forms.ChoiceField(label=_("Paper"), choices=OWN_LAST_DAY)
    last_day = DayField(label=_("Last day as the paper says it"))


class LodgingForm(WithProblems):
    """Where she sleeps, and whether the police know."""

    lodging = forms.ChoiceField(label=_("Lodging"), choices=Stay.Lodging, required=False)
    lodging_address = PlainText(label=_("Address or host"), required=False, max_length=200)
    lodging_since = DayField(label=_("Moved in on"), required=False)
    lodging_registered_on = DayField(label=_("Registered on"), required=False)
    lodging_slip = PlainText(label=_("Number of the slip"), required=False, max_length=40)

    def new_lodging(self) -> Lodging:
        data = self.cleaned_data
        return Lodging(data["lodging"], data["lodging_address"], data["lodging_since"], data["lodging_registered_on"], data["lodging_slip"])
