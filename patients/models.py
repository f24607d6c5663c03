"""Who comes: people, their papers, their stay, and what the desk must know about them."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField

from patients.finding import PatientQuerySet
from patients.indexes import Tail, TrigramIndex


class Region(models.Model):
    """A subject of the Russian Federation as a home address names it; its time zone rules quiet hours."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text="ISO 3166-2")
    name = models.CharField(_("name"), max_length=120)
    capital = models.CharField(_("capital"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Yakutsk")
    status = models.CharField(_("status"), max_length=20, default="iso", help_text=_("iso or disputed, as the source says"))
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Crossing(models.Model):
    """A place and a way over the border: ship, hovercraft, bus over the ice or the bridge."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    modes = models.CharField(_("modes"), max_length=80, blank=True)
    season = models.CharField(_("season"), max_length=240, blank=True)
    near_heihe = models.BooleanField(_("near Heihe"), default=False)
    status = models.CharField(_("status"), max_length=20)
    confidence = models.CharField(_("confidence"), max_length=10)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("crossing")
        verbose_name_plural = _("crossings")
        ordering = ["-near_heihe", "code"]

    def __str__(self) -> str:
        return self.name


class StayRule(models.Model):
    """One dated rule on how long an entrant may stay; taken by the date of entry, never by today."""

    class CountFrom(models.TextChoices):
        DAY_AFTER_ENTRY = "day_after_entry", _("day after entry")
        ISSUE = "issue", _("day of issue")
        PERMIT = "permit", _("as the permit says")
        MOVING_IN = "moving_in", _("moving in")
        UNKNOWN = "unknown", _("not known")

    code = models.CharField(_("code"), max_length=60, unique=True)
    country = models.CharField(_("country"), max_length=2)
    nationality = models.CharField(_("nationality"), max_length=3, help_text=_("three letters, or any"))
    document = models.CharField(_("document"), max_length=120)
    purposes = models.JSONField(_("purposes"), default=list)
    max_days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    count_from = models.CharField(_("counted from"), max_length=20, choices=CountFrom, default=CountFrom.UNKNOWN)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=24)
    confidence = models.CharField(_("confidence"), max_length=10)
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
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("home region"))
    phone = models.CharField(_("phone"), max_length=20, blank=True, help_text="E.164")
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.RUSSIAN)
    referral = models.CharField(_("how the patient found us"), max_length=12, choices=Referral, blank=True, default=Referral.NOT_ASKED)
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
            models.CheckConstraint(name="patient_has_a_name", condition=~Q(surname_latin="", surname_ru="", chinese_name="")),
            models.CheckConstraint(
                name="patient_not_merged_into_self", condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk"))
            ),
        ]
        indexes = [
            TrigramIndex(OpClass("search_text", name="gin_trgm_ops"), name="patient_search"),
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


class IdentityDocument(models.Model):
    """One passport or other paper of a person. The number is encrypted; `number_hash` finds it exactly."""

    class Kind(models.TextChoices):
        PASSPORT = "passport", _("passport")
        INTERNAL = "internal", _("Russian internal passport")
        BIRTH_CERTIFICATE = "birth", _("birth certificate")
        OTHER = "other", _("other document")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PASSPORT)
    issuing_state = models.CharField(_("issuing state"), max_length=3, default="RUS")
    number = EncryptedCharField(_("number"), max_length=40)
    number_hash = models.CharField(max_length=64, editable=False, help_text="HMAC-SHA-256 under PASSPORT_HASH_KEY")
    last_four = models.CharField(_("last four"), max_length=4, db_index=True)
    expiry_date = models.DateField(_("valid until"), null=True, blank=True)
    seen_at = models.DateTimeField(_("first seen"))

    class Meta:
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = [models.UniqueConstraint(fields=["kind", "issuing_state", "number_hash"], name="identity_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} …{self.last_four}"


class Stay(models.Model):
    """One entry into China: crossing, date of the entry stamp, basis, last legal day (all in China time)."""

    class Basis(models.TextChoices):
        VISA_FREE = "visa_free", _("visa-free")
        GROUP = "group", _("tour group")
        VISA = "visa", _("visa")
        PERMIT = "permit", _("stay or residence permit")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="stays")
    entry_date = models.DateField(_("entry date"))
    crossing = models.ForeignKey(Crossing, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("crossing"))
    basis = models.CharField(_("basis of the stay"), max_length=12, choices=Basis, default=Basis.VISA_FREE)
    purpose = models.CharField(_("purpose declared"), max_length=20, blank=True)
    rule = models.ForeignKey(StayRule, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("rule"))
    last_day = models.DateField(_("last day of stay"), null=True, blank=True, help_text=_("empty when no verified rule gives one"))
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
            models.UniqueConstraint(fields=["patient", "entry_date"], name="stay_once_a_day"),
        ]
        indexes = [models.Index(fields=["last_day"], name="stay_last_day")]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.entry_date}"


class Fact(models.Model):
    """What whoever treats this person must know: an allergy, a condition, a pregnancy, a medicine taken now."""

    class Kind(models.TextChoices):
        ALLERGY = "allergy", _("allergy")
        CONDITION = "condition", _("condition")
        PREGNANCY = "pregnancy", _("pregnancy")
        MEDICINE = "medicine", _("medicine")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("as the patient said it"), max_length=200)
    text_zh = models.CharField(_("in Chinese"), max_length=200, blank=True)
    code = models.CharField(_("code"), max_length=80, blank=True, help_text=_("INN of a medicine, code of a herb or condition"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id}"


class RecordNumber(models.Model):
    """The last medical record number given out in a year; a row that registration locks."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
