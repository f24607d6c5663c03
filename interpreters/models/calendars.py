"""The secret address under which her telephone reads her bookings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interpreters.models.people import Interpreter


class CalendarAddress(models.Model):
    """Whoever knows the secret reads the calendar; the house keeps only its hash and the last four characters."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="calendar_addresses")
    token_hash = models.CharField(max_length=64, unique=True)
    last_four = models.CharField(max_length=4)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("last read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter"], condition=Q(revoked_at__isnull=True), name="calendar_address_one_alive"),
        ]

    def __str__(self) -> str:
        return f"…{self.last_four}"
