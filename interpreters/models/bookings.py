"""Who has her: minutes given away. A booking knows no visit."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interpreters.constraints import HoursLater, NoOverlap
from interpreters.models.people import Interpreter

LONGEST_BOOKING_HOURS = 12
LONGEST_ROOM_CODE = 20


class Booking(models.Model):
    """Minutes of an interpreter that are given away, and the room; released ones stay as history.

    Whoever needs the interpreter points here (a visit does); live bookings of one person never overlap.
    """

    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.PROTECT, related_name="bookings", db_index=False, verbose_name=_("interpreter")
    )
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("room"), max_length=LONGEST_ROOM_CODE, help_text=_("code of the room"))
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("booked by")
    )
    booked_at = models.DateTimeField(_("booked at"))
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("released by"),
    )
    requested_at = models.DateTimeField(_("requested at"), null=True, blank=True, help_text=_("when somebody began to need her"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    late_minutes = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    locked = models.BooleanField(_("locked"), default=False, help_text=_("a plan must not move it"))
    despite = models.CharField(
        _("taken although"), max_length=40, blank=True, default="", db_default="", help_text="codes of matching: no_skill, sex"
    )
    sequence = models.PositiveIntegerField(_("revision"), default=0, help_text="SEQUENCE, RFC 5545 3.8.7.4")
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("interpreter's booking")
        verbose_name_plural = _("interpreters' bookings")
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(name="booking_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="booking_at_most_twelve_hours", condition=Q(ends__lte=HoursLater("starts", hours=LONGEST_BOOKING_HOURS))
            ),
            models.CheckConstraint(
                name="booking_released_by_with_time", condition=Q(released_at__isnull=False) | Q(released_by__isnull=True)
            ),
            models.CheckConstraint(
                name="booking_ended_after_it_started",
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
            ),
            NoOverlap(name="booking_no_overlap", key="interpreter", condition=Q(released_at__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["interpreter", "starts"], name="booking_of_interpreter"),
            models.Index(fields=["starts"], name="booking_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.interpreter_id} {self.starts:%Y-%m-%d %H:%M} {self.place}"
