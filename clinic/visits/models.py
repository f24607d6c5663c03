"""What happens: one coming of one patient to one service at one time, and who changed its state when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.departments.models import Practitioner, Room, Service
from clinic.plans.models import Plan, Step
from interpreters.constraints import HoursLater, NoOverlap
from interpreters.models import Booking
from patients.models import Patient

LIVE_STATES = ("booked", "arrived", "in_treatment", "done")


class Visit(models.Model):
    """One patient at one service with one practitioner from `starts` to `ends`, perhaps with an interpreter booked.

    The interpreter's booking may be shorter than the visit: a massage needs her at its start only.
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        ARRIVED = "arrived", pgettext_lazy("visit", "waiting")
        IN_TREATMENT = "in_treatment", _("in treatment")
        DONE = "done", pgettext_lazy("visit", "done")
        NO_SHOW = "no_show", _("did not come")
        CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")

    ticket = models.CharField(_("visit number"), max_length=12, help_text=_("unique within its day"))
    day = models.DateField(_("day"), help_text="of the start, China time", db_index=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="visits", verbose_name=_("patient"))
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", verbose_name=_("service"))
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="visits", verbose_name=_("practitioner"))
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("room"))
    starts = models.DateTimeField(_("start"))
    ends = models.DateTimeField(_("end"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.BOOKED)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=True)
    window_starts = models.DateTimeField(_("interpreting from"), null=True, blank=True)
    window_ends = models.DateTimeField(_("interpreting until"), null=True, blank=True)
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="visit", verbose_name=_("booking of an interpreter")
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("treatment plan"))
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("step of the plan")
    )
    session_number = models.PositiveSmallIntegerField(_("session"), null=True, blank=True, help_text=_("which of the course"))
    complaint = models.CharField(_("complaint"), max_length=400, blank=True)
    beyond_stay_reason = models.CharField(_("reason for a day after the stay"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("booked at"))
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.CheckConstraint(name="visit_ends_after_start", condition=Q(ends__gt=models.F("starts"))),
            # The triggers and range of NoOverlap look one day back only.
            models.CheckConstraint(name="visit_at_most_twelve_hours", condition=Q(ends__lte=HoursLater("starts", hours=12))),
            models.CheckConstraint(
                name="visit_window_inside_visit",
                condition=Q(window_starts__isnull=True, window_ends__isnull=True)
                | Q(
                    window_ends__isnull=False,
                    window_starts__gte=models.F("starts"),
                    window_ends__lte=models.F("ends"),
                    window_ends__gt=models.F("window_starts"),
                ),
            ),
            models.UniqueConstraint(fields=["day", "ticket"], name="visit_ticket_once_a_day"),
            NoOverlap(key="practitioner", name="visit_practitioner_not_twice", condition=Q(state__in=LIVE_STATES)),
            NoOverlap(key="patient", name="visit_patient_not_twice", condition=Q(state__in=LIVE_STATES)),
        ]
        indexes = [
            models.Index(fields=["day", "starts"], name="visit_by_day"),
            models.Index(fields=["practitioner", "starts"], name="visit_of_practitioner"),
            models.Index(fields=["patient", "-starts"], name="visit_of_patient"),
            # Persons of a year are counted from this index alone, without the rows.
            models.Index(fields=["patient", "day"], name="visit_done_of_patient", condition=Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.ticket}"


class VisitChange(models.Model):
    """Who changed the state of a visit, when, from what to what; the first row is the booking itself."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    from_state = models.CharField(max_length=12, choices=Visit.State, blank=True)
    to_state = models.CharField(max_length=12, choices=Visit.State)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change of a visit")
        verbose_name_plural = _("changes of visits")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.to_state}"


class TicketCounter(models.Model):
    """The last visit number given out for a day; a row that booking locks."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=1000)

    def __str__(self) -> str:
        return f"{self.day}: {self.last}"
