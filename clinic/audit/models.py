"""The ground of the house: who looked at whom, and when. Imports nothing of ours."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """One look by one member of staff at one thing that holds a patient's data."""

    class Subject(models.TextChoices):
        CHART = "chart", _("patient's page")
        PASSPORT = "passport", _("passport number")
        DOCUMENT = "document", _("paper")
        LIST = "list", _("list of patients")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"), db_index=True)
    subject = models.CharField(_("what"), max_length=12, choices=Subject)
    subject_id = models.BigIntegerField(_("its number"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [models.Index(fields=["subject", "subject_id", "-at"], name="reading_of_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"
