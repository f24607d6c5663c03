"""Who speaks: interpreters, what they know, when they work, and who has them. A booking knows no visit."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interpreters.constraints import HoursLater, NoOverlap

LONGEST_BOOKING_HOURS = 12
LONGEST_ROOM_CODE = 20


class Interpreter(models.Model):
    """A person of the house who speaks for a patient."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("female")
        MALE = "M", _("male")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="interpreter", verbose_name=_("account")
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=80)
    russian_name = models.CharField(_("what patients call her"), max_length=40, blank=True, help_text=_("a Russian first name"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    phone = models.CharField(_("phone"), max_length=20, blank=True, help_text="E.164")
    home_floor = models.SmallIntegerField(_("home floor"), null=True, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("interpreter")
        verbose_name_plural = _("interpreters")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="interpreter_sex_is_known", condition=Q(sex__in=["F", "M"]))]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """A department or subject she can interpret in; the code is matched as a string, `*` means all."""

    class Level(models.IntegerChoices):
        LEARNING = 1, pgettext_lazy("level of a skill", "learning")
        SURE = 2, pgettext_lazy("level of a skill", "sure")
        EXPERT = 3, pgettext_lazy("level of a skill", "expert")

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="skills")
    code = models.CharField(_("department or subject"), max_length=40, help_text=_("a code, or * for everything"))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.SURE)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["interpreter", "code"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "code"], name="skill_once_a_person"),
            models.CheckConstraint(name="skill_level_one_to_three", condition=Q(level__gte=1, level__lte=3)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"


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
                | Q(break_starts__gte=F("starts"), break_ends__gt=F("break_starts"), break_ends__lte=F("ends")),
            ),
            models.CheckConstraint(name="shift_valid_to_after_from", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


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
            NoOverlap(name="booking_no_overlap", key="interpreter", condition=Q(released_at__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["interpreter", "starts"], name="booking_of_interpreter"),
            models.Index(fields=["starts"], name="booking_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.interpreter_id} {self.starts:%Y-%m-%d %H:%M} {self.place}"


class Phrase(models.Model):
    """A sentence interpreters say every day, in three languages, to be shown or read aloud."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.CharField(_("category"), max_length=40, db_index=True)
    text = models.CharField(_("text"), max_length=400)
    pinyin = models.CharField(_("pinyin"), max_length=600, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ["category", "code"]

    def __str__(self) -> str:
        return self.text
