"""What a whole group is to get, and when."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from clinic.accounts.requests import whole_number
from clinic.departments.models import Practitioner, Service
from clinic.groups.members import Wanted
from clinic.groups.timetable import Place
from clinic.visits.familiar import offered
from patients.fields import DayField

OUR_TIME = range(2000, 2201)
MORNING = time(8)
LONGEST_PLACE = 120


class WishForm(forms.Form):
    """One treatment for all of them, from one hour of one day on."""

    service: "forms.ModelChoiceField[Service]" = forms.ModelChoiceField(Service.objects.none(), label=_("Treatment"), empty_label=None)
    practitioner: "forms.ModelChoiceField[Practitioner]" = forms.ModelChoiceField(
        Practitioner.objects.none(), label=_("Practitioner"), required=False, empty_label=_("anybody")
    )
    day = DayField(label=_("Day"))
    starts = forms.TimeField(
        label=_("From"), input_formats=["%H:%M", "%H.%M", "%H"], widget=forms.TimeInput(format="%H:%M", attrs={"maxlength": "5"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = offered()  # type: ignore[attr-defined]
        self.fields["practitioner"].queryset = Practitioner.objects.filter(active=True)  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in OUR_TIME:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"], code="invalid")
        return day

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        practitioner = data.get("practitioner")
        starts = datetime.combine(data["day"], data["starts"], tzinfo=timezone.get_default_timezone())
        return Wanted(data["service"], starts, practitioner.pk if practitioner else None)


def first_wish(entry_date: date | None, now: datetime) -> dict[str, Any]:
    """Today from now on, or the morning of the day they come; what most groups come for stands first."""
    today = timezone.localdate(now)
    day = max(today, entry_date or today)
    service = offered().first()
    here = timezone.localtime(now).time().replace(second=0, microsecond=0)
    return {"service": service.pk if service else None, "day": day, "starts": max(MORNING, here) if day == today else MORNING}


def written(place: Place) -> str:
    """A place as a form carries it."""
    speakers = f"{place.interpreter_id or ''}@{place.closing_interpreter_id or ''}"
    return f"{place.patient_id}@{place.practitioner_id}@{place.start.isoformat()}@{speakers}"


def places_of(values: list[str], *, patients: set[int]) -> list[Place]:
    """What `written` wrote, of this group's patients alone; anything else is dropped."""
    return [place for value in values if (place := _place(value)) and place.patient_id in patients]


def _place(value: str) -> Place | None:
    parts = value[:LONGEST_PLACE].split("@")
    if len(parts) != 5:
        return None
    patient, practitioner, interpreter, closing = (whole_number(parts[number]) for number in (0, 1, 3, 4))
    try:
        start = parse_datetime(parts[2])
    except ValueError:
        return None
    if patient is None or practitioner is None or start is None or start.tzinfo is None or start.year not in OUR_TIME:
        return None
    return Place(patient, practitioner, start, interpreter, interpreter is not None, closing)
