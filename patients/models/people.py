"""A person, once; who is not whom; which records turned out to be one person."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.finding import PatientQuerySet
from patients.indexes import Tail, TrigramIndex


class Patient(models.Model):
    """A person, once, under one medical record number, with the name in three alphabets.

    `origins` says for each form of the name where it comes from: read, established, table, typed or confirmed.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", _("female")
        MALE = "M", _("male")
        OTHER = "X", _("not stated")

    class Language(models.TextChoices):
        RUSSIAN = "ru", _("Russian")
        CHINESE = "zh-hans", _("Chinese")
        ENGLISH = "en", _("English")

    class Referral(models.TextChoices):
        FRIEND = "friend", _("friends or relatives")
        AGENCY = "agency", _("travel agency")
        WEB = "web", _("internet")
        DOCTOR = "doctor", _("doctor in Russia")
        STUDENT = "student", _("student")
        WALK_IN = "walk_in", _("came by oneself")
        NOT_ASKED = "", _("not asked")

    mrn = models.CharField(_("medical record number"), max_length=16, unique=True)
    surname_latin = models.CharField(_("surname, Latin"), max_length=80, blank=True)
    given_latin = models.CharField(_("given names, Latin"), max_length=80, blank=True)
    surname_ru = models.CharField(_("surname, Russian"), max_length=80, blank=True)
    given_ru = models.CharField(_("given name, Russian"), max_length=80, blank=True)
    patronymic_ru = models.CharField(_("patronymic"), max_length=80, blank=True)
    chinese_name = models.CharField(_("Chinese name"), max_length=80, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=200, blank=True)
    origins = models.JSONField(_("origin of each form"), default=dict, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_date_partial = models.CharField(_("birth date as far as known"), max_length=7, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    nationality = models.CharField(_("nationality"), max_length=3, default="RUS", help_text="ICAO Doc 9303 part 3, section 5")
    region = models.ForeignKey("patients.Region", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("home region"))
    phone = models.CharField(_("phone"), max_length=20, blank=True, help_text="E.164")
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.RUSSIAN)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, help_text=_("empty: that of the home region"))
    referral = models.CharField(_("how the patient found us"), max_length=12, choices=Referral, blank=True, default=Referral.NOT_ASKED)
    referral_detail = models.CharField(_("which agency, who"), max_length=120, blank=True)
    not_same_as = models.ManyToManyField("self", through="DistinctPerson", symmetrical=False, related_name="+")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    search_text = models.TextField(editable=False, default="", help_text="folded keys of every spelling, see search_keys.py")
    created_at = models.DateTimeField(_("registered at"), db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("registered by")
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        constraints = [
            models.CheckConstraint(
                # Somebody may have a given name alone, in whatever alphabet.
                name="patient_has_a_name",
                condition=~Q(surname_latin="", surname_ru="", given_latin="", given_ru="", chinese_name=""),
            ),
            models.CheckConstraint(
                name="patient_not_merged_into_self", condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk"))
            ),
        ]
        indexes = [
            # New keys go into the index at once: a list of those that wait makes each search read it, and one registration pay for all.
            TrigramIndex(OpClass("search_text", name="gin_trgm_ops"), name="patient_search", fastupdate=False),
            models.Index(fields=["birth_date"], name="patient_birth_date"),
            models.Index(fields=["phone"], name="patient_phone"),
            models.Index(Tail("phone"), name="patient_phone_tail"),
        ]

    def __str__(self) -> str:
        return self.mrn

    @property
    def russian_name(self) -> str:
        """Surname, given name, patronymic: the order of Russian papers."""
        return " ".join(part for part in (self.surname_ru, self.given_ru, self.patronymic_ru) if part)

    @property
    def latin_name(self) -> str:
        return " ".join(part for part in (self.surname_latin, self.given_latin) if part)


class DistinctPerson(models.Model):
    """The desk's word that two look-alikes are two people, and who said so."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="distinct_from")
    other = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    score = models.FloatField(help_text="likeness at that moment, 0..1")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "other"], name="distinct_person_once")]

    def __str__(self) -> str:
        return f"{self.patient_id} is not {self.other_id}"


class Merge(models.Model):
    """Two records found to be one person: what went over from `absorbed` to `kept`, so that it can be taken apart again.

    `moved["went"]` maps a table and column ("visits.visit.patient") to the numbers of the rows that changed hands, `stayed` to those
    that a constraint kept back, `made` lists contacts written for it, `calmed` those no longer preferred; `filled` maps a field
    of the kept record to what stood there before and after. An undone merge stays in the table: the history is whole.
    """

    kept = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", verbose_name=_("record that stays"))
    absorbed = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+", verbose_name=_("record that went into it"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=dict)
    merged_at = models.DateTimeField(_("merged at"))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("merged by"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of records")
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merged_once_at_a_time"),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=models.F("absorbed"))),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.kept_id}"


class Correction(models.Model):
    """One field of a record that was put right: what stood there, what stands there now, who and when."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=40)
    before = models.CharField(_("before"), max_length=300, blank=True)
    after = models.CharField(_("after"), max_length=300, blank=True)
    corrected_at = models.DateTimeField(_("corrected at"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.field} of {self.patient_id}"


class RecordNumber(models.Model):
    """The last medical record number given out in a year; a row that registration locks."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
