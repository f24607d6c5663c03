"""A day planned: the proposal beside today, accepted or left."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clinic.accounts.requests import StaffRequest
from clinic.coordination import proposals
from clinic.coordination.facts import Change
from clinic.coordination.models import DayProposal
from clinic.coordination.plan_wording import moved_words
from clinic.coordination.proposal_page import page_of
from clinic.coordination.views.month import read_day
from interpreters.keeping import keep

LISTED = 20
MAY_PLAN = permission_required("accounts.assign_interpreters", raise_exception=True)


@MAY_PLAN
def propose(request: StaffRequest) -> HttpResponse:
    """A POST plans what is left of the day and shows it; `keep` first keeps one booking by hand, so that the new proposal leaves it.

    A GET says what planning does and what was accepted for that day: reading a page never starts the solver.
    """
    if request.method != "POST":
        day = read_day(request.GET.get("day", "")) or timezone.localdate()
        accepted = DayProposal.objects.filter(day=day, accepted_at__isnull=False).select_related("accepted_by").order_by("-accepted_at")
        return render(request, "coordination/plan.html", {"day": day, "accepted": accepted[:LISTED]})
    kept = request.POST.get("keep", "")
    if kept.isascii() and kept.isdecimal() and len(kept) < 18:
        keep(int(kept), kept=True)
    return _propose(request, asked_day(request))


@require_GET
@MAY_PLAN
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """One that was dropped, or that another took the place of, leads to the board."""
    found = DayProposal.objects.select_related("made_by", "accepted_by").filter(pk=proposal_id).first()
    if found is None:
        messages.info(request, _("This proposal is gone."))
        return redirect("desk:interpreters")
    return render(request, "coordination/proposal.html", {"page": page_of(found, now=timezone.now())})


@require_POST
@MAY_PLAN
def accept(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Write it. When the day moved meanwhile, what moved is named and a new proposal is shown."""
    found = DayProposal.objects.filter(pk=proposal_id).values_list("day", "cause").first()
    try:
        done = proposals.accept(proposal_id, by_id=request.user.pk, now=timezone.now())
    except proposals.ProposalGone:
        messages.info(request, _("This proposal is gone; here is the day as it stands."))
        return _to_board(asked_day(request))
    except proposals.DayMoved as refusal:
        tell_moved(request, refusal.changes)
        return _propose(request, found[0], cause=found[1]) if found else _to_board(asked_day(request))
    messages.success(request, _("Accepted. Whoever is concerned sees it on her page at once."))
    return redirect("interpreters:proposal", done.pk)


@require_POST
@MAY_PLAN
def drop(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """The day stays as it is; nothing is left of the proposal."""
    proposals.drop(proposal_id)
    return _to_board(asked_day(request))


def asked_day(request: StaffRequest) -> date:
    """The day a form names; a day that is over cannot be planned, so it is today instead, and the page says which."""
    today = timezone.localdate()
    return max(read_day(request.POST.get("day", "")) or today, today)


def tell_moved(request: StaffRequest, changes: tuple[Change, ...]) -> None:
    messages.warning(request, _("The day has moved meanwhile, nothing was written: %(what)s.") % {"what": moved_words(changes)})


def _propose(request: StaffRequest, day: date, *, cause: str = DayProposal.Cause.PLAN) -> HttpResponseRedirect:
    made = proposals.propose(day, by_id=request.user.pk, now=timezone.now(), cause=cause)
    return redirect("interpreters:proposal", made.pk)


def _to_board(day: date) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('desk:interpreters')}?day={day.isoformat()}")
