"""Where a visit shall go, as a page says it."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.visits.moving import Move
from clinic.visits.windows import CLOSING, OPENING
from interpreters.models import Interpreter
from patients.fields import DayField, PlainText

OUR_TIME = range(2000, 2201)


class MoveForm(forms.Form):
    """Day and hour of the visit, and for one of its windows the interpreter; nobody is an answer where a window is named."""

    day = DayField(label=_("Day"))
    at = forms.TimeField(label=_("Time"), input_formats=["%H:%M", "%H.%M", "%H%M"])
    window = forms.ChoiceField(choices=[("", ""), (OPENING, OPENING), (CLOSING, CLOSING)], required=False)
    interpreter = forms.ModelChoiceField(Interpreter.objects.filter(active=True), required=False, label=_("Interpreter"))
    seen = forms.CharField(max_length=60, required=False)
    beyond_stay_reason = PlainText(label=_("Reason for a day after the stay"), required=False, max_length=200)

    def clean_day(self) -> date:
        """Calendars end: a day at the edge of them has no midnight in every zone."""
        day: date = self.cleaned_data["day"]
        if day.year not in OUR_TIME:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"], code="invalid")
        return day

    def move(self, visit_id: int) -> Move:
        data: dict[str, Any] = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(data["day"], data["at"]), timezone.get_default_timezone())
        return Move(
            visit_id,
            starts,
            window=data["window"],
            interpreter_id=data["interpreter"].pk if data["interpreter"] else None,
            seen=data["seen"],
            beyond_stay_reason=data["beyond_stay_reason"],
        )
