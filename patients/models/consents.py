"""What a patient agreed to, in which words, and whether that still holds."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

WORDS = frozenset(f"{field}_{language}" for field in ("title", "text") for language in ("zh_hans", "ru", "en"))
COLUMNS = WORDS | {"kind", "version", "valid_from"}
SEALED = COLUMNS | {"title", "text"}


class TextSigned(Exception):
    """Somebody has put a signature under these words: other words are a new version."""

    code = "text_signed"


class ConsentTextQuerySet(models.QuerySet):
    """Keeps the words that were signed from being written over in bulk, too."""

    def signed(self) -> "ConsentTextQuerySet":
        """Those under which somebody has said yes or no."""
        return self.filter(pk__in=Consent.objects.values("text"))

    def update(self, **changes: Any) -> int:
        if SEALED & set(changes) and self.signed().exists():
            raise TextSigned
        return super().update(**changes)


class ConsentText(models.Model):
    """One version of what a patient agrees to, in the three languages. A version that was signed never changes.

    Each line of a text is one statement, and the lines of the three languages answer each other.
    """

    class Kind(models.TextChoices):
        TREATMENT = "treatment", _("treatment")
        SENSITIVE_DATA = "sensitive_data", _("health data kept and used")
        INTERPRETER = "interpreter", _("interpreter present")
        SENDING_ABROAD = "sending_abroad", _("data sent abroad")
        REMINDERS_EMAIL = "reminders_email", _("reminders by e-mail")
        REMINDERS_PHONE = "reminders_phone", _("reminders by phone message")
        REMINDERS_MESSENGER = "reminders_messenger", _("reminders by messenger")
        PUBLICATION = "publication", _("publication of story or picture")

    class NeededFor(models.TextChoices):
        TREATMENT = "treatment", _("the treatment itself")
        PRESENCE = "presence", _("the interpreter's presence")
        SENDING = "sending", _("sending anything abroad")
        REMINDERS = "reminders", _("messages over this channel")
        PUBLISHING = "publishing", _("publishing anything")
        NOTHING = "", _("nothing")

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), help_text=_("one statement a line, the same number of lines in each language"))
    valid_from = models.DateField(_("valid from"))
    needed_for = models.CharField(
        _("what is refused without it"), max_length=20, choices=NeededFor, blank=True, help_text=_("registration never is")
    )
    source = models.TextField(_("source"), blank=True)
    doubt = models.TextField(_("doubt"), blank=True)

    objects = ConsentTextQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="consent_text_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    def save(self, *args: Any, **options: Any) -> None:
        """Raises TextSigned when words that somebody signed would change; see `successor`."""
        only = options.get("update_fields")
        if self.pk and (only is None or SEALED & set(only)) and self.sealed(self._changed()):
            raise TextSigned
        super().save(*args, **options)

    def sealed(self, fields: Iterable[str]) -> bool:
        """Whether these fields hold what somebody has signed; one query when they could."""
        return bool(SEALED & set(fields)) and Consent.objects.filter(text=self.pk).exists()

    def successor(self) -> "ConsentText":
        """The next version with the same words, not saved yet: where changed words belong."""
        latest = ConsentText.objects.filter(kind=self.kind).aggregate(latest=models.Max("version"))["latest"]
        values = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields if not field.primary_key}
        return ConsentText(**{**values, "version": (latest or 0) + 1})

    def _changed(self) -> set[str]:
        stored = ConsentText.objects.filter(pk=self.pk).values(*COLUMNS).first() or {}
        return {name for name, value in stored.items() if value != getattr(self, name)}


class ConsentSheet(models.Model):
    """One sitting: what was laid before a patient at once, read in one language, signed once before one witness."""

    class Way(models.TextChoices):
        PAPER = "paper", _("signed on paper")
        DRAWN = "drawn", _("drawn on the screen")
        SPOKEN = "spoken", _("spoken at the desk")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="consent_sheets", verbose_name=_("patient"))
    token = models.UUIDField(default=uuid.uuid4, editable=False, help_text="made with the empty page: the second of two clicks finds it")
    language = models.CharField(_("language it was read in"), max_length=8)
    way = models.CharField(_("way of signing"), max_length=8, choices=Way)
    signature = EncryptedTextField(_("signature"), null=True, blank=True, help_text=_("strokes of the pen as an SVG path"))
    guardian = models.ForeignKey(
        "patients.Guardian", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by the guardian")
    )
    signed_at = models.DateTimeField(_("signed at"))
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("witness"))

    class Meta:
        verbose_name = _("consent sheet")
        verbose_name_plural = _("consent sheets")
        ordering = ["-signed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["patient", "token"], name="consent_sheet_once")]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.signed_at:%Y-%m-%d}"


class Consent(models.Model):
    """A patient's yes or no to one version of one text; withdrawn, it stays in the table."""

    sheet = models.ForeignKey(ConsentSheet, on_delete=models.PROTECT, related_name="consents", verbose_name=_("sheet"))
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("text"))
    given = models.BooleanField(_("agreed"), help_text=_("no: asked and refused"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_way = models.CharField(_("way of withdrawing"), max_length=8, blank=True, choices=ConsentSheet.Way)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawal taken by")
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-sheet__signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "text"], name="consent_once_a_sheet"),
            models.CheckConstraint(name="consent_given_before_withdrawn", condition=Q(withdrawn_at__isnull=True) | Q(given=True)),
            models.CheckConstraint(
                name="consent_withdrawn_before_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_way="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_way="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.text_id}"
