"""The month of all interpreters, and one day of one of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from clinic.coordination.forms import EARLIEST, LATEST, DayForm
from clinic.coordination.grid import grid_of
from clinic.coordination.wording import words_of
from interpreters.duty import HoursInvalid, whole_day
from interpreters.models import Booking, Interpreter
from interpreters.roster import day_of, duties
from interpreters.rostering import DatesInvalid, Edit, LeavesBookings, clear_day, set_day
from interpreters.wording import places_of


@require_GET
@permission_required("accounts.edit_roster", raise_exception=True)
def month(request: HttpRequest) -> HttpResponse:
    """The month in the address, else this one; on a phone one of its weeks."""
    today = timezone.localdate()
    week = read_day(request.GET.get("week", ""))
    first = read_day(request.GET.get("month", "") + "-01") or week or today
    return render(request, "coordination/month.html", {"grid": grid_of(first, today=today, week=week)})


@permission_required("accounts.edit_roster", raise_exception=True)
def day(request: HttpRequest, interpreter_id: int, day: str) -> HttpResponse:
    """Her hours on one day. What would leave bookings outside is shown first and saved on the second asking."""
    interpreter, asked = get_object_or_404(Interpreter, pk=interpreter_id), read_day(day)
    if asked is None:
        raise Http404
    form = DayForm(request.POST or None, initial=_as_it_is(interpreter.pk, asked))
    outside: tuple[Booking, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            tell_left(request, _save(form, interpreter.pk, asked, by_id=request.user.pk))
            return HttpResponseRedirect(f"{reverse('interpreters:month')}?month={asked:%Y-%m}#p{interpreter.pk}")
        except LeavesBookings as refusal:
            outside = refusal.bookings
        except (HoursInvalid, DatesInvalid) as refusal:
            form.add_error(None, words_of(refusal))
    editor = {"form": form, "interpreter": interpreter, "day": asked, "booked": day_of(interpreter.pk, asked), "outside": outside}
    return _editor(request, editor, asked, status=422 if form.errors or outside else 200)


def _editor(request: HttpRequest, editor: dict[str, Any], asked: date, *, status: int) -> HttpResponse:
    """Alone for the page that asks for it, else under its month."""
    if request.headers.get("HX-Target") == "editor":
        return render(request, "coordination/_day.html", {"editor": editor})
    grid = grid_of(asked, today=timezone.localdate(), week=asked)
    return render(request, "coordination/month.html", {"grid": grid, "editor": editor}, status=status)


def _as_it_is(interpreter_id: int, asked: date) -> dict[str, object]:
    hers = duties([interpreter_id], asked, asked)[interpreter_id]
    what = DayForm.PATTERN if asked not in hers.exceptions else DayForm.WORKS if hers.exceptions[asked] else DayForm.OFF
    try:
        hours = whole_day(hers.on(asked))
    except HoursInvalid:
        hours = None
    names = ("starts", "ends", "break_starts", "break_ends")
    return {"what": what, **{name: getattr(hours, name) for name in names if hours}}


def _save(form: DayForm, interpreter_id: int, asked: date, *, by_id: int | None) -> tuple[Booking, ...]:
    data = form.cleaned_data
    edit = Edit(by_id, timezone.now(), even_so=data["even_so"])
    if data["what"] == DayForm.PATTERN:
        return clear_day(interpreter_id, day=asked, edit=edit)
    hours = form.hours if data["what"] == DayForm.WORKS else None
    return set_day(interpreter_id, day=asked, hours=hours, note=data["note"], edit=edit)


def tell_left(request: HttpRequest, left: tuple[Booking, ...]) -> None:
    """After the change: what lies outside now and needs another interpreter."""
    if left:
        messages.warning(request, _("Saved. Outside her hours now: %(places)s") % {"places": places_of(left)})
    else:
        messages.success(request, _("Saved."))


def read_day(text: str) -> date | None:
    """A date of this century, None for anything else."""
    try:
        found = date.fromisoformat(text) if text.isascii() else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found <= LATEST else None
