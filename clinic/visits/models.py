"""What happens: one coming of one patient to one service at one time, and who changed its state when."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.departments.models import Practitioner, Room, Service
from clinic.plans.models import Plan, Step
from clinic.visits.states import OPEN
from clinic.visits.windows import CLOSING, OPENING, Interpreting
from interpreters.constraints import HoursLater, NoOverlap
from interpreters.models import Booking, Interpreter
from patients.models import Patient

LIVE_STATES = ("booked", "arrived", "in_treatment", "done")
# Wants an interpreter in a window that has none.
UNCOVERED = Q(needs_interpreter=True) & (Q(booking__isnull=True) | Q(closing_starts__isnull=False, closing_booking__isnull=True))
COVERED = Q(booking__isnull=False) | Q(closing_booking__isnull=False)
# Of two who share a visit, whoever received the patient.
WHO_SPOKE = Coalesce("booking__interpreter", "closing_booking__interpreter")


@dataclass(frozen=True)
class Window:
    """Minutes of a visit that want an interpreter, and the booking that takes her for them; `key` is opening or closing."""

    visit: "Visit"
    key: str
    starts: datetime
    ends: datetime

    @property
    def booking_id(self) -> int | None:
        return self.visit.booking_id if self.key == OPENING else self.visit.closing_booking_id

    @property
    def booking(self) -> Booking | None:
        """One query unless it was selected with the visit."""
        return self.visit.booking if self.key == OPENING else self.visit.closing_booking


class Visit(models.Model):
    """One patient at one service with one practitioner from `starts` to `ends`, perhaps with an interpreter booked.

    The interpreter's booking may be shorter than the visit: a massage needs her at its start only, a traction at its start
    and again at its end: then the closing window has a booking of its own, perhaps of somebody else.
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
    closing_starts = models.DateTimeField(_("interpreting at the end from"), null=True, blank=True)
    closing_ends = models.DateTimeField(_("interpreting at the end until"), null=True, blank=True)
    closing_booking = models.OneToOneField(
        Booking,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closing_visit",
        verbose_name=_("booking of an interpreter for the end"),
    )
    interpreting_override = models.CharField(
        _("interpreting of this visit"),
        max_length=16,
        choices=Service.Interpreting,
        blank=True,
        default="",
        db_default="",
        help_text=_("empty: as the service says"),
    )
    interpreting_override_min = models.PositiveSmallIntegerField(_("minutes of interpreting"), null=True, blank=True)
    interpreter_sex = models.CharField(
        _("interpreter wished"), max_length=1, choices=Interpreter.Sex, blank=True, default="", db_default="", help_text=_("empty: no wish")
    )
    interpreter_needed_since = models.DateTimeField(_("interpreter needed since"), null=True, blank=True)
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
            models.CheckConstraint(
                name="visit_closing_window_after_the_first",
                condition=Q(closing_starts__isnull=True, closing_ends__isnull=True, closing_booking__isnull=True)
                | Q(
                    closing_starts__isnull=False,
                    closing_ends__isnull=False,
                    window_ends__isnull=False,
                    closing_starts__gt=models.F("window_ends"),
                    closing_ends__gt=models.F("closing_starts"),
                    closing_ends__lte=models.F("ends"),
                ),
            ),
            models.CheckConstraint(
                name="visit_two_windows_two_bookings",
                condition=Q(booking__isnull=True) | Q(closing_booking__isnull=True) | ~Q(booking=models.F("closing_booking")),
            ),
            models.CheckConstraint(
                name="visit_override_has_its_minutes",
                condition=Q(interpreting_override__in=("", "none", "whole"), interpreting_override_min__isnull=True)
                | Q(
                    interpreting_override__in=("first", "first_and_last"),
                    interpreting_override_min__isnull=False,
                    interpreting_override_min__gt=0,
                ),
            ),
            models.CheckConstraint(name="visit_interpreter_sex_is_known", condition=Q(interpreter_sex__in=("", "F", "M"))),
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

    @property
    def windows(self) -> tuple[Window, ...]:
        """The minutes that want an interpreter, in order: none, one or two."""
        if not self.needs_interpreter or self.window_starts is None or self.window_ends is None:
            return ()
        opening = Window(self, OPENING, self.window_starts, self.window_ends)
        if self.closing_starts is None or self.closing_ends is None:
            return (opening,)
        return opening, Window(self, CLOSING, self.closing_starts, self.closing_ends)

    @property
    def uncovered(self) -> bool:
        """Whether a window has nobody."""
        return any(window.booking_id is None for window in self.windows)

    def gaps(self, now: datetime) -> tuple[Window, ...]:
        """Windows without anybody to which somebody can still be sent; an only one for as long as the treatment lasts."""
        if self.state not in OPEN:
            return ()
        windows = self.windows
        return tuple(one for one in windows if one.booking_id is None and now < (one.ends if len(windows) > 1 else self.ends))

    @property
    def interpreting(self) -> Interpreting:
        """What was said for this visit, else what its service says."""
        if self.interpreting_override:
            return Interpreting(self.interpreting_override, self.interpreting_override_min)
        return Interpreting(self.service.interpreting, self.service.interpreting_min)


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
