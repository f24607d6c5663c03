"""When she is there: the weekly pattern, single days that differ from it, and absences."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interpreters.models.people import Interpreter


class Shift(models.Model):
    """One weekday of her weekly pattern, Heihe time, while it is valid; both dates belong to it."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    break_starts = models.TimeField(_("break starts"), null=True, blank=True)
    break_ends = models.TimeField(_("break ends"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["interpreter", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(name="shift_weekday_monday_to_sunday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="shift_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="shift_break_within",
                condition=Q(break_starts__isnull=True, break_ends__isnull=True)
                | Q(
                    break_starts__isnull=False,
                    break_ends__isnull=False,
                    break_starts__gte=F("starts"),
                    break_ends__gt=F("break_starts"),
                    break_ends__lte=F("ends"),
                ),
            ),
            models.CheckConstraint(name="shift_valid_to_after_from", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class ShiftException(models.Model):
    """One day on which her weekly pattern does not count: other hours, an extra shift, or, without hours, a day off."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="shift_exceptions")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"), null=True, blank=True, help_text=_("empty means a day off"))
    ends = models.TimeField(_("ends"), null=True, blank=True)
    break_starts = models.TimeField(_("break starts"), null=True, blank=True)
    break_ends = models.TimeField(_("break ends"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted at"))

    class Meta:
        verbose_name = _("exception of a shift")
        verbose_name_plural = _("exceptions of shifts")
        ordering = ["day", "interpreter"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "day"], name="shift_exception_once_a_day"),
            models.CheckConstraint(
                name="shift_exception_has_both_ends",
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__isnull=False, ends__isnull=False, ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="shift_exception_break_within",
                condition=Q(break_starts__isnull=True, break_ends__isnull=True)
                | Q(
                    starts__isnull=False,
                    break_starts__isnull=False,
                    break_ends__isnull=False,
                    break_starts__gte=F("starts"),
                    break_ends__gt=F("break_starts"),
                    break_ends__lte=F("ends"),
                ),
            ),
        ]
        indexes = [models.Index(fields=["day"], name="shift_exception_day")]

    def __str__(self) -> str:
        return f"{self.interpreter_id} {self.day:%Y-%m-%d}"


class Absence(models.Model):
    """A time she is not there, with its class and never with a diagnosis."""

    class Reason(models.TextChoices):
        SICK = "sick", pgettext_lazy("reason of absence", "ill")
        LEAVE = "leave", pgettext_lazy("reason of absence", "leave")
        TRAINING = "training", pgettext_lazy("reason of absence", "training")
        OTHER = "other", pgettext_lazy("reason of absence", "other")

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="absences")
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted at"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="absence_reason_is_known", condition=Q(reason__in=["sick", "leave", "training", "other"])),
        ]
        indexes = [models.Index(fields=["interpreter", "starts"], name="absence_of_interpreter")]

    def __str__(self) -> str:
        return f"{self.interpreter_id} {self.starts:%Y-%m-%d %H:%M}"
