"""The consents of a whole group: the sheets that are still wanted in one file, and those that came back signed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from clinic.accounts.requests import StaffRequest, whole_number
from clinic.audit.reading import record_read
from clinic.groups import signing, tasks
from clinic.groups.answers import pdf_answer
from clinic.groups.members import patients_of
from clinic.groups.signed_forms import SigningForm, row_of, sheets_of
from clinic.groups.to_sign import Asked, asked_of
from clinic.reports import bundle
from clinic.reports.wording import words_for
from patients.consent_wording import refusal
from patients.models import ConsentText, Group

MAY_RECORD = permission_required("accounts.record_consents", raise_exception=True)
MAY_PRINT = permission_required("accounts.print_documents", raise_exception=True)
A_FILE = 50  # people on one page, whose sheets are drawn in one file; a larger group has several


@never_cache
@MAY_RECORD
def consents(request: StaffRequest, group_id: int) -> HttpResponse:
    """Who is still to be asked what; posted, the sheets that came back are kept."""
    found = get_object_or_404(Group, pk=group_id)
    people = asked_of(patients_of(found), now=timezone.now())
    form = SigningForm(request.POST or None, initial={"signed_at": timezone.localtime()})
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, people, form=form, status=422 if form.errors else 200)
    data = form.cleaned_data
    kept, missing = signing.keep_all(
        sheets_of(people, request.POST), token=data["token"], by_id=request.user.pk, signed_at=data["signed_at"]
    )
    _tell(request, kept, missing)
    if not missing:
        return redirect("groups:consents", found.pk)
    return _page(request, found, asked_of(patients_of(found), now=timezone.now()), form=_next_form(data), status=409, missing=missing)


@MAY_PRINT
@require_POST
def consent_sheets(request: StaffRequest, group_id: int) -> HttpResponse:
    """The sheets that are still wanted, of one file's people; each is a paper of its own, and opening it is written down."""
    found, now = get_object_or_404(Group, pk=group_id), timezone.now()
    pages = _pages(asked_of(patients_of(found), now=now))
    if not pages:
        messages.info(request, _("Everybody of this group has answered everything."))
        return redirect("groups:group", found.pk)
    here = _number(request.POST.get("page", ""), pages)
    made = bundle.print_consent_forms({one.patient: one.kinds for one in pages[here - 1]}, by=request.user, now=now)
    for document in made.documents:
        record_read(by_id=request.user.pk, subject="document", subject_id=document.pk, now=now)
    for reason in dict.fromkeys(str(words_for(why).reason) for why in made.refused.values()):
        messages.warning(request, reason)
    if not made.documents:
        return redirect("groups:consents", found.pk)
    tasks.ring([document.pk for document in made.documents])
    return pdf_answer(made.pdf, f"consents-{found.pk}-{here}.pdf")


def _page(
    request: StaffRequest, found: Group, people: Sequence[Asked], *, form: SigningForm, status: int, missing: dict[int, str] | None = None
) -> HttpResponse:
    posted, told = request.POST, missing or {}
    pages = _pages(people)
    here = _number(request.GET.get("page", ""), pages)
    shown = (
        [*(one for one in people if one.patient.pk in told), *(one for one in pages[here - 1] if one.patient.pk not in told)]
        if pages
        else []
    )
    rows = [row_of(one, posted, missing=refusal(code) if (code := told.get(one.patient.pk)) else "") for one in shown]
    context: dict[str, Any] = {
        "group": found,
        "form": form,
        "rows": rows,
        "here": here,
        "pages": range(1, len(pages) + 1),
        "wanted": sum(map(len, pages)),
        "answered": [one.patient for one in people if not one.wanted],
        "kinds": ConsentText.Kind.choices,
        "without_guardian": sum(row.asked.nobody_signs for row in rows),
    }
    return render(request, "groups/consents.html", context, status=status)


def _pages(people: Sequence[Asked]) -> list[list[Asked]]:
    wanted = [one for one in people if one.wanted]
    return [wanted[start : start + A_FILE] for start in range(0, len(wanted), A_FILE)]


def _number(text: str, pages: Sequence[object]) -> int:
    return min(max(whole_number(text) or 1, 1), max(len(pages), 1))


def _next_form(data: dict[str, Any]) -> SigningForm:
    """A new token: what is typed now is another pass than the one that is kept."""
    return SigningForm(initial={"signed_at": timezone.localtime(data["signed_at"])})


def _tell(request: StaffRequest, kept: int, missing: dict[int, str]) -> None:
    if kept:
        messages.success(request, ngettext("%(n)s signed sheet is kept.", "%(n)s signed sheets are kept.", kept) % {"n": kept})
    elif not missing:
        messages.info(request, _("Nobody was ticked."))
