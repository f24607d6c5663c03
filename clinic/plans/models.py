"""What is to be done: diagnosis, steps, formulas, and what the signer knew when she signed."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.departments.models import Practitioner, Service
from clinic.herbs.models import Formula, Herb
from clinic.plans.vocabulary import Diagnosis, OutcomeScale, Pattern, Pulse, ScaleBand, Tongue
from patients.models import Patient

__all__ = [
    "Diagnosis",
    "OutcomeScale",
    "OverriddenFinding",
    "Pattern",
    "Plan",
    "Prescription",
    "PrescriptionItem",
    "Pulse",
    "ScaleBand",
    "Score",
    "Step",
    "Tongue",
]


class Plan(models.Model):
    """A treatment plan for one patient in one stay. A signed plan never changes: a new version supersedes it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED = "signed", _("signed")
        SUPERSEDED = "superseded", _("superseded")
        CANCELLED = "cancelled", pgettext_lazy("plan", "cancelled")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="plans", verbose_name=_("patient"))
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="plans", verbose_name=_("practitioner"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by")
    complaint_zh = models.CharField(_("complaint, Chinese"), max_length=400, blank=True)
    complaint_ru = models.CharField(_("complaint, Russian"), max_length=400, blank=True)
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("TCM diagnosis"))
    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("pattern"))
    icd10_code = models.CharField(_("ICD-10 code"), max_length=10, blank=True, help_text=_("as the Russian edition writes it"))
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pulse"))
    tongue = models.ForeignKey(Tongue, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tongue"))
    goal_zh = models.CharField(_("goal, Chinese"), max_length=400, blank=True)
    goal_ru = models.CharField(_("goal, Russian"), max_length=400, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="grows with every change of the draft; a page that shows an older one is refused"
    )
    changed_at = models.DateTimeField(_("last change"), null=True, blank=True, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("treatment plan")
        verbose_name_plural = _("treatment plans")
        constraints = [
            models.CheckConstraint(
                name="plan_signed_has_signer", condition=~Q(state="signed") | Q(signed_at__isnull=False, signed_by__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["patient", "-created_at"], name="plan_of_patient")]

    def __str__(self) -> str:
        return f"{self.pk}.{self.version}"


class Prescription(models.Model):
    """A herbal formula for one patient. Signing freezes it: `frozen` keeps every word and gram as signed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED = "signed", _("signed")
        REVIEWED = "reviewed", _("reviewed")
        REFUSED = "refused", _("refused")
        DISPENSED = "dispensed", _("dispensed")
        CANCELLED = "cancelled", pgettext_lazy("formula", "cancelled")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="prescriptions", verbose_name=_("patient"))
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="prescriptions", verbose_name=_("practitioner"))
    formula = models.ForeignKey(
        Formula, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("classical formula")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    days = models.PositiveSmallIntegerField(_("days"), default=7, validators=[MinValueValidator(1), MaxValueValidator(90)])
    usage_zh = models.CharField(_("how to take, Chinese"), max_length=400, blank=True)
    usage_ru = models.CharField(_("how to take, Russian"), max_length=400, blank=True)
    reasons = models.JSONField(
        default=dict, blank=True, editable=False, help_text="of the draft: key of a warning to the reason written so far"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="grows with every change of the draft; a page that shows an older one is refused"
    )
    changed_at = models.DateTimeField(_("last change"), null=True, blank=True, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dispensed_at = models.DateTimeField(_("dispensed at"), null=True, blank=True)
    dispensed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("herbal formula of a patient")
        verbose_name_plural = _("herbal formulas of patients")
        constraints = [
            models.CheckConstraint(name="prescription_days_sensible", condition=Q(days__gte=1, days__lte=90)),
            models.CheckConstraint(
                name="prescription_signed_is_frozen",
                condition=Q(state__in=("draft", "cancelled")) | Q(signed_at__isnull=False, frozen__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-created_at"], name="prescription_of_patient"),
            models.Index(fields=["signed_at"], name="prescription_signed_at"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PrescriptionItem(models.Model):
    """One herb of a formula: grams of prepared slices for one day."""

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    herb = models.ForeignKey(Herb, on_delete=models.PROTECT, related_name="+", verbose_name=_("herb"))
    grams = models.DecimalField(
        _("grams a day"), max_digits=5, decimal_places=1, validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(500)]
    )
    role = models.CharField(_("role"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("herb of a formula")
        verbose_name_plural = _("herbs of a formula")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["prescription", "herb"], name="prescription_herb_once"),
            models.CheckConstraint(name="prescription_grams_sensible", condition=Q(grams__gt=0, grams__lte=500)),
        ]

    def __str__(self) -> str:
        return f"{self.herb_id} {self.grams} g"


class OverriddenFinding(models.Model):
    """A warning of the safety check that the signer answered with a reason; kept for ever with the formula."""

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="overridden")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    herbs = models.JSONField(default=list)
    detail = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400, blank=True)
    reason = models.CharField(_("reason"), max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("overridden finding")
        verbose_name_plural = _("overridden findings")
        constraints = [models.CheckConstraint(name="override_never_of_a_block", condition=~Q(severity="block"))]

    def __str__(self) -> str:
        return self.code


class Step(models.Model):
    """One line of a plan: so many sessions of a service, or a formula."""

    class Kind(models.TextChoices):
        MASSAGE = "massage", _("massage (tuina)")
        BONE_SETTING = "bone_setting", _("bone-setting")
        FORMULA = "formula", _("herbal formula")
        OTHER = "other", _("other treatment")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("service"))
    sessions = models.PositiveSmallIntegerField(
        _("sessions"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    prescription = models.OneToOneField(
        Prescription, on_delete=models.PROTECT, null=True, blank=True, related_name="step", verbose_name=_("herbal formula")
    )
    note_zh = models.CharField(_("note, Chinese"), max_length=400, blank=True)
    note_ru = models.CharField(_("note, Russian"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="step_is_sessions_or_formula",
                condition=Q(kind="formula", prescription__isnull=False, service__isnull=True, sessions__isnull=True)
                | (~Q(kind="formula") & Q(prescription__isnull=True, service__isnull=False, sessions__isnull=False, sessions__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.position}"


class Score(models.Model):
    """One value of an outcome scale, for example pain 7 of 10 before a session."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="scores")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="scores")
    scale = models.ForeignKey(OutcomeScale, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(_("value"), max_digits=5, decimal_places=1)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.scale_id}: {self.value}"
