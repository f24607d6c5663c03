"""Passports and other papers of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField


class IdentityDocument(models.Model):
    """One passport or other paper of a person. The number is encrypted; `number_hash` finds it exactly."""

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("passport")
        INTERNAL = "internal", _("Russian internal passport")
        BIRTH_CERTIFICATE = "birth", _("birth certificate")
        OTHER = "other", _("other document")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PASSPORT)
    issuing_state = models.CharField(_("issuing state"), max_length=3, default="RUS")
    number = EncryptedCharField(_("number"), max_length=40)
    number_hash = models.CharField(max_length=64, editable=False, help_text="HMAC-SHA-256 under PASSPORT_HASH_KEY")
    last_four = models.CharField(_("last four"), max_length=4, db_index=True)
    expiry_date = models.DateField(_("valid until"), null=True, blank=True)
    seen_at = models.DateTimeField(_("first seen"))

    class Meta:
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = [models.UniqueConstraint(fields=["kind", "issuing_state", "number_hash"], name="identity_document_once")]
        indexes = [models.Index(fields=["number_hash"], name="identity_document_hash")]

    def __str__(self) -> str:
        return f"{self.kind} …{self.last_four}"
