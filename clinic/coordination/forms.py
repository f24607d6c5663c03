"""Forms of whoever coordinates the interpreters: a day, a weekly pattern, a copied week, an absence, a person, her skills."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from clinic.accounts.requests import whole_number
from interpreters.duty import Hours
from interpreters.matching import ANY_SKILL
from interpreters.models import Absence, Interpreter, Shift, Skill
from interpreters.rostering import Span
from patients.fields import PlainText

CLOCK = re.compile(r"(\d{1,2})(?:[:.,\-\s]?(\d{2}))?", re.ASCII)
# Beside Chinese, which everybody here speaks.
LANGUAGES = ("ru", "en", "be", "uk", "kk", "ky", "uz", "tg", "tt", "mn", "ko", "ja", "de", "fr")
HOURS = {"starts", "ends", "break_starts", "break_ends"}
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class ClockField(forms.TimeField):
    """Hours and minutes by Heihe's clock, always of 24 hours, as they are typed: 8, 830, 8.30, 8:30, 08：30."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "5", "class": "clock"}
        super().__init__(
            **{"required": False, "widget": forms.TimeInput(format="%H:%M", attrs=attrs), "input_formats": ["%H:%M"], **options}
        )

    def to_python(self, value: Any) -> time | None:
        found = CLOCK.fullmatch(unicodedata.normalize("NFKC", value).strip()) if isinstance(value, str) else None
        return super().to_python(f"{found[1]}:{found[2] or '00'}" if found else value)


class DayField(forms.DateField):
    """A date within this century."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()})
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%d"], **options})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(_("This date lies too far away."), code="far")


class HoursFields(forms.Form):
    """From, to and one break; both ends of the shift are asked by whoever uses it."""

    starts = ClockField(label=_("starts"))
    ends = ClockField(label=_("ends"))
    break_starts = ClockField(label=_("break starts"))
    break_ends = ClockField(label=_("break ends"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("starts")) != bool(data.get("ends")) and not self.errors:
            self.add_error("ends" if data.get("starts") else "starts", _("A shift needs its start and its end."))
        return data

    @property
    def hours(self) -> Hours | None:
        """None when nothing was typed: a day off."""
        data = self.cleaned_data
        if not (data.get("starts") and data.get("ends")):
            return None
        return Hours(data["starts"], data["ends"], data.get("break_starts"), data.get("break_ends"))


class DayForm(HoursFields):
    """What counts on one day of one person."""

    PATTERN, WORKS, OFF = "pattern", "hours", "off"
    what = forms.ChoiceField(
        label=_("On this day"),
        choices=[
            (PATTERN, pgettext_lazy("what counts on a day", "as every week")),
            (WORKS, pgettext_lazy("what counts on a day", "these hours")),
            (OFF, pgettext_lazy("what counts on a day", "day off")),
        ],
        widget=forms.RadioSelect,
    )
    note = PlainText(label=_("note"), required=False, max_length=120)
    even_so = forms.BooleanField(label=_("Save all the same"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "what" not in self.changed_data and HOURS & set(self.changed_data):
            # Whoever types hours means them, whatever is still chosen above.
            self.data, data["what"] = {**self.data, "what": self.WORKS}, self.WORKS
        if data.get("what") == self.WORKS and not data.get("starts") and not self.errors:
            self.add_error("starts", _("From when to when?"))
        return data


class PatternForm(forms.Form):
    """The dates of a weekly pattern; the weekdays are HoursFields of their own, see `weekdays`."""

    first = DayField(label=_("valid from"))
    last = DayField(label=_("valid to"), required=False)
    even_so = forms.BooleanField(label=_("Save all the same"), required=False)

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["first"], self.cleaned_data["last"])


def weekdays(data: Any = None, *, initial: Mapping[int, Hours | None] | None = None) -> list[tuple[str, HoursFields]]:
    """Seven small forms with the word of their day, Monday first."""
    found = []
    for number, word in Shift.Weekday.choices:
        hours = (initial or {}).get(number)
        given = {name: getattr(hours, name) for name in ("starts", "ends", "break_starts", "break_ends")} if hours else {}
        found.append((str(word), HoursFields(data, prefix=f"day{number}", initial=given)))
    return found


class PeopleField(forms.ModelMultipleChoiceField):
    """Rows of people. A number that no row can have is nobody's; asked for in a list, a database would break over it."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if whole_number(str(key)) is None:
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class CopyWeekForm(forms.Form):
    """One week's hours for another week, or as the pattern from another week on."""

    to = DayField(label=_("to the week of"))
    people = PeopleField(
        label=_("for"),
        queryset=Interpreter.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("For whom?")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelMultipleChoiceField, self.fields["people"]).queryset = Interpreter.objects.filter(active=True)

    EXCEPTIONS, PATTERN = "exceptions", "pattern"
    how = forms.ChoiceField(
        label=_("as"),
        choices=[
            (EXCEPTIONS, pgettext_lazy("how a week is copied", "hours of that week only")),
            (PATTERN, pgettext_lazy("how a week is copied", "the weekly pattern from that week on")),
        ],
        widget=forms.RadioSelect,
        initial=EXCEPTIONS,
    )

    @property
    def monday(self) -> date:
        to: date = self.cleaned_data["to"]
        return to - timedelta(days=to.weekday())


class AbsenceForm(forms.Form):
    """A class of reason, never a diagnosis. Without clocks whole days are meant, the last one included."""

    reason = forms.ChoiceField(label=_("reason"), choices=Absence.Reason)
    first = DayField(label=_("from"))
    first_at = ClockField(label=pgettext_lazy("a time of the day", "at"))
    last = DayField(label=_("until"))
    last_at = ClockField(label=pgettext_lazy("a time of the day", "at"))

    @property
    def starts(self) -> datetime:
        return _moment(self.cleaned_data["first"], self.cleaned_data["first_at"])

    @property
    def ends(self) -> datetime:
        data = self.cleaned_data
        return _moment(data["last"], data["last_at"]) if data["last_at"] else _moment(data["last"] + timedelta(days=1), None)


class PersonForm(forms.Form):
    """Who she is. The Russian name stands on every paper, so it is asked and proposed, never filled in silently."""

    name_zh_hans = PlainText(label=_("name in Chinese"), max_length=80)
    name_ru = PlainText(label=_("name in Russian"), max_length=80)
    name_en = PlainText(label=_("name in Latin letters"), max_length=80, required=False)
    russian_name = PlainText(label=_("what patients call her"), max_length=40, required=False)
    sex = forms.ChoiceField(label=_("sex"), choices=Interpreter.Sex)
    phone = PlainText(label=_("phone"), max_length=20, required=False)
    home_floor = forms.IntegerField(label=_("home floor"), min_value=-5, max_value=99, required=False)
    languages = forms.MultipleChoiceField(label=_("languages"), choices=(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.MultipleChoiceField, self.fields["languages"]).choices = [
            (code, get_language_info(code)["name_translated"]) for code in LANGUAGES
        ]


class SkillsForm(forms.Form):
    """A level for each code that the house uses or that she has; 0 is none."""

    def __init__(self, *args: Any, codes: Mapping[str, str], levels: Mapping[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(0, pgettext_lazy("level of a skill", "none")), *Skill.Level.choices]
        for code, label in codes.items():
            self.fields[code] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, required=False, initial=levels.get(code, 0)
            )

    @property
    def known(self) -> list[forms.BoundField]:
        """What she has, and the one that holds them all."""
        return [field for field in self if field.field.initial or field.name == ANY_SKILL]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self if not field.field.initial and field.name != ANY_SKILL]

    @property
    def levels(self) -> dict[str, int]:
        """Only what was sent: a select that is missing says nothing."""
        return {code: int(level or 0) for code, level in self.cleaned_data.items() if self.add_prefix(code) in self.data}


class ServiceSkillForm(forms.Form):
    """One service she knows although she does not know its whole department."""

    code = forms.ChoiceField(label=_("service"), choices=())
    level = forms.TypedChoiceField(label=_("level"), choices=Skill.Level.choices, coerce=int, initial=Skill.Level.SURE)

    def __init__(self, *args: Any, codes: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["code"]).choices = list(codes.items())


def _moment(day: date, clock: time | None) -> datetime:
    return datetime.combine(day, clock or time(), tzinfo=get_default_timezone())
