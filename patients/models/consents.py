"""What a patient agreed to, in which words, and whether that still holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField


class ConsentText(models.Model):
    """One version of what a patient agrees to, in the three languages. A version that was signed never changes."""

    class Kind(models.TextChoices):
        TREATMENT = "treatment", _("treatment")
        SENSITIVE_DATA = "sensitive_data", _("health data kept and used")
        INTERPRETER = "interpreter", _("interpreter present")
        SENDING_ABROAD = "sending_abroad", _("data sent abroad")
        REMINDERS_EMAIL = "reminders_email", _("reminders by e-mail")
        REMINDERS_PHONE = "reminders_phone", _("reminders by phone message")
        REMINDERS_MESSENGER = "reminders_messenger", _("reminders by messenger")
        PUBLICATION = "publication", _("publication of story or picture")

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    valid_from = models.DateField(_("valid from"))
    needed_for = models.CharField(_("refused without it"), max_length=20, blank=True, help_text=_("empty: nothing is refused without it"))
    source = models.TextField(_("source"), blank=True)
    doubt = models.TextField(_("doubt"), blank=True)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="consent_text_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Consent(models.Model):
    """A patient's yes or no to one version of one text; withdrawn, it stays in the table."""

    class Way(models.TextChoices):
        PAPER = "paper", _("signed on paper")
        DRAWN = "drawn", _("drawn on the screen")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("text"))
    given = models.BooleanField(_("agreed"), help_text=_("no: asked and refused"))
    language = models.CharField(_("language it was read in"), max_length=8)
    way = models.CharField(_("way of signing"), max_length=8, choices=Way)
    signature = EncryptedTextField(_("signature"), blank=True, default="", help_text=_("strokes of the pen as an SVG path"))
    guardian = models.ForeignKey(
        "patients.Guardian", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by the guardian")
    )
    signed_at = models.DateTimeField(_("signed at"))
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("witness"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_way = models.CharField(
        _("way of withdrawing"), max_length=8, blank=True, choices=[*Way.choices, ("spoken", _("spoken at the desk"))]
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawal taken by")
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_after_signed", condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("signed_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id}: {self.text_id}"
