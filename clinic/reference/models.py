"""What the catalogue files said when they were last loaded; tells an edit by staff from an old value."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShippedRow(models.Model):
    """One row of one table as it was shipped last, whatever stands in the table now."""

    table = models.CharField(_("table"), max_length=60)
    key = models.CharField(_("key"), max_length=120)
    values = models.JSONField(_("values"))
    vanished = models.BooleanField(_("no longer shipped"), default=False)

    class Meta:
        verbose_name = _("shipped row")
        verbose_name_plural = _("shipped rows")
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="shipped_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
