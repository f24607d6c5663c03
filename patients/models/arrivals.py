"""People who arrive together, from a list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from encrypted_fields.fields import EncryptedJSONField


class Group(models.Model):
    """A bus, a tour group, an agency's list: people who arrive together, written down in one pass."""

    name = models.CharField(pgettext_lazy("of a group", "name"), max_length=120)
    agency = models.CharField(_("agency"), max_length=120, blank=True)
    entry_date = models.DateField(_("entry date"), null=True, blank=True)
    crossing = models.ForeignKey("patients.Crossing", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("crossing"))
    basis = models.CharField(_("basis of the stay"), max_length=12, blank=True, default="visa_free")
    made_at = models.DateTimeField(_("list taken in at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sheet = EncryptedJSONField(default=dict, help_text="headings, what each column is, other sheets of the file; emptied with the rows")
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="from then on only who came is known, not what was typed")
    asked = models.PositiveIntegerField(_("rows being registered"), default=0, help_text="how many were asked for the last time")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class GroupLine(models.Model):
    """One row of a group's list: as it was typed until it is registered, then whose it was.

    `typed` is encrypted (it holds passport numbers) and emptied when the person is registered or the list is thrown away;
    a remark alone stays for the visit. `patient` is whom the desk took for the same person, then whose row it became.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("not decided")
        NEW = "new", _("another person")
        KNOWN = "known", _("the same person")
        LEFT_OUT = "left_out", _("left out")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    typed = EncryptedJSONField(default=dict)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True, default=Decision.OPEN)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, null=True, blank=True, related_name="group_lines")
    queued = models.BooleanField(_("waits to be registered"), default=False)
    refused = models.CharField(_("why it was refused"), max_length=40, blank=True, help_text="a code; empty again when the row is changed")
    registered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("row of a group's list")
        verbose_name_plural = _("rows of a group's list")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="group_line_once")]

    def __str__(self) -> str:
        return f"{self.group_id}:{self.number}"
