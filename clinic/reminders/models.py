"""The outbox: what was promised to whom, whether it went, and why not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from patients.models import Patient


class Reminder(models.Model):
    """One message to one patient over one channel. A promise lives here, never in the broker's queue.

    Due *from* `due_from` until `expires_at`; claimed by a conditional update; marked one by one.
    """

    class Kind(models.TextChoices):
        VISIT_TOMORROW = "visit_tomorrow", _("visit tomorrow")

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        CONSOLE = "console", _("console")

    class State(models.TextChoices):
        PENDING = "pending", _("waiting to be sent")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("too late to send")
        CANCELLED = "cancelled", _("no longer needed")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("patient"))
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders", verbose_name=_("visit"))
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    about = models.DateTimeField(_("about the time"), help_text="start of the visit when planned; a moved visit gets a new reminder")
    language = models.CharField(_("language"), max_length=8)
    due_from = models.DateTimeField(_("due from"))
    expires_at = models.DateTimeField(_("expires at"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=200, blank=True, help_text="a code or a class name; never an address")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["kind", "visit", "channel", "about"], name="reminder_once"),
            models.CheckConstraint(name="reminder_expires_after_due", condition=Q(expires_at__gt=models.F("due_from"))),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="reminder_waiting", condition=Q(state="pending")),
            models.Index(fields=["state", "-due_from"], name="reminder_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class StaffNotice(models.Model):
    """One change of an interpreter's day that she has seen, or that is to be sent to her because she has not looked.

    A change without a row is news that is still on its way (`clinic.reminders.notices`).
    """

    class State(models.TextChoices):
        SEEN = "seen", _("seen")
        PENDING = "pending", _("waiting to be sent")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("too late to send")

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="notices", verbose_name=_("interpreter"))
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+", verbose_name=_("booking of an interpreter"))
    sequence = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=12)
    ticket = models.CharField(_("visit number"), max_length=12, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State)
    made_at = models.DateTimeField(_("made at"))
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(_("last error"), max_length=200, blank=True, help_text="a code or a class name; never an address")

    class Meta:
        verbose_name = _("notice to an interpreter")
        verbose_name_plural = _("notices to interpreters")
        constraints = [models.UniqueConstraint(fields=["booking", "sequence"], name="staff_notice_once")]
        indexes = [models.Index(fields=["next_try_at"], name="staff_notice_waiting", condition=Q(state="pending"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.booking_id}-{self.sequence}"
