"""What doctors type: the plan with its lines, the formula with its herbs. Whatever is wrong stays as typed, with its reason beside it."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.departments.models import Service
from clinic.herbs.models import FormulaItem
from clinic.plans.fields import LONGEST_TEXT, GramsField, Icd10Field, PaperText
from clinic.plans.planning import Description, Line
from clinic.plans.prescribing import Contents, Portion
from clinic.plans.vocabulary import Diagnosis, Pattern, Pulse, Tongue

MOST_LINES = 60
NOTHING = [("", "—")]
# Not part of a course: the first is the visit itself, the second a service of the pharmacy.
NO_TREATMENT = (Service.Kind.CONSULTATION, Service.Kind.DECOCTION)
REASON = "reason-"


def lines_of(data: QueryDict, names: Sequence[str]) -> list[dict[str, str]]:
    """Fields of the same names, line by line, in the order of the page; a forged length is cut."""
    columns = zip_longest(*(data.getlist(name) for name in names), fillvalue="")
    return [dict(zip(names, line, strict=True)) for line in columns][:MOST_LINES]


VOCABULARY: dict[str, Callable[[], Iterable[Any]]] = {
    "diagnosis": lambda: Diagnosis.objects.filter(active=True),
    "pattern": lambda: Pattern.objects.filter(active=True),
    "pulse": Pulse.objects.all,
    "tongue": Tongue.objects.all,
}


class DescriptionForm(forms.Form):
    """Diagnosis, signs and goal. Everything may wait, except that what is typed must be possible."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    diagnosis = forms.TypedChoiceField(label=_("TCM diagnosis"), coerce=int, empty_value=None, required=False)
    pattern = forms.TypedChoiceField(label=pgettext_lazy("Chinese medicine", "pattern"), coerce=int, empty_value=None, required=False)
    icd10_code = Icd10Field(label=_("ICD-10 code"), required=False, max_length=40)
    pulse = forms.TypedChoiceField(label=_("pulse"), coerce=int, empty_value=None, required=False)
    tongue = forms.TypedChoiceField(label=_("tongue"), coerce=int, empty_value=None, required=False)
    complaint_zh = PaperText(label=_("complaint, Chinese"))
    complaint_ru = PaperText(label=_("complaint, Russian"))
    goal_zh = PaperText(label=_("goal, Chinese"))
    goal_ru = PaperText(label=_("goal, Russian"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in VOCABULARY.items():
            self.fields[name].choices = NOTHING + [(row.pk, str(row)) for row in rows()]  # type: ignore[attr-defined]
        self.fields["icd10_code"].widget.attrs["placeholder"] = _("as the diagnosis")
        for name in ("complaint", "goal"):
            self.fields[f"{name}_zh"].widget.attrs["lang"] = "zh-Hans"
            self.fields[f"{name}_ru"].widget.attrs["lang"] = "ru"

    def description(self) -> Description:
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return Description(**{f"{name}_id" if name in VOCABULARY else name: value for name, value in given.items()})


class LineForm(forms.Form):
    """One line of a plan: a service and its sessions, or (by its step) a formula that only carries notes."""

    step = forms.IntegerField(widget=forms.HiddenInput, required=False)
    service = forms.TypedChoiceField(label=_("service"), coerce=int, empty_value=None, required=False)
    sessions = forms.IntegerField(
        label=_("sessions"), min_value=1, max_value=60, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    note_zh = PaperText(label=_("note, Chinese"), widget=forms.TextInput(attrs={"lang": "zh-Hans"}))
    note_ru = PaperText(label=_("note, Russian"), widget=forms.TextInput(attrs={"lang": "ru"}))

    NAMES = ("step", "service", "sessions", "note_zh", "note_ru")

    def __init__(self, data: Mapping[str, Any], *, number: int, services: Sequence[Any], formula_steps: frozenset[int]) -> None:
        super().__init__(data, auto_id=f"id_line{number}_%s")
        self.number = number
        self.fields["service"].choices = services  # type: ignore[attr-defined]
        self.is_formula = str(data.get("step") or "") in {str(pk) for pk in formula_steps}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (self.is_formula or self.is_blank) and "service" in given and not given["service"]:
            self.add_error("service", _("Please choose a service, or empty the line."))
        if given.get("service") and not given.get("sessions") and "sessions" in given:
            self.add_error("sessions", _("How many sessions?"))
        return given

    @property
    def is_blank(self) -> bool:
        return not self.is_formula and not any(str(self.data.get(name) or "").strip() for name in self.NAMES[1:])

    def line(self) -> Line:
        given = self.cleaned_data
        return Line(given["step"], given["service"], given["sessions"], given["note_zh"], given["note_ru"])


class PortionForm(forms.Form):
    """One herb of a formula."""

    herb = forms.CharField(widget=forms.HiddenInput, max_length=24)
    grams = GramsField(label=_("grams a day"))
    role = forms.ChoiceField(choices=[*NOTHING, *FormulaItem.Role.choices], required=False, widget=forms.HiddenInput)

    NAMES = ("herb", "grams", "role")

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="id_%s" if "%" in str(data.get("herb", "")) else f"id_{data.get('herb', '')}_%s")

    def portion(self) -> Portion:
        return Portion(self.cleaned_data["herb"], self.cleaned_data["grams"], self.cleaned_data["role"])


class FormulaForm(forms.Form):
    """What a formula has beside its herbs."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    days = forms.IntegerField(
        label=_("days"), min_value=1, max_value=90, widget=forms.NumberInput(attrs={"inputmode": "numeric", "list": "usual-days"})
    )
    usage_zh = PaperText(label=_("how to take, Chinese"), rows=3)
    usage_ru = PaperText(label=_("how to take, Russian"), rows=4)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["usage_zh"].widget.attrs["lang"] = "zh-Hans"
        self.fields["usage_ru"].widget.attrs["lang"] = "ru"

    def contents(self, portions: Iterable[PortionForm], reasons: Mapping[str, str]) -> Contents:
        given = self.cleaned_data
        return Contents(tuple(form.portion() for form in portions), given["days"], given["usage_zh"], given["usage_ru"], reasons)


def reasons_of(data: QueryDict) -> tuple[dict[str, str], dict[str, str]]:
    """Reasons by the key of their finding, as typed; and what is wrong with them, by the same key."""
    typed = {name.removeprefix(REASON): value for name, value in data.items() if name.startswith(REASON)}
    wrong = {}
    for key, value in typed.items():
        try:
            PaperText().clean(value)
        except forms.ValidationError as error:
            wrong[key] = " ".join(error.messages)
    return {key: str(value)[: LONGEST_TEXT * 30] for key, value in typed.items()}, wrong
