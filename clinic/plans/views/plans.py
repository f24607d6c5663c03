"""The pages of treatment plans: list, write, sign, begin the next version."""
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.accounts.requests import whole_number
from clinic.audit.reading import record_read
from clinic.plans import planning, prescribing
from clinic.plans.models import Plan
from clinic.plans.moves import moved
from clinic.plans.plan_page import Typed, missing, posted_lines, typed_from_post, typed_from_stored
from clinic.plans.refusals import DraftChanged, NotADraft, NotSigned, Refusal
from clinic.plans.refusing import in_words
from clinic.plans.strip import strip_of
from clinic.plans.views.formulas import classical_formulas, find_formula
from clinic.plans.views.staff import StaffRequest
from patients.models import Patient

MAY_READ = permission_required("accounts.see_charts", raise_exception=True)
MAY_WRITE = permission_required("accounts.write_plans", raise_exception=True)
MAY_SIGN = permission_required("accounts.sign_plans", raise_exception=True)
A_PAGE = 40
WIDE = Plan.objects.select_related("patient", "practitioner", "diagnosis", "pattern", "pulse", "tongue", "signed_by", "supersedes")


@MAY_WRITE
@require_GET
def plans(request: StaffRequest) -> HttpResponse:
    """One's own plans, drafts first; `whose=all` shows everybody's."""
    found = WIDE.prefetch_related("steps__service").order_by("-created_at")
    doctor = getattr(request.user, "practitioner", None)
    mine = doctor is not None and request.GET.get("whose") != "all"
    found = found.filter(practitioner=doctor) if mine else found
    drafts = [] if "page" in request.GET else list(found.filter(state=Plan.State.DRAFT)[:A_PAGE])
    page = Paginator(found.exclude(state=Plan.State.DRAFT), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "plans/list.html", {"drafts": drafts, "page": page, "mine": mine, "doctor": doctor})


@MAY_WRITE
@require_http_methods(["GET", "POST"])
def create(request: StaffRequest, mrn: str) -> HttpResponse:
    """What this patient has already; posted, an empty plan of the one who is signed in, asked twice the same one."""
    patient = get_object_or_404(Patient.objects.current(), mrn=mrn)
    doctor = getattr(request.user, "practitioner", None)
    if doctor is None:
        messages.error(request, _("Only a practitioner of the house writes plans."))
        return redirect("desk:patient", mrn)
    if request.method == "GET":
        standing = WIDE.filter(patient=patient).exclude(state=Plan.State.CANCELLED).order_by("-created_at")
        return render(request, "plans/create.html", {"patient": patient, "plans": standing, "strip": strip_of(patient, now=timezone.now())})
    plan = planning.draft(patient, practitioner=doctor, by=request.user, now=timezone.now())
    return redirect("plans:edit", plan.pk)


@MAY_READ
@require_GET
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan to read, whatever its state."""
    found = get_object_or_404(WIDE, pk=pk)
    now = timezone.now()
    record_read(by_id=request.user.pk, subject="chart", subject_id=found.patient_id, now=now)
    steps = found.steps.select_related("service", "prescription__formula")
    newer = Plan.objects.filter(supersedes=found).first()
    return render(request, "plans/plan.html", {"plan": found, "steps": steps, "newer": newer, "strip": strip_of(found.patient, now=now)})


@MAY_WRITE
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft; anything else is only read."""
    draft = get_object_or_404(WIDE, pk=pk)
    if draft.state != Plan.State.DRAFT:
        return redirect("plans:plan", pk)
    if request.method == "POST":
        return _write(request, draft)
    record_read(by_id=request.user.pk, subject="chart", subject_id=draft.patient_id, now=timezone.now())
    return _page(request, draft, typed_from_stored(draft))


@MAY_SIGN
@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Save what the page shows, then sign what is saved. A second click finds it signed.

    A refused page stands at this address: reloaded, or in another language, it is the page itself again.
    """
    if request.method == "GET":
        return redirect("plans:edit", pk)
    draft = get_object_or_404(WIDE, pk=pk)
    if draft.state != Plan.State.DRAFT:
        return _signed(request, draft)
    typed = typed_from_post(draft, request.POST, posted_lines(request.POST))
    if not typed.is_valid():
        return _page(request, draft, typed, status=422)
    try:
        draft = _save(request, draft, typed)
        typed = typed_from_stored(draft)
        planning.sign(draft, seen=draft.revision, by=request.user, now=timezone.now())
    except NotADraft:
        return _signed(request, draft)
    except Refusal as refusal:
        return _refused(request, draft, typed, refusal)
    messages.success(request, _("Signed. The plan can be printed now."))
    return redirect("plans:plan", pk)


@MAY_WRITE
@require_POST
def supersede(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft of the next version; the signed one stays in force until then."""
    try:
        begun = planning.supersede(get_object_or_404(Plan, pk=pk), by=request.user, now=timezone.now())
    except NotSigned:
        messages.error(request, _("Only a signed plan gets a new version."))
        return redirect("plans:plan", pk)
    return redirect("plans:edit", begun.pk)


@MAY_WRITE
@require_http_methods(["GET", "POST"])
def add_formula(request: StaffRequest, pk: int) -> HttpResponse:
    """Save the plan as it stands on the page, then begin a formula in it: a classical one by any name, or an empty one."""
    if request.method == "GET":
        return redirect("plans:edit", pk)
    draft = get_object_or_404(WIDE, pk=pk)
    typed = typed_from_post(draft, request.POST, posted_lines(request.POST))
    asked = request.POST.get("classical", "").strip()
    classical = find_formula(asked)
    if not typed.is_valid() or (asked and classical is None):
        return _page(request, draft, typed, status=422, missed=asked if classical is None else "")
    now = timezone.now()
    try:
        draft = _save(request, draft, typed)
        made = prescribing.draft(draft.patient, practitioner=draft.practitioner, by=request.user, now=now, formula=classical)
        planning.add_formula(draft, made, seen=draft.revision, by=request.user, now=now)
    except NotADraft:
        return _signed(request, draft)
    except Refusal as refusal:
        return _refused(request, draft, typed, refusal)
    return redirect("plans:formula", made.pk)


@MAY_WRITE
@require_POST
def give_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a draft away that nobody will sign."""
    draft = get_object_or_404(Plan, pk=pk)
    seen = whole_number(request.POST.get("revision", ""))
    try:
        planning.give_up(draft, seen=-1 if seen is None else seen, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, in_words(refusal)[0])
        return redirect("plans:edit", pk)
    messages.success(request, _("The draft is put away."))
    return redirect("desk:patient", draft.patient.mrn)


def _write(request: StaffRequest, draft: Plan) -> HttpResponse:
    do = request.POST.get("do", "save")
    typed = typed_from_post(draft, request.POST, moved(posted_lines(request.POST), do))
    if not typed.is_valid():
        return _page(request, draft, typed, status=422)
    try:
        _save(request, draft, typed)
    except NotADraft:
        return _signed(request, draft)
    except Refusal as refusal:
        return _refused(request, draft, typed, refusal)
    return redirect("plans:edit", draft.pk)


def _save(request: StaffRequest, draft: Plan, typed: Typed) -> Plan:
    seen = typed.form.cleaned_data["revision"]
    return planning.change(draft, typed.form.description(), typed.as_lines(), seen=seen, by=request.user, now=timezone.now())


def _refused(request: StaffRequest, draft: Plan, typed: Typed, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, DraftChanged):
        typed = typed.at_revision(refusal.revision)
    return _page(request, draft, typed, status=409, refused=in_words(refusal))


def _signed(request: StaffRequest, plan: Plan) -> HttpResponse:
    messages.info(request, _("This plan is signed already."))
    return redirect("plans:plan", plan.pk)


def _page(request: StaffRequest, draft: Plan, typed: Typed, *, status: int = 200, **more: Any) -> HttpResponse:
    strip = strip_of(draft.patient, now=timezone.now())
    context = {"plan": draft, "written": typed, "strip": strip, "missing": missing(draft), "classical": classical_formulas()}
    return render(request, "plans/edit.html", {**context, **more}, status=status)
