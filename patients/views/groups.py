"""Group arrival: a list comes in, is put right on the page, and becomes people."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from patients import arrivals, group_page, tasks
from patients.forms.groups import GroupForm, ListForm, form_of
from patients.group_check import STATES, Checked, check
from patients.group_wording import NOTES
from patients.kept_rows import unseal
from patients.lists.template import template
from patients.models import Group
from patients.views.group_rows import save_rows

MAY_REGISTER = permission_required("accounts.register_patients", raise_exception=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNFINISHED = 20


@MAY_REGISTER
def take_in(request: HttpRequest) -> HttpResponse:
    """A new list, and those that somebody has not finished."""
    form = ListForm(request.POST or None, request.FILES or None, initial={"entry_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        group = arrivals.take_in(form.new_group(), form.tables, by_id=request.user.pk, now=timezone.now())
        return redirect("patients:group", group.pk)
    rows = Count("lines", filter=Q(lines__registered_at=None))
    unfinished = Group.objects.filter(emptied_at=None).annotate(open_rows=rows, all_rows=Count("lines")).filter(open_rows__gt=0)
    context = {"form": form, "unfinished": unfinished.select_related("made_by")[:UNFINISHED]}
    return render(request, "patients/take_in.html", context, status=422 if form.errors else 200)


@MAY_REGISTER
@require_safe
def list_template(request: HttpRequest) -> HttpResponse:
    """The empty list that an agency is given."""
    made = template(get_language() or "en")
    return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="qiao-group.xlsx"'})


@MAY_REGISTER
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """The rows of one group; posted without script, all cells of the page at once."""
    found = get_object_or_404(Group.objects.select_related("crossing", "asked_by"), pk=group_id)
    if request.method == "POST":
        save_rows(found, request.POST)
        return redirect(request.get_full_path())
    return render(request, "patients/group.html", _page(request, found))


@MAY_REGISTER
@require_POST
def line(request: HttpRequest, group_id: int, line_id: int) -> HttpResponse:
    """One row saved and looked at again, with the counters that it changed."""
    found = get_object_or_404(Group, pk=group_id)
    save_rows(found, request.POST, only=line_id)
    checked = check(found, today=timezone.localdate())
    mine = [row for row in checked.rows if row.line.pk == line_id]
    rows = group_page.shown(found, mine, today=timezone.localdate())
    return render(request, "patients/_group_line.html", {"group": found, "rows": rows, "live": True, **_counted(checked)})


@MAY_REGISTER
@require_POST
def facts(request: HttpRequest, group_id: int) -> HttpResponse:
    """What all of them have in common, put right before they are registered."""
    found = get_object_or_404(Group, pk=group_id)
    form = GroupForm(request.POST)
    if not form.is_valid():
        return render(request, "patients/group.html", _page(request, found, form=form), status=422)
    arrivals.correct_group(found.pk, form.new_group())
    return redirect("patients:group", group_id)


@MAY_REGISTER
@require_POST
def columns(request: HttpRequest, group_id: int) -> HttpResponse:
    """What each column of the file is."""
    found = get_object_or_404(Group, pk=group_id)
    number = len(unseal(found.sheet).get("fields", ()))
    known = {value for value, _word in group_page.column_choices()}
    chosen = [request.POST.get(f"column-{place}", "") for place in range(number)]
    arrivals.name_columns(found.pk, [field if field in known else "" for field in chosen])
    return redirect("patients:group", group_id)


@MAY_REGISTER
@require_POST
def sheet(request: HttpRequest, group_id: int) -> HttpResponse:
    """Another sheet of the same file."""
    found = get_object_or_404(Group, pk=group_id)
    number = request.POST.get("sheet", "")
    if number.isascii() and number.isdecimal() and len(number) < 4:
        arrivals.choose_sheet(found.pk, int(number), now=timezone.now())
    return redirect("patients:group", group_id)


@MAY_REGISTER
@require_POST
def register(request: HttpRequest, group_id: int) -> HttpResponse:
    """All good rows, in one go; what was typed on the page is saved first."""
    found = get_object_or_404(Group, pk=group_id)
    save_rows(found, request.POST)
    queued = arrivals.ask(found.pk, check(found, today=timezone.localdate()), by_id=request.user.pk)
    if queued:
        tasks.ring(found.pk)
    else:
        messages.warning(request, gettext("No row can be registered yet: please look at the marked ones."))
    return redirect("patients:group", group_id)


@MAY_REGISTER
@require_POST
def same_people(request: HttpRequest, group_id: int) -> HttpResponse:
    """One word for all rows that wait for it: each is the record that it is likest to."""
    found = get_object_or_404(Group, pk=group_id)
    save_rows(found, request.POST)
    number = arrivals.accept_same(found.pk, check(found, today=timezone.localdate()))
    messages.success(
        request, ngettext("%(n)s row taken for a known person.", "%(n)s rows taken for known persons.", number) % {"n": number}
    )
    return redirect("patients:group", group_id)


@MAY_REGISTER
@require_safe
def progress(request: HttpRequest, group_id: int) -> HttpResponse:
    """How far the registering is; the page is fetched anew when it is done."""
    found = get_object_or_404(Group, pk=group_id)
    waiting = found.lines.filter(queued=True).count()
    answer = render(request, "patients/_group_progress.html", {"group": found, **_progress(found, waiting)})
    if not waiting:
        answer["HX-Refresh"] = "true"
    return answer


@MAY_REGISTER
@require_POST
def throw_away(request: HttpRequest, group_id: int) -> HttpResponse:
    """The rows that are not registered go."""
    if not arrivals.throw_away(group_id, now=timezone.now()):
        messages.warning(request, gettext("People of this list are being registered. Please wait a moment."))
        return redirect("patients:group", group_id)
    messages.success(request, gettext("The list is thrown away."))
    return redirect("patients:arrivals")


def _page(request: HttpRequest, found: Group, *, form: GroupForm | None = None) -> dict[str, Any]:
    today = timezone.localdate()
    checked = check(found, today=today)
    only = request.GET.get("only", "")
    wanted = [row for row in checked.rows if row.state == only] if only in STATES else group_page.in_order(checked.rows)
    here = _number(request.GET.get("page", ""), most=max(1, -(-len(wanted) // group_page.SHOWN)))
    some = wanted[(here - 1) * group_page.SHOWN : here * group_page.SHOWN]
    kept = unseal(found.sheet)
    found_columns = group_page.columns(found, [row.line for row in checked.rows if row.state != "registered"])
    return {
        "group": found,
        "form": form or form_of(found),
        "rows": group_page.shown(found, some, today=today),
        "registered": [row.line.patient for row in checked.rows if row.state == "registered"],
        "only": only,
        "here": here,
        "pages": range(1, -(-len(wanted) // group_page.SHOWN) + 1),
        "columns": found_columns,
        "column_choices": group_page.column_choices(),
        "unknown_columns": sum(not column.field for column in found_columns),
        "sheets": [table[0] for table in kept.get("tables", ())],
        "sheet": kept.get("chosen", 0),
        "notes": [NOTES[code] for code in kept.get("notes", ()) if code in NOTES],
        "early": bool(found.entry_date and found.entry_date > today),
        **_counted(checked),
        **_progress(found, checked.counts["queued"]),
    }


def _counted(checked: Checked) -> dict[str, Any]:
    undecided = [row for row in checked.rows if row.state == "decide" and len(row.matches) and row.twin is None]
    return {"counters": group_page.counters(checked), "good": len(checked.good), "undecided": len(undecided), "total": len(checked.rows)}


def _progress(found: Group, waiting: int) -> dict[str, int]:
    return {"waiting": waiting, "asked": max(found.asked, waiting), "done": max(0, found.asked - waiting)}


def _number(text: str, *, most: int) -> int:
    return min(most, max(1, int(text))) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
