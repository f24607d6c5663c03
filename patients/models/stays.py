"""How long a patient may stay: dated rules, and each entry into China."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StayRule(models.Model):
    """One dated rule on how long an entrant may stay; taken by the date of entry, never by today."""

    class CountFrom(models.TextChoices):
        DAY_AFTER_ENTRY = "day_after_entry", _("day after entry")
        ISSUE = "issue", _("day of issue")
        PERMIT = "permit", _("as the permit says")
        MOVING_IN = "moving_in", _("moving in")
        UNKNOWN = "unknown", _("not known")

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        ENDED = "ended_or_extended", _("ended or extended")
        UNVERIFIED = "unverified", _("not verified")

    class Confidence(models.TextChoices):
        HIGH = "high", pgettext_lazy("confidence in a rule", "high")
        MEDIUM = "medium", pgettext_lazy("confidence in a rule", "medium")
        LOW = "low", pgettext_lazy("confidence in a rule", "low")

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(pgettext_lazy("of a rule", "name"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2)
    nationality = models.CharField(_("nationality"), max_length=3, help_text=_("three letters, or any"))
    document = models.CharField(_("document"), max_length=120)
    purposes = models.JSONField(_("purposes"), default=list)
    max_days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True, help_text=_("empty: as printed on the visa or permit"))
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True, help_text=_("for a duty, such as registering the lodging"))
    count_from = models.CharField(_("counted from"), max_length=20, choices=CountFrom, default=CountFrom.UNKNOWN)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=24, choices=Status)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    reviewed = models.DateField(_("last review"))
    source = models.TextField(_("source"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("stay rule")
        verbose_name_plural = _("stay rules")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="stay_rule_ends_after_start", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Stay(models.Model):
    """One entry into China: crossing, date of the entry stamp, basis, last legal day (all in China time)."""

    class Basis(models.TextChoices):
        VISA_FREE = "visa_free", _("visa-free")
        GROUP = "group", _("tour group")
        VISA = "visa", _("visa")
        PERMIT = "permit", _("stay or residence permit")

    class Purpose(models.TextChoices):
        TREATMENT = "treatment", _("treatment")
        TOURISM = "tourism", _("tourism")
        VISIT = "visit", _("visit to relatives or friends")
        BUSINESS = "business", _("business")
        STUDY = "study", _("study")
        TRANSIT = "transit", _("transit")
        NOT_ASKED = "", _("not asked")

    class Lodging(models.TextChoices):
        HOTEL = "hotel", _("hotel, which registers its guests")
        PRIVATE = "private", _("private lodging: to be registered with the police")
        HOSPITAL = "hospital", _("in the hospital")
        NOT_ASKED = "", _("not asked")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="stays")
    entry_date = models.DateField(_("entry date"))
    crossing = models.ForeignKey("patients.Crossing", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("crossing"))
    basis = models.CharField(_("basis of the stay"), max_length=12, choices=Basis, default=Basis.VISA_FREE)
    purpose = models.CharField(_("purpose declared"), max_length=20, choices=Purpose, blank=True)
    group = models.ForeignKey(
        "patients.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="stays", verbose_name=_("group")
    )
    rule = models.ForeignKey(StayRule, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("rule"))
    last_day = models.DateField(_("last day of stay"), null=True, blank=True, help_text=_("empty when no verified rule gives one"))
    left_on = models.DateField(_("left China on"), null=True, blank=True, help_text=_("empty while the stay goes on or nobody knows"))
    lodging = models.CharField(_("lodging"), max_length=12, choices=Lodging, blank=True, default=Lodging.NOT_ASKED)
    lodging_address = models.CharField(_("address of the lodging"), max_length=200, blank=True)
    lodging_since = models.DateField(_("moved in on"), null=True, blank=True, help_text=_("empty: on the day of entry"))
    lodging_registered_on = models.DateField(_("lodging registered on"), null=True, blank=True)
    lodging_slip = models.CharField(_("number of the registration slip"), max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["-entry_date"]
        constraints = [
            models.CheckConstraint(
                name="stay_ends_after_entry", condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("entry_date"))
            ),
            models.CheckConstraint(
                name="stay_left_after_entry", condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("entry_date"))
            ),
            models.UniqueConstraint(fields=["patient", "entry_date"], name="stay_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["last_day"], name="stay_last_day"),
            models.Index(
                fields=["entry_date"],
                condition=Q(lodging="private", lodging_registered_on__isnull=True, left_on__isnull=True),
                name="stay_lodging_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.entry_date}"


class StayChange(models.Model):
    """What was changed in a recorded stay: a mistyped stamp, a permit, the way home, the lodging, a rule. Nothing is overwritten unseen."""

    class Kind(models.TextChoices):
        CORRECTED = "corrected", _("entry corrected")
        EXTENDED = "extended", _("stay extended")
        LEFT = "left", _("left China")
        LODGING = "lodging", _("lodging noted")
        RECOUNTED = "recounted", _("counted again by the rule")

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    before = models.JSONField(default=dict, help_text=_("the changed columns as they were"))
    after = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of a stay")
        verbose_name_plural = _("changes of stays")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.stay_id}"
