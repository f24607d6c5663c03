"""Taps of a phone: each with a number of its own, so that one that is sent twice counts once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic.visits.models import Visit


class Tap(models.Model):
    """What an interpreter tapped and what became of it. `at` is the moment of the tap, `received_at` when the house heard of it."""

    class Answer(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, help_text="made by the phone")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("visit"))
    what = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField(db_index=True)
    answer = models.CharField(max_length=8, choices=Answer)
    refusal = models.CharField(max_length=40, blank=True, help_text="code of the refusal")

    class Meta:
        verbose_name = _("tap of a phone")
        verbose_name_plural = _("taps of phones")

    def __str__(self) -> str:
        return f"{self.what} {self.answer}"
