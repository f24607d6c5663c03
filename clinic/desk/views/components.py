"""The living sheet of components, for developers: each with its states and the longest words there are."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.desk.templatetags.qiao_parts import LOOKS
from patients.models import Patient
from patients.stays import Level, Uncounted


@dataclass(frozen=True)
class SampleClock:
    """A stay as the badge sees it."""

    days_left: int
    max_days: int
    level: str
    last_day: date

    @property
    def over_by(self) -> int:
        return max(0, -self.days_left)

    @property
    def day_number(self) -> int:
        return self.max_days - self.days_left


class SampleForm(forms.Form):
    """One field of each look."""

    read = forms.CharField(label=_("surname, Latin"), initial="BELOUSOVA-DOROFEEVA")
    proposed = forms.CharField(label=_("Chinese name"), help_text=_("proposed by table, please compare"))
    confirm = forms.CharField(label=_("patronymic"), required=False)
    choice = forms.ChoiceField(label=_("basis of the stay"), choices=[("a", _("visa-free")), ("b", _("tour group"))])
    text = forms.CharField(label=_("complaint"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    tick = forms.BooleanField(label=_("needs an interpreter"), required=False)
    wrong = forms.DateField(label=_("date of birth"))


def _clocks() -> list[SampleClock | Uncounted]:
    today = timezone.localdate()
    levels = [(30, "calm"), (19, "calm"), (7, "soon"), (3, "urgent"), (1, "urgent"), (0, "today"), (-2, "over")]
    return [
        *(SampleClock(left, 30, level, today + timedelta(days=left)) for left, level in levels),
        Uncounted(entry_date=today, level=Level.LEFT, left_on=today),
        Uncounted(entry_date=today, level=Level.UNKNOWN),
    ]


def _longest_names() -> list[Patient]:
    return list(Patient.objects.order_by((Length("surname_ru") + Length("given_ru") + Length("patronymic_ru")).desc())[:3])


@login_required
def components(request: HttpRequest) -> HttpResponse:
    """Shown in demo and debug mode only."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    form = SampleForm({"read": "BELOUSOVA-DOROFEEVA", "proposed": "", "wrong": "2090-02-31"})
    form.is_valid()
    context: dict[str, Any] = {"clocks": _clocks(), "patients": _longest_names(), "form": form, "states": list(LOOKS)}
    return render(request, "desk/components.html", context)
