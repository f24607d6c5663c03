"""Where and by whom patients are treated: departments, services, rooms, practitioners, hours, closed days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Department(models.Model):
    """A department of the hospital as its door signs name it."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)
    doubt = models.TextField(_("doubt"), blank=True)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class Service(models.Model):
    """Something a patient can be booked for. Minutes of treatment and minutes of interpreting are two things."""

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", _("consultation")
        MASSAGE = "massage", _("massage (tuina)")
        BONE_SETTING = "bone_setting", _("bone-setting")
        NEEDLES = "needles", _("acupuncture")
        WARMTH = "warmth", _("moxa, cupping, scraping")
        HERBS_OUTSIDE = "herbs_outside", _("herbs applied from outside")
        REHABILITATION = "rehabilitation", _("rehabilitation")
        CHECK_UP = "check_up", _("check-up")
        DECOCTION = "decoction", _("decoction service")
        OTHER = "other", _("other treatment")

    class Interpreting(models.TextChoices):
        NONE = "none", _("no interpreter")
        WHOLE = "whole", _("from start to end")
        FIRST = "first", _("the first minutes")
        FIRST_AND_LAST = "first_and_last", _("the first and the last minutes")

    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="services", verbose_name=_("department"))
    name = models.CharField(_("name"), max_length=160)
    duration_min = models.PositiveSmallIntegerField(_("minutes"), default=30)
    sex_sensitive = models.BooleanField(_("sex of the staff matters"), default=False)
    interpreting = models.CharField(_("interpreting"), max_length=16, choices=Interpreting, default=Interpreting.WHOLE)
    interpreting_min = models.PositiveSmallIntegerField(
        _("minutes of interpreting"), null=True, blank=True, help_text=_("at the start, and again at the end where both are interpreted")
    )
    interpreting_source = models.CharField(_("source of the interpreting minutes"), max_length=200, blank=True)
    contraindications = models.TextField(_("contraindications"), blank=True)
    preparation = models.TextField(_("how to prepare"), blank=True)
    aftercare = models.TextField(_("afterwards"), blank=True)
    price = models.DecimalField(_("price, yuan"), max_digits=8, decimal_places=2, null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)
    doubt = models.TextField(_("doubt"), blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="service_lasts_some_minutes", condition=Q(duration_min__gt=0)),
            models.CheckConstraint(name="service_price_not_negative", condition=Q(price__isnull=True) | Q(price__gte=0)),
            models.CheckConstraint(
                name="service_interpreting_minutes_fit",
                condition=Q(interpreting__in=("none", "whole"), interpreting_min__isnull=True)
                | Q(
                    interpreting__in=("first", "first_and_last"),
                    interpreting_min__isnull=False,
                    interpreting_min__gt=0,
                    interpreting_min__lte=F("duration_min"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def skill_codes(self) -> frozenset[str]:
        """An interpreter who has any of these can speak here: department, kind of service, the service itself."""
        return frozenset({self.department.code, self.kind, self.code})


class Room(models.Model):
    """A room by the number on its door, and the way to it from the entrance."""

    code = models.CharField(_("room"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    directions = models.CharField(_("the way to it"), max_length=300, blank=True)
    floor = models.SmallIntegerField(_("floor"))
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="rooms", verbose_name=_("department"))

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Practitioner(models.Model):
    """A doctor or therapist who can be booked; `user` is empty for one who never signs in."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("female")
        MALE = "M", _("male")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="practitioner", verbose_name=_("account")
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=80)
    title = models.CharField(_("title"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="practitioners", verbose_name=_("department"))
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="practitioners", verbose_name=_("room"))
    services = models.ManyToManyField(Service, blank=True, related_name="practitioners", verbose_name=_("services"))
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ConsultingHours(models.Model):
    """Hours of one weekday in which a practitioner takes patients, China time, from one date to another."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="hours", verbose_name=_("practitioner"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("the last day; empty means open"))

    class Meta:
        verbose_name = _("consulting hours")
        verbose_name_plural = _("consulting hours")
        ordering = ["practitioner", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(name="consulting_hours_end_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="consulting_hours_valid_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="consulting_hours_weekday_0_to_6", condition=Q(weekday__lte=6)),
            models.UniqueConstraint(fields=["practitioner", "weekday", "starts", "valid_from"], name="consulting_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.weekday} {self.starts:%H:%M}"


class ClosedDay(models.Model):
    """A day on which nobody can come: a holiday of the house, or no way over the river."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        RIVER_CLOSED = "river_closed", _("river closed")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
