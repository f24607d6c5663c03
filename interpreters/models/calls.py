"""An interpreter needs somebody: from the tap on her phone until one of the house answers or she takes it back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interpreters.models.bookings import Booking
from interpreters.models.people import Interpreter


class HelpCall(models.Model):
    """One call for help; `booking` is whom she was with, where it is known. Nobody has two calls open."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="help_calls", verbose_name=_("interpreter"))
    booking = models.ForeignKey(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("interpreter's booking")
    )
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("call for help")
        verbose_name_plural = _("calls for help")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["interpreter"], condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True), name="help_call_one_open"
            ),
            models.CheckConstraint(
                name="help_call_answered_after_asked", condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at"))
            ),
            models.CheckConstraint(
                name="help_call_answered_by_with_time", condition=Q(answered_at__isnull=False) | Q(answered_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interpreter_id} {self.asked_at:%Y-%m-%d %H:%M}"
