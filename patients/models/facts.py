"""What whoever treats a person must know."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """What whoever treats this person must know: an allergy, a condition, a pregnancy, a medicine taken now."""

    class Kind(models.TextChoices):
        ALLERGY = "allergy", _("allergy")
        CONDITION = "condition", _("condition")
        PREGNANCY = "pregnancy", _("pregnancy")
        MEDICINE = "medicine", _("medicine")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("as the patient said it"), max_length=200)
    text_zh = models.CharField(_("in Chinese"), max_length=200, blank=True)
    code = models.CharField(_("code"), max_length=80, blank=True, help_text=_("INN of a medicine, code of a herb or condition"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id}"
