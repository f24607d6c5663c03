"""A registered group: who of it is where, visits for all in one pass, all slips in one file."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clinic.accounts.requests import StaffRequest, whole_number
from clinic.audit.reading import record_read
from clinic.groups import booking, page, tasks
from clinic.groups.answers import pdf_answer
from clinic.groups.forms import OUR_TIME, WishForm, first_wish, places_of, written
from clinic.groups.members import patients_of, propose, visits_of
from clinic.groups.wording import WITHOUT
from clinic.reports import bundle
from clinic.reports.group_sheet import sheet_pdf
from clinic.reports.refusals import PrintRefused
from clinic.reports.wording import words_for
from clinic.visits.models import LIVE_STATES, Visit
from clinic.visits.wording import in_words
from patients import arrivals
from patients.models import Group

MAY_SEE = permission_required("accounts.see_desk", raise_exception=True)
MAY_BOOK = permission_required("accounts.book_visits", raise_exception=True)
MAY_PRINT = permission_required("accounts.print_documents", raise_exception=True)


@MAY_SEE
@require_safe
def groups(request: StaffRequest) -> HttpResponse:
    """The latest groups: how many are registered, who still waits, visits today."""
    return render(request, "groups/list.html", {"groups": page.groups_of(timezone.localdate())})


@MAY_SEE
@require_safe
def group(request: StaffRequest, group_id: int) -> HttpResponse:
    """Everybody of one group with stay and visits of a day."""
    found = get_object_or_404(Group.objects.select_related("crossing"), pk=group_id)
    day = _day(request.GET.get("day", ""), found)
    may_ask = request.user.has_perm("accounts.record_consents")
    people = page.people_of(found, day, asked_at=timezone.now() if may_ask else None)
    today = timezone.localdate()
    number = whole_number(request.GET.get("page", "")) or 1
    pages = range(1, -(-len(people) // page.ON_A_PAGE) + 1)
    here = min(max(number, 1), max(len(pages), 1))
    context = {
        "group": found,
        "day": day,
        "total": len(people),
        "people": people[(here - 1) * page.ON_A_PAGE : here * page.ON_A_PAGE],
        "before": (here - 1) * page.ON_A_PAGE,
        "pages": pages,
        "here": here,
        "printable": sum(visit.state in LIVE_STATES for person in people for visit in person.visits),
        "to_ask": sum(person.to_ask > 0 for person in people),
        "no_stay": sum(person.clock is None for person in people) if found.entry_date and found.entry_date <= today else 0,
    }
    return render(request, "groups/group.html", context)


@permission_required("accounts.register_patients", raise_exception=True)
@require_POST
def entries(request: StaffRequest, group_id: int) -> HttpResponse:
    """Those who were registered ahead have come."""
    found = get_object_or_404(Group, pk=group_id)
    number = arrivals.record_entries(found.pk, by_id=request.user.pk, now=timezone.now())
    messages.success(
        request, ngettext("The stay of %(n)s person was written.", "The stay of %(n)s persons was written.", number) % {"n": number}
    )
    return redirect("groups:group", found.pk)


@MAY_BOOK
def visits(request: StaffRequest, group_id: int) -> HttpResponse:
    """The group laid on the free times of a day; posted, the shown timetable is booked."""
    found = get_object_or_404(Group, pk=group_id)
    now = timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    form = WishForm(asked if "service" in asked else first_wish(found.entry_date, now))
    if request.method == "POST" and form.is_valid():
        return _book(request, found, form)
    context: dict[str, Any] = {"group": found, "form": form}
    if form.is_valid():
        patients = patients_of(found)
        timetable = propose(found, form.wanted(), now=now)
        names = {patient.pk: patient for patient in patients}
        context |= {
            "lines": [(each, written(each.place)) for each in page.shown(timetable, patients)],
            "without": [
                (word, some)
                for why, word in WITHOUT.items()
                if (some := [names[key] for key, one in timetable.without.items() if one == why])
            ],
            "left_over": len(timetable.without),
            "uncovered": sum(place.needs_interpreter and not place.interpreter_id for place in timetable.places),
        }
    fragment = request.headers.get("HX-Target") == "timetable"
    if fragment:  # what is wrong with the wish takes the place of the timetable that no longer answers it
        return render(request, "groups/_timetable.html", context)
    return render(request, "groups/visits.html", context, status=200 if form.is_valid() else 422)


@MAY_PRINT
@require_POST
def slips(request: StaffRequest, group_id: int) -> HttpResponse:
    """Every slip of the group's day in one PDF; each is a paper of its own, and opening it is written down."""
    found = get_object_or_404(Group, pk=group_id)
    day, now = _day(request.POST.get("day", ""), found), timezone.now()
    made = bundle.print_slips(_live_visits(found, day), by=request.user, now=now)
    for document in made.documents:
        record_read(by_id=request.user.pk, subject="document", subject_id=document.pk, now=now)
    if not made.documents:
        refusal = next(iter(made.refused.values()), None)
        messages.warning(request, str(words_for(refusal).reason) if refusal else _("There are no visits to print on that day."))
        return redirect("groups:group", found.pk)
    for refusal in made.refused.values():
        messages.warning(request, str(words_for(refusal).reason))
    tasks.ring([document.pk for document in made.documents])
    return pdf_answer(made.pdf, f"slips-{day}.pdf")


@MAY_PRINT
@require_safe
def sheet(request: StaffRequest, group_id: int) -> HttpResponse:
    """The guide's sheet of the group's day."""
    found = get_object_or_404(Group, pk=group_id)
    day, now = _day(request.GET.get("day", ""), found), timezone.now()
    try:
        made = sheet_pdf(found.name, _live_visits(found, day), day=day, by=request.user, now=now)
    except PrintRefused as refused:
        return render(request, "reports/refused.html", {"refusal": words_for(refused)}, status=409)
    record_read(by_id=request.user.pk, subject="group", subject_id=found.pk, now=now)
    return pdf_answer(made, f"group-{day}.pdf")


def _book(request: StaffRequest, found: Group, form: WishForm) -> HttpResponse:
    patients = {patient.pk: patient for patient in patients_of(found)}
    places = places_of(request.POST.getlist("place"), patients=set(patients))
    service = form.cleaned_data["service"]
    booked, refused = booking.book_all(found, places, service_id=service.pk, by_id=request.user.pk, now=timezone.now())
    if booked:
        messages.success(request, ngettext("%(n)s visit booked.", "%(n)s visits booked.", len(booked)) % {"n": len(booked)})
    if refused:
        told = [(patients[each.place.patient_id], each.place, in_words(each.why)) for each in refused]
        context = {"group": found, "form": form, "refused": told, "booked": len(booked), "day": form.cleaned_data["day"]}
        return render(request, "groups/visits.html", context, status=409)
    if not places:
        messages.warning(request, _("There was nothing to book."))
    return redirect(f"{request.path.removesuffix('visits/')}?day={form.cleaned_data['day'].isoformat()}")


def _live_visits(found: Group, day: date) -> list[Visit]:
    return [visit for visit in visits_of(patients_of(found), day) if visit.state in LIVE_STATES]


def _day(text: str, found: Group) -> date:
    """The day asked for; today, or the day they come when that is ahead."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return max(today, found.entry_date or today)
    return day if day.year in OUR_TIME else today
