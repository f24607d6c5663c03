"""Opening a visit: what, when, with whom."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from clinic.accounts.requests import whole_number
from clinic.departments.models import Practitioner, Service
from clinic.visits.familiar import offered, practitioners_of
from clinic.visits.models import Visit
from clinic.visits.windows import Interpreting, minutes_fit
from interpreters.models import Interpreter
from patients.fields import DayField, PlainText

PROPOSED = "proposed"
NOBODY = "nobody"
OUR_TIME = range(2000, 2201)
USUAL_MINUTES = 10
WITH_MINUTES = ("first", "first_and_last")
WISHES = [("", _("no wish")), (Interpreter.Sex.FEMALE, _("a woman")), (Interpreter.Sex.MALE, _("a man"))]


class InterpretingForm(forms.Form):
    """How much of a visit is interpreted, where it differs from its service, and whether a woman or a man is wished."""

    interpreting = forms.ChoiceField(
        label=_("Interpreting"), required=False, choices=[("", _("as usual for the treatment")), *Service.Interpreting.choices]
    )
    interpreting_min = forms.IntegerField(label=_("Minutes of interpreting"), required=False, min_value=1, max_value=720)
    interpreter_sex = forms.ChoiceField(label=_("Interpreter wished"), required=False, choices=WISHES)

    @property
    def interpreting_wanted(self) -> Interpreting | None:
        """None: as the service says. Minutes count only where the choice asks for them."""
        data = getattr(self, "cleaned_data", {})
        mode = data.get("interpreting") or ""
        if not mode:
            return None
        return Interpreting(mode, data.get("interpreting_min") if mode in WITH_MINUTES else None)

    def settle_minutes(self, service: Service) -> None:
        """Minutes nobody typed are the usual ones of the service; too many for it are an error."""
        most, data = service.duration_min, self.cleaned_data
        if data.get("interpreting") in WITH_MINUTES and "interpreting_min" not in self.errors and not data.get("interpreting_min"):
            data["interpreting_min"] = service.interpreting_min or min(USUAL_MINUTES, most)
        wanted = self.interpreting_wanted
        if wanted and "interpreting_min" not in self.errors and not minutes_fit(wanted, duration=timedelta(minutes=most)):
            self.add_error("interpreting_min", _("Between 1 and %(most)s minutes, please.") % {"most": most})


class LookForm(InterpretingForm):
    """Which free times to show, with `at` those from that hour on. `last` is the visit of last time: what it was about stands first."""

    service: "forms.ModelChoiceField[Service]" = forms.ModelChoiceField(Service.objects.none(), label=_("Treatment"), empty_label=None)
    practitioner: "forms.ModelChoiceField[Practitioner]" = forms.ModelChoiceField(
        Practitioner.objects.none(), label=_("Practitioner"), required=False, empty_label=_("anybody")
    )
    day = DayField(label=_("Day"))
    at = forms.TimeField(label=_("Time"), required=False, input_formats=["%H:%M"])

    def __init__(self, *args: Any, last: Visit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        self.fields["service"].queryset = offered()  # type: ignore[attr-defined]
        self.fields["service"].choices = by_department(list(offered()), last)  # type: ignore[attr-defined]
        self.fields["practitioner"].queryset = Practitioner.objects.filter(active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody who does not give this treatment is "anybody": the treatment was changed after her."""
        data = super().clean() or self.cleaned_data
        service, practitioner = data.get("service"), data.get("practitioner")
        if service:
            who = list(practitioners_of(service))
            if practitioner and practitioner not in who:
                data["practitioner"] = None
            self.fields["practitioner"].choices = _familiar_first(who, self.last)  # type: ignore[attr-defined]
            self.settle_minutes(service)
        return data

    @property
    def wishes(self) -> dict[str, Any]:
        """What `openings.Asked` is told of the interpreter; nonsense is as good as nothing until it is put right."""
        wanted = None if "interpreting_min" in self.errors else self.interpreting_wanted
        return {"sex": self.cleaned_data.get("interpreter_sex") or "", "interpreting": wanted}

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
    here = forms.BooleanField(label=_("The patient is here"), required=False)
    entered = DayField(label=_("New entry by the stamp"), required=False)
    complaint = PlainText(label=_("Complaint"), required=False, max_length=400)
    beyond_stay_reason = PlainText(label=_("Reason for a day after the stay"), required=False, max_length=200)

    def clean_slot(self) -> tuple[int, datetime]:
        slot = parsed(self.cleaned_data["slot"])
        if slot is None:
            raise forms.ValidationError(_("Please choose a time."))
        self._in_our_time(slot[1].date())
        return slot

    def clean_interpreter(self) -> str | int:
        """The words PROPOSED or NOBODY, or the number of an interpreter."""
        wanted = self.cleaned_data["interpreter"] or PROPOSED
        if wanted in (PROPOSED, NOBODY):
            return wanted
        number = whole_number(wanted)
        if number is None or not Interpreter.objects.filter(pk=number, active=True).exists():
            raise forms.ValidationError(_("Please choose an interpreter."))
        return number


def parsed(slot: str) -> tuple[int, datetime] | None:
    """Practitioner and aware start; None for what no list of free times has written."""
    practitioner, _at, start = slot.partition("@")
    try:
        moment = parse_datetime(start)
    except ValueError:
        return None
    number = whole_number(practitioner)
    return (number, moment) if number is not None and moment is not None and moment.tzinfo is not None else None


def by_department(services: list[Service], last: Visit | None) -> list[Any]:
    """What it was last time, then the departments."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in services:
        if last and one.pk == last.service_id:
            groups = {str(_("Last time")): [(one.pk, str(one))], **groups}
        else:
            groups.setdefault(str(one.department), []).append((one.pk, str(one)))
    return list(groups.items())


def _familiar_first(practitioners: list[Practitioner], last: Visit | None) -> list[Any]:
    treated = [one for one in practitioners if last and one.pk == last.practitioner_id]
    others = [(one.pk, str(one)) for one in practitioners if one not in treated]
    first = [(one.pk, _("%(name)s (last time)") % {"name": one}) for one in treated]
    return [("", _("anybody")), *first, *others]
