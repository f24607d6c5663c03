"""How to reach a person, whom to call, who decides for a minor."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from encrypted_fields.fields import EncryptedCharField

from patients.indexes import Tail


class Contact(models.Model):
    """A further way to reach a person: a second phone, a messenger. The first phone and the e-mail stand in the record itself."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        MAX = "max", "MAX"
        TELEGRAM = "telegram", "Telegram"
        WHATSAPP = "whatsapp", "WhatsApp"
        VK = "vk", _("VKontakte")
        VIBER = "viber", "Viber"
        WECHAT = "wechat", "WeChat"

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    value = models.CharField(_("number or name there"), max_length=120, help_text=_("a phone in E.164"))
    preferred = models.BooleanField(_("write here first"), default=False)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "value"],
                condition=Q(ended_at__isnull=True),
                name="contact_once",
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(ended_at__isnull=True, preferred=True),
                name="contact_one_preferred",
            ),
        ]
        indexes = [models.Index(Tail("value"), name="contact_tail")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id}"


class EmergencyContact(models.Model):
    """Whom to call when something happens to the patient."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="emergency_contacts")
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, help_text="E.164")
    language = models.CharField(_("language"), max_length=8, default="ru")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("emergency contact")
        verbose_name_plural = _("emergency contacts")

    def __str__(self) -> str:
        return f"emergency contact of {self.patient_id}"


class Guardian(models.Model):
    """Who may decide for a minor (or a person under guardianship), and by which paper that was shown."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        ADOPTER = "adopter", _("adoptive parent")
        GUARDIAN = "guardian", _("guardian or trustee")
        ACCOMPANYING = "accompanying", _("accompanying adult with a notarised consent")

    class Proof(models.TextChoices):
        BIRTH_CERTIFICATE = "birth", _("birth certificate")
        PASSPORT_ENTRY = "passport", _("entry in the parent's passport")
        ADOPTION = "adoption", _("adoption certificate")
        GUARDIANSHIP = "guardianship", _("decision of the guardianship authority")
        NOTARY = "notary", _("notarised consent of a parent")
        NOT_SHOWN = "", _("not shown yet")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="guardians")
    person = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, null=True, blank=True, related_name="guardian_of", help_text=_("when a patient too")
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=160)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    phone = models.CharField(_("phone"), max_length=20, blank=True, help_text="E.164")
    proof = models.CharField(_("proof"), max_length=12, choices=Proof, blank=True, default=Proof.NOT_SHOWN)
    proof_detail = EncryptedCharField(_("number and date of the proof"), max_length=120, null=True, blank=True)
    proof_seen_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("guardian")
        verbose_name_plural = _("guardians")
        constraints = [
            models.CheckConstraint(name="guardian_of_another", condition=~Q(person=models.F("patient")) | Q(person__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.relation} of {self.patient_id}"
