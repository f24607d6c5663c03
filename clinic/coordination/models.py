"""A plan of a day as it was proposed, and whether somebody accepted it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DayProposal(models.Model):
    """What the planner proposed for one Heihe day out of what it read. One that nobody accepts is deleted, not kept."""

    class Cause(models.TextChoices):
        PLAN = "plan", pgettext_lazy("why a day is planned", "planned")
        ABSENCE = "absence", pgettext_lazy("why a day is planned", "somebody is away")
        BACK = "back", pgettext_lazy("why a day is planned", "somebody is back")

    day = models.DateField(_("day"))
    cause = models.CharField(_("cause"), max_length=8, choices=Cause, default=Cause.PLAN)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("made by"))
    facts = models.JSONField(help_text="what was read: windows and people, as `clinic.coordination.facts` writes them")
    content = models.JSONField(help_text="what is proposed, as `clinic.coordination.answer` writes it")
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )

    class Meta:
        verbose_name = _("proposal for a day")
        verbose_name_plural = _("proposals for days")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="day_proposal_accepted_by_with_time", condition=Q(accepted_at__isnull=False) | Q(accepted_by__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["day", "-accepted_at"], name="day_proposal_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.cause}"
