"""Opening a visit: what, when, with whom."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from clinic.accounts.requests import whole_number
from clinic.departments.models import Practitioner, Service
from interpreters.models import Interpreter
from patients.fields import DayField, PlainText

PROPOSED = "proposed"
NOBODY = "nobody"
OUR_TIME = range(2000, 2201)


class LookForm(forms.Form):
    """Which free times to show."""

    service: "forms.ModelChoiceField[Service]" = forms.ModelChoiceField(Service.objects.none(), label=_("Treatment"), empty_label=None)
    practitioner: "forms.ModelChoiceField[Practitioner]" = forms.ModelChoiceField(
        Practitioner.objects.none(), label=_("Practitioner"), required=False, empty_label=_("anybody")
    )
    day = DayField(label=_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Service.objects.filter(active=True, practitioners__active=True).distinct().order_by("department__code", "code")
        self.fields["service"].queryset = offered  # type: ignore[attr-defined]
        self.fields["practitioner"].queryset = Practitioner.objects.filter(active=True)  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        return self._in_our_time(self.cleaned_data["day"])

    def _in_our_time(self, day: date) -> date:
        """Calendars end: a day at the edge of them has no midnight in every zone."""
        if day.year not in OUR_TIME:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"], code="invalid")
        return day


class BookForm(LookForm):
    """The chosen time is `practitioner id @ ISO start`, as the list of free times writes it."""

    slot = forms.CharField(label=_("Time"), max_length=60)
    interpreter = forms.CharField(label=_("Interpreter"), required=False, max_length=20)
    complaint = PlainText(label=_("Complaint"), required=False, max_length=400)
    beyond_stay_reason = PlainText(label=_("Reason for a day after the stay"), required=False, max_length=200)

    def clean_slot(self) -> tuple[int, datetime]:
        practitioner, _at, start = self.cleaned_data["slot"].partition("@")
        try:
            moment = parse_datetime(start)
        except ValueError:
            moment = None
        number = whole_number(practitioner)
        if number is None or moment is None or moment.tzinfo is None:
            raise forms.ValidationError(_("Please choose a time."))
        self._in_our_time(moment.date())
        return number, moment

    def clean_interpreter(self) -> str | int:
        """The words PROPOSED or NOBODY, or the number of an interpreter."""
        wanted = self.cleaned_data["interpreter"] or PROPOSED
        if wanted in (PROPOSED, NOBODY):
            return wanted
        number = whole_number(wanted)
        if number is None or not Interpreter.objects.filter(pk=number, active=True).exists():
            raise forms.ValidationError(_("Please choose an interpreter."))
        return number


def initial_look(today: date) -> dict[str, Any]:
    """A new patient begins with a consultation, today."""
    service = Service.objects.filter(kind=Service.Kind.CONSULTATION, active=True, practitioners__active=True).order_by("code").first()
    return {"service": service.pk if service else None, "day": today}
