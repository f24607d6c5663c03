"""A group and its list, as they are taken in; what is said of all of them at once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.arrivals import NewGroup
from patients.fields import DayField, PlainText
from patients.group_wording import list_refused
from patients.lists import ListRefused, Table, read_file, read_text
from patients.lists.limits import FILE_BYTES, TEXT
from patients.lists.rows import tidy
from patients.models import Crossing, Group, Stay
from patients.plausibility import OLDEST_ENTRY

FARTHEST = timedelta(days=400)


class GroupForm(forms.Form):
    """What all of a group have in common."""

    name = PlainText(label=_("Name of the group"), max_length=120)
    agency = PlainText(label=_("Agency"), required=False, max_length=120)
    entry_date = DayField(label=_("Entry date (stamp)"))
    crossing: "forms.ModelChoiceField[Crossing]" = forms.ModelChoiceField(
        Crossing.objects.none(), label=_("Crossing"), required=False, empty_label=_("not asked")
    )
    basis = forms.ChoiceField(label=_("Basis of the stay"), choices=Stay.Basis, initial=Stay.Basis.VISA_FREE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crossing"].queryset = Crossing.objects.filter(near_heihe=True)  # type: ignore[attr-defined]
        for name in ("name", "agency"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_entry_date(self) -> Any:
        day, today = self.cleaned_data["entry_date"], timezone.localdate()
        if not today - OLDEST_ENTRY <= day <= today + FARTHEST:
            raise forms.ValidationError(_("This day is too far away."), code="too_far")
        return day

    def new_group(self) -> NewGroup:
        data = self.cleaned_data
        crossing = data.get("crossing")
        return NewGroup(
            name=data["name"],
            agency=data["agency"],
            entry_date=data["entry_date"],
            crossing_id=crossing.pk if crossing else None,
            basis=data["basis"],
        )


class ListForm(GroupForm):
    """A group with its list: a file, or rows pasted out of Excel or Word."""

    file = forms.FileField(
        label=_("File (.xlsx or .csv)"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}), allow_empty_file=True
    )
    pasted = forms.CharField(
        label=_("or rows pasted from Excel or Word"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    tables: tuple[Table, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False

    def new_group(self) -> NewGroup:
        """Without a name of its own the group is called as its file, its agency or its day."""
        file = self.cleaned_data.get("file")
        usual = (PurePath(file.name).stem if file else "") or self.cleaned_data["agency"] or self.cleaned_data["entry_date"].isoformat()
        return replace(super().new_group(), name=self.cleaned_data["name"] or tidy(usual)[:120])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file, pasted = data.get("file"), data.get("pasted", "")
        if not file and not pasted.strip():
            raise forms.ValidationError({"file": _("Please choose a file, or paste the rows below.")})
        try:
            # One byte more than is allowed, so that the rule sees that it is too much.
            self.tables = read_file(file.read(FILE_BYTES + 1)) if file else read_text(pasted[: TEXT + 1])
        except ListRefused as refusal:
            self.add_error("file" if file else "pasted", forms.ValidationError(list_refused(refusal), code=refusal.code))
        return data


def form_of(group: Group) -> GroupForm:
    """The group as it stands, to be put right."""
    return GroupForm(
        initial={
            "name": group.name,
            "agency": group.agency,
            "entry_date": group.entry_date,
            "crossing": group.crossing_id,
            "basis": group.basis,
        }
    )
