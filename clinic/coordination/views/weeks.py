"""One week's hours copied for another week, or made the weekly pattern."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.coordination.closed_days import closed_between, holidays_of
from clinic.coordination.forms import CopyWeekForm
from clinic.coordination.grid import grid_of
from clinic.coordination.views.month import read_day
from clinic.coordination.wording import words_of
from interpreters.duty import HoursInvalid
from interpreters.models import Interpreter
from interpreters.rostering import CopiedWeek, Copy, DatesInvalid, Edit, copy_week
from interpreters.wording import places_of


@permission_required("accounts.edit_roster", raise_exception=True)
def copy(request: HttpRequest, monday: str) -> HttpResponse:
    """The week as it is, then for whom and where to. Whoever has bookings in the way is named and keeps her week."""
    asked = read_day(monday)
    if asked is None or asked.weekday():
        raise Http404
    form = CopyWeekForm(request.POST or None, initial=_usual(asked))
    if request.method == "POST" and form.is_valid():
        try:
            _tell(request, _save(form, asked, by_id=request.user.pk))
            return HttpResponseRedirect(f"{reverse('interpreters:month')}?month={form.monday:%Y-%m}&week={form.monday}")
        except (HoursInvalid, DatesInvalid) as refusal:
            form.add_error("to" if isinstance(refusal, DatesInvalid) else None, words_of(refusal))
    grid = grid_of(asked, today=timezone.localdate(), week=asked)
    return render(request, "coordination/copy_week.html", {"form": form, "grid": grid}, status=422 if form.errors else 200)


def _usual(asked: date) -> dict[str, object]:
    """Everybody, for the following week."""
    return {"to": asked + timedelta(days=7), "people": list(Interpreter.objects.filter(active=True))}


def _save(form: CopyWeekForm, asked: date, *, by_id: int | None) -> CopiedWeek:
    to = form.monday
    skip = holidays_of(closed_between(to, to + timedelta(days=6)))
    wanted = Copy(asked, to, skip, as_pattern=form.cleaned_data["how"] == form.PATTERN)
    return copy_week(wanted, people=[person.pk for person in form.cleaned_data["people"]], edit=Edit(by_id, timezone.now()))


def _tell(request: HttpRequest, done: CopiedWeek) -> None:
    count = len(done.copied)
    if count:
        messages.success(request, ngettext("Copied for %(n)s person.", "Copied for %(n)s people.", count) % {"n": count})
    names = {person.pk: str(person) for person in Interpreter.objects.filter(pk__in=done.refused)}
    for number, bookings in done.refused.items():
        words = _("Not copied for %(name)s; these bookings would lie outside: %(places)s")
        messages.error(request, words % {"name": names[number], "places": places_of(bookings)})
