"""Consents: what stands, the sheet that the patient reads and signs, and taking a yes back."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from patients import consents, guardians
from patients.consent_wording import ASKS, refusal
from patients.consents import ConsentRefused, Standing
from patients.forms.consents import PREFIX, SheetForm, WithdrawForm
from patients.models import Consent, ConsentSheet, ConsentText, Patient
from patients.signatures import SignatureRefused
from patients.views.kept import opened, patient_of

MAY_RECORD = permission_required("accounts.record_consents", raise_exception=True)
CHINESE, RUSSIAN = Patient.Language.CHINESE, Patient.Language.RUSSIAN
SHEETS = 30


@require_safe
@MAY_RECORD
def standing(request: HttpRequest, mrn: str) -> HttpResponse:
    """What the patient's last word on each matter is, and every sheet that was signed."""
    patient, now = opened(request, mrn), timezone.now()
    stand = consents.in_force(patient, now=now)
    said = Prefetch("consents", Consent.objects.select_related("text").order_by("pk"))
    sheets = ConsentSheet.objects.filter(patient=patient).select_related("witness", "guardian").prefetch_related(said)
    context = {
        "patient": patient,
        "stand": [(one, ASKS.get(one.ask, "")) for one in stand],
        "to_ask": sum(bool(one.ask) for one in stand),
        "sheets": sheets[:SHEETS],
        "ways": ConsentSheet.Way.choices,
        **_guardianship(patient),
    }
    return render(request, "patients/consents.html", context)


@never_cache
@MAY_RECORD
def sheet(request: HttpRequest, mrn: str) -> HttpResponse:
    """The page that is turned to the patient: in the patient's language, beside it the Chinese."""
    patient, now = opened(request, mrn), timezone.now()
    stand = [one for one in consents.in_force(patient, now=now) if one.text]
    form = _form(request, patient, stand)
    if request.method == "POST" and form.is_valid() and _recorded(request, form, patient):
        return redirect("patients:consents", mrn=mrn)
    shown = [one for one in stand if one.ask or "all" in request.GET or f"{PREFIX}{one.text.pk}" in request.POST]  # type: ignore[union-attr]
    language = _language(request, patient)
    beside = RUSSIAN if language == CHINESE else CHINESE
    with translation.override(language):
        context = {
            "patient": patient,
            "form": form,
            "rows": [_row(form, one, language, beside) for one in shown],
            "languages": [(code, code == language) for code in Patient.Language.values],
            **_guardianship(patient),
        }
        return render(request, "patients/consent_sheet.html", context, status=422 if form.errors else 200)


@require_POST
@MAY_RECORD
def withdraw(request: HttpRequest, mrn: str, consent_id: int) -> HttpResponse:
    """One step, as giving it was."""
    patient = patient_of(mrn)
    consent = get_object_or_404(Consent.objects.select_related("text"), pk=consent_id, sheet__patient=patient)
    form = WithdrawForm(request.POST)
    way = form.cleaned_data["way"] if form.is_valid() else form.fields["way"].initial
    if consents.withdraw(consent.pk, patient_id=patient.pk, way=way, by_id=int(request.user.pk or 0), now=timezone.now()):
        messages.success(request, _("Withdrawn: %(matter)s. It holds from now on.") % {"matter": consent.text.get_kind_display()})
    else:
        messages.info(request, _("This holds no longer already."))
    return redirect("patients:consents", mrn=mrn)


def after_registration(request: HttpRequest, patient: Patient, *, reminders: bool) -> None:
    """The tick of the registration form, and what is still missing. The record stands whatever happens here."""
    now = timezone.now()
    if reminders and patient.email:
        try:
            consents.agree_by_word(patient, ConsentText.Kind.REMINDERS_EMAIL, by_id=int(request.user.pk or 0), now=now)
        except ConsentRefused as refused:
            messages.warning(request, _("The yes to reminders is not kept.") + " " + refusal(refused.code))
    elif reminders:
        messages.warning(request, _("The yes to reminders is not kept: there is no e-mail address."))
    if guardians.is_under_age(patient, now=now):
        messages.warning(request, _("Under 18: please note on the patient's page who decides, and look at the paper."))


def _guardianship(patient: Patient) -> dict[str, Any]:
    return {
        "minor": guardians.is_under_age(patient, now=timezone.now()),
        "guardians": guardians.of(patient),
        "signers": guardians.who_may_sign(patient.pk),
    }


def _form(request: HttpRequest, patient: Patient, stand: list[Standing]) -> SheetForm:
    texts = [one.text for one in stand if one.text]
    minor = guardians.is_under_age(patient, now=timezone.now())
    initial = {"language": _language(request, patient)}
    return SheetForm(request.POST or None, initial=initial, texts=texts, signers=guardians.who_may_sign(patient.pk), needs_guardian=minor)


def _recorded(request: HttpRequest, form: SheetForm, patient: Patient) -> bool:
    """Whether the sheet stands now; if not, the form says why."""
    decisions = form.decisions()
    try:
        consents.record(patient.pk, decisions, signing=form.signing(), by_id=int(request.user.pk or 0), now=timezone.now())
    except (ConsentRefused, SignatureRefused) as refused:
        form.add_error("guardian" if "guardian" in refused.code else None, refusal(refused.code))
        return False
    said = ngettext("%(count)s answer is kept.", "%(count)s answers are kept.", len(decisions)) % {"count": len(decisions)}
    messages.success(request, said)
    return True


def _language(request: HttpRequest, patient: Patient) -> str:
    """The language asked for, else the patient's."""
    asked = request.POST.get("language") or request.GET.get("language") or ""
    return asked if asked in Patient.Language.values else patient.language


def _row(form: SheetForm, one: Standing, language: str, beside: str) -> dict[str, Any]:
    text = one.text
    assert text is not None
    first, second = _written(text, language), _written(text, beside)
    return {
        "field": form[f"{PREFIX}{text.pk}"],
        "version": text.version,
        "titles": ((language, first[0]), (beside, second[0])),
        "lines": [((language, left), (beside, right)) for left, right in zip_longest(first[1:], second[1:], fillvalue="")],
    }


def _written(text: ConsentText, language: str) -> list[str]:
    """Title and lines in this language and no other: what is missing stays blank instead of being lent from elsewhere."""
    column = language.replace("-", "_")
    return [getattr(text, f"title_{column}") or "", *(getattr(text, f"text_{column}") or "").splitlines()]
