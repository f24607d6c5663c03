"""Papers: every printed word is kept in the document's row, so that a reprint years later is the same paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic.reports.sealing import SealedWords
from patients.models import Patient


class Document(models.Model):
    """One paper the house gave out. Its words are frozen before rendering; a changed paper is a new version."""

    class Kind(models.TextChoices):
        SLIP = "slip", _("visit slip")
        PLAN = "plan", _("treatment plan")
        CONSENT = "consent", _("consent sheet, signed")
        CONSENT_FORM = "consent_form", _("consent sheet, for signing")

    number = models.CharField(_("document number"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="documents_issued", verbose_name=_("patient"))
    subject_id = models.BigIntegerField(help_text="what it is about: a visit, a plan, a signed sheet, or the patient who is to sign one")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    words = SealedWords(editable=False)
    token = models.CharField(max_length=32, unique=True, editable=False, help_text="what the QR code carries")
    sha256 = models.CharField(max_length=64, blank=True, editable=False, help_text="of the first rendering")
    archived = models.BooleanField(_("in the archive"), default=False)
    issued_at = models.DateTimeField(_("issued at"), db_index=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    copies = models.PositiveSmallIntegerField(_("copies printed"), default=0)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "version"], name="document_version_once"),
            models.CheckConstraint(
                name="document_cancelled_by_somebody", condition=Q(cancelled_at__isnull=True) | Q(cancelled_by__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="document_of_subject")]

    def __str__(self) -> str:
        return self.number


class DocumentNumber(models.Model):
    """The last number given out in a year for a kind of paper; a row that printing locks."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Document.Kind)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "kind"], name="document_number_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}: {self.last}"
