"""The page of one formula: write it, see its findings while typing, sign it."""
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.audit.reading import record_read
from clinic.herbs.models import Formula, Herb
from clinic.plans import prescribing
from clinic.plans.forms import PortionForm, lines_of
from clinic.plans.formula_page import Typed, sheet_of, shown_grams, typed_from_post, typed_from_stored
from clinic.plans.models import Prescription
from clinic.plans.moves import moved, with_dose
from clinic.plans.refusals import DraftChanged, NotADraft, Refusal
from clinic.plans.refusing import in_words
from clinic.plans.strip import strip_of
from clinic.plans.usages import usages
from clinic.plans.views.staff import StaffRequest
from patients.models import Patient

MAY_WRITE = permission_required("accounts.write_plans", raise_exception=True)
MAY_SIGN = permission_required("accounts.sign_plans", raise_exception=True)
SUGGESTED = 8
WIDE = Prescription.objects.select_related("patient", "practitioner", "formula", "step__plan__diagnosis", "step__plan__pattern")


@MAY_WRITE
@require_http_methods(["GET", "POST"])
def formula(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft; a signed formula is shown where it can no longer be typed into."""
    prescription = get_object_or_404(WIDE, pk=pk)
    if prescription.state != Prescription.State.DRAFT:
        return redirect("plans:prescription", pk)
    if request.method == "POST":
        return _write(request, prescription)
    record_read(by_id=request.user.pk, subject="chart", subject_id=prescription.patient_id, now=timezone.now())
    return _page(request, prescription, typed_from_stored(prescription))


@MAY_SIGN
@require_http_methods(["GET", "POST"])
def sign_formula(request: StaffRequest, pk: int) -> HttpResponse:
    """Save what the page shows, then sign what is saved. A second click finds it signed.

    A refused page stands at this address: reloaded, or in another language, it is the page itself again.
    """
    if request.method == "GET":
        return redirect("plans:formula", pk)
    prescription = get_object_or_404(WIDE, pk=pk)
    typed = typed_from_post(request.POST)
    if prescription.state != Prescription.State.DRAFT:
        return _signed(request, prescription)
    if not typed.is_valid():
        return _page(request, prescription, typed, status=422)
    try:
        prescription = _save(request, prescription, typed)
        typed = typed.at_revision(prescription.revision)
        prescribing.sign(prescription, typed.reasons, seen=prescription.revision, by=request.user, now=timezone.now())
    except NotADraft:
        return _signed(request, prescription)
    except Refusal as refusal:
        return _refused(request, prescription, typed, refusal)
    messages.success(request, _("Signed. The pharmacy sees it now."))
    return redirect("plans:prescription", pk)


@MAY_WRITE
@require_POST
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """While typing: dose bars, findings and sums, each put in its place on the page. Stores nothing."""
    prescription = get_object_or_404(WIDE, pk=pk)
    typed = typed_from_post(request.POST)
    typed.is_valid()
    sheet = sheet_of(prescription, typed, now=timezone.now())
    strip = strip_of(prescription.patient, now=timezone.now())
    return render(request, "plans/_check.html", {"sheet": sheet, "prescription": prescription, "strip": strip})


@MAY_WRITE
@require_GET
def herbs(request: StaffRequest) -> HttpResponse:
    """Herbs for what was typed: pinyin, initials, Chinese, Latin, Russian."""
    found = Herb.objects.filter(active=True).search(request.GET.get("add", ""))[:SUGGESTED]
    return render(request, "plans/_herbs.html", {"herbs": found, "asked": request.GET.get("add", "").strip()})


@MAY_WRITE
@require_http_methods(["GET", "POST"])
def prescribe(request: StaffRequest, mrn: str) -> HttpResponse:
    """A formula outside a plan: from a classical one, or empty."""
    patient = get_object_or_404(Patient.objects.current(), mrn=mrn)
    doctor = getattr(request.user, "practitioner", None)
    if doctor is None:
        messages.error(request, _("Only a practitioner of the house writes formulas."))
        return redirect("desk:patient", mrn)
    asked = request.POST.get("classical", "")
    classical = find_formula(asked)
    if request.method == "POST" and (classical or not asked.strip()):
        made = prescribing.draft(patient, practitioner=doctor, by=request.user, now=timezone.now(), formula=classical)
        return redirect("plans:formula", made.pk)
    context = {"patient": patient, "strip": strip_of(patient, now=timezone.now()), "asked": asked, "classical": classical_formulas()}
    return render(request, "plans/prescribe.html", context, status=422 if asked.strip() else 200)


def find_formula(asked: str) -> Formula | None:
    """The classical formula that was meant, by any of its names or initials; None for nothing and for nonsense."""
    return Formula.objects.filter(active=True).search(asked).first()


def classical_formulas() -> list[Formula]:
    return list(Formula.objects.filter(active=True).order_by("pinyin"))


def _write(request: StaffRequest, prescription: Prescription) -> HttpResponse:
    data, do = request.POST.copy(), request.POST.get("do", "save")
    lines, added, missed = _lines(data, do)
    _take_usual_words(data, do)
    typed = typed_from_post(data, lines)
    if missed or not typed.is_valid():
        return _page(request, prescription, typed, status=422, missed=missed)
    try:
        _save(request, prescription, typed)
    except NotADraft:
        return _signed(request, prescription)
    except Refusal as refusal:
        return _refused(request, prescription, typed, refusal)
    # No fragment in the address: a browser would then not put the cursor into the new herb's grams.
    there = f"?at={added}" if added else ""
    return redirect(reverse("plans:formula", args=[prescription.pk]) + there)


def _lines(data: QueryDict, do: str) -> tuple[list[Any], str, str]:
    """The lines after the button's move; the code of a herb that came in; what was asked for and not found."""
    lines = with_dose(moved(lines_of(data, PortionForm.NAMES), do), do)
    asked = do.removeprefix("add:") if do.startswith("add:") else data.get("add", "").strip()
    if not asked:
        return lines, "", ""
    known = Herb.objects.filter(active=True)
    herb = known.filter(code=asked.replace("\0", "")).first() if do.startswith("add:") else known.search(asked).first()
    if herb is None:
        return lines, "", asked
    if herb.code not in [line["herb"] for line in lines]:
        least = shown_grams(Decimal(herb.min_g).quantize(Decimal("0.1"))) if herb.min_g else ""
        lines.append({"herb": herb.code, "grams": least, "role": ""})
    return lines, herb.code, ""


def _take_usual_words(data: QueryDict, do: str) -> None:
    usual = next((usage for usage in usages() if do == "usage" and usage.code == data.get("usual")), None)
    if usual:
        data["usage_zh"], data["usage_ru"] = usual.zh, usual.ru


def _save(request: StaffRequest, prescription: Prescription, typed: Typed) -> Prescription:
    contents = typed.form.contents(typed.portions, typed.reasons)
    return prescribing.change(prescription, contents, seen=typed.form.cleaned_data["revision"], by=request.user, now=timezone.now())


def _refused(request: StaffRequest, prescription: Prescription, typed: Typed, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, DraftChanged):
        typed = typed.at_revision(refusal.revision)
    return _page(request, prescription, typed, status=409, refused=in_words(refusal))


def _signed(request: StaffRequest, prescription: Prescription) -> HttpResponse:
    messages.info(request, _("This formula is signed already."))
    return redirect("plans:prescription", prescription.pk)


def _page(request: StaffRequest, prescription: Prescription, typed: Typed, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    sheet = sheet_of(prescription, typed, now=now)
    strip = strip_of(prescription.patient, now=now)
    context = {"prescription": prescription, "sheet": sheet, "strip": strip, "usages": usages(), "at": request.GET.get("at", ""), **more}
    return render(request, "plans/formula.html", context, status=status)

