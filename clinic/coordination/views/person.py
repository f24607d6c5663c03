"""The page of one interpreter: who she is, what she knows, when she works, when she is away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic.coordination.forms import AbsenceForm, PatternForm, PersonForm, ServiceSkillForm, SkillsForm, weekdays
from clinic.coordination.person_page import person_page
from clinic.coordination.views.month import tell_left
from clinic.coordination.wording import words_of
from interpreters import absences
from interpreters.duty import HoursInvalid
from interpreters.models import Absence, Interpreter
from interpreters.people import describe, set_skills
from interpreters.rostering import DatesInvalid, Edit, LeavesBookings, change_pattern
from interpreters.wording import places_of


@permission_required("accounts.edit_roster", raise_exception=True)
def person(request: HttpRequest, interpreter_id: int) -> HttpResponse:
    """Her page; a POST writes down who she is."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    if request.method != "POST":
        return show(request, interpreter)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return show(request, interpreter, details=form)
    describe(interpreter.pk, form.cleaned_data, by_id=request.user.pk)
    return _saved(request, interpreter)


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def skills(request: HttpRequest, interpreter_id: int) -> HttpResponse:
    """Levels of the codes in the table, or one service more."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    page = person_page(interpreter, today=timezone.localdate())
    more = ServiceSkillForm(request.POST, codes=page.services, prefix="more") if "more-code" in request.POST else None
    form = SkillsForm(request.POST, codes=page.codes, levels=page.levels, prefix="skill")
    if not form.is_valid() or (more and not more.is_valid()):
        return show(request, interpreter, skills=form, **({"more": more} if more else {}))
    levels = {more.cleaned_data["code"]: more.cleaned_data["level"]} if more else form.levels
    set_skills(interpreter.pk, levels, by_id=request.user.pk)
    return _saved(request, interpreter)


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def pattern(request: HttpRequest, interpreter_id: int) -> HttpResponse:
    """A weekly pattern from a date on; what stood before ends there and stays in the table."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    form, days = PatternForm(request.POST), weekdays(request.POST)
    sound = [one.is_valid() for _word, one in days]  # every one is asked, so that each shows its own mistake
    if form.is_valid() and all(sound):
        week = {number: one.hours for number, (_word, one) in enumerate(days)}
        edit = Edit(request.user.pk, timezone.now(), even_so=form.cleaned_data["even_so"])
        try:
            tell_left(request, change_pattern(interpreter.pk, span=form.span, week=week, edit=edit))
            return redirect("interpreters:person", interpreter.pk)
        except LeavesBookings as refusal:
            return show(request, interpreter, pattern=form, days=days, outside=refusal.bookings)
        except (HoursInvalid, DatesInvalid) as refusal:
            form.add_error(None, words_of(refusal))
    return show(request, interpreter, pattern=form, days=days)


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def absence(request: HttpRequest, interpreter_id: int) -> HttpResponse:
    """She is away; whom that leaves without an interpreter is told at once."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    form = AbsenceForm(request.POST, prefix="away")
    if form.is_valid():
        given = {"starts": form.starts, "ends": form.ends, "reason": form.cleaned_data["reason"]}
        try:
            left = absences.note(interpreter.pk, **given, by_id=request.user.pk, now=timezone.now()).left_open
        except absences.AbsenceInvalid:
            form.add_error("last", _("The end must come after the start."))
        else:
            if not left:
                return _saved(request, interpreter)
            messages.warning(request, _("Saved. These bookings need somebody else: %(places)s") % {"places": places_of(left)})
            return redirect("interpreters:person", interpreter.pk)
    return show(request, interpreter, away=form)


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def end_absence(request: HttpRequest, interpreter_id: int, absence_id: int) -> HttpResponse:
    """She is back."""
    interpreter = get_object_or_404(Interpreter, pk=interpreter_id)
    get_object_or_404(Absence, pk=absence_id, interpreter=interpreter)
    absences.end(absence_id, at=timezone.now())
    return _saved(request, interpreter)


def show(request: HttpRequest, interpreter: Interpreter, **bound: Any) -> HttpResponse:
    """The page with what was sent where it was sent; 422 when something of it is wrong."""
    today = timezone.localdate()
    page = person_page(interpreter, today=today)
    forms = {
        "details": PersonForm(initial=page.details),
        "skills": SkillsForm(codes=page.codes, levels=page.levels, prefix="skill"),
        "more": ServiceSkillForm(codes=page.services, prefix="more"),
        "pattern": PatternForm(initial={"first": today}),
        "days": weekdays(initial=page.week),
        "away": AbsenceForm(prefix="away", initial={"first": today, "last": today}),
    }
    return render(
        request, "coordination/person.html", {"page": page, **forms, **bound}, status=422 if bound and "secret" not in bound else 200
    )


def _saved(request: HttpRequest, interpreter: Interpreter) -> HttpResponseRedirect:
    messages.success(request, _("Saved."))
    return redirect("interpreters:person", interpreter.pk)
