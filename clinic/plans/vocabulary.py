"""The words plans are written in: diagnoses, patterns, pulses, tongues, outcome scales. Catalogue, not records."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mapping(models.TextChoices):
    """How close an ICD-11 code is to the Chinese concept."""

    EXACT = "exact", _("the same concept")
    NEAR = "near", _("the closest code")
    NONE = "none", _("no single code")


class Diagnosis(models.Model):
    """A disease of Chinese medicine with its national code, its ICD-11 code and a Russian МКБ-10 counterpart."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    pinyin = models.CharField(_("pinyin"), max_length=80, blank=True)
    gb_code = models.CharField("GB/T 15657-2021", max_length=20, blank=True)
    gb_term = models.CharField(_("term of the national standard"), max_length=40, blank=True)
    gb_temporary = models.BooleanField(_("only for a preliminary diagnosis"), default=False)
    icd11_code = models.CharField("ICD-11 TM1", max_length=12, blank=True)
    icd11_title = models.CharField(_("ICD-11 title"), max_length=120, blank=True)
    icd11_mapping = models.CharField(_("closeness to ICD-11"), max_length=8, choices=Mapping, default=Mapping.NONE)
    icd10_code = models.CharField(_("ICD-10 code"), max_length=10, blank=True, db_index=True)
    icd10_title_ru = models.CharField(_("ICD-10 title, Russian"), max_length=160, blank=True)
    icd10_title_check = models.CharField(_("check of the ICD-10 title"), max_length=20, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("diagnosis")
        verbose_name_plural = _("diagnoses")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class Pattern(models.Model):
    """A pattern (zheng) by which a disease is treated."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    pinyin = models.CharField(_("pinyin"), max_length=80, blank=True)
    gb_number = models.CharField("GB/T 16751.2-2021", max_length=20, blank=True)
    gb_term = models.CharField(_("term of the national standard"), max_length=40, blank=True)
    icd11_code = models.CharField("ICD-11 TM1", max_length=12, blank=True)
    icd11_title = models.CharField(_("ICD-11 title"), max_length=120, blank=True)
    icd11_mapping = models.CharField(_("closeness to ICD-11"), max_length=8, choices=Mapping, default=Mapping.NONE)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("Chinese medicine", "pattern")
        verbose_name_plural = pgettext_lazy("Chinese medicine", "patterns")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class Pulse(models.Model):
    """One of the twenty-eight pulses: how it feels and what it speaks for."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(_("pinyin"), max_length=40, blank=True)
    group = models.CharField(_("group"), max_length=20, blank=True)
    feature = models.CharField(_("how it feels"), max_length=120, blank=True)
    meaning = models.CharField(_("what it speaks for"), max_length=120, blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class Tongue(models.Model):
    """One sign of the tongue: colour, shape, motion, coating or the veins below."""

    class Group(models.TextChoices):
        BODY_COLOUR = "body_colour", _("colour of the tongue")
        BODY_SHAPE = "body_shape", _("shape of the tongue")
        BODY_MOTION = "body_motion", _("motion of the tongue")
        COATING = "coating", pgettext_lazy("tongue", "coating")
        SUBLINGUAL = "sublingual", _("veins below the tongue")

    code = models.CharField(_("code"), max_length=20, unique=True)
    group = models.CharField(_("group"), max_length=12, choices=Group)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(_("pinyin"), max_length=40, blank=True)
    meaning = models.CharField(_("what it speaks for"), max_length=120, blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("sign of the tongue")
        verbose_name_plural = _("signs of the tongue")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class OutcomeScale(models.Model):
    """A scale that measures pain or disability. Only scores are kept: the wording of ODI and NDI is licensed."""

    class Direction(models.TextChoices):
        HIGHER_IS_WORSE = "higher_is_worse", _("more is worse")
        HIGHER_IS_BETTER = "higher_is_better", _("more is better")

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    range_min = models.DecimalField(_("lowest value"), max_digits=6, decimal_places=1)
    range_max = models.DecimalField(_("highest value"), max_digits=6, decimal_places=1)
    unit = models.CharField(_("unit"), max_length=12)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction, default=Direction.HIGHER_IS_WORSE)
    mcid = models.DecimalField(_("smallest change that matters"), max_digits=5, decimal_places=1, null=True, blank=True)
    mdc = models.DecimalField(_("smallest change that can be measured"), max_digits=5, decimal_places=1, null=True, blank=True)
    mcid_source = models.TextField(_("source of the smallest change"), blank=True)
    licence_note = models.TextField(_("licence"), blank=True)

    class Meta:
        verbose_name = _("outcome scale")
        verbose_name_plural = _("outcome scales")
        ordering = ["code"]
        constraints = [models.CheckConstraint(name="outcome_scale_range_in_order", condition=Q(range_max__gt=F("range_min")))]

    def __str__(self) -> str:
        return self.name or self.code


class ScaleBand(models.Model):
    """A named part of a scale, for example 4 to 6 of 10: moderate pain. Both ends belong to it."""

    scale = models.ForeignKey(OutcomeScale, on_delete=models.CASCADE, related_name="bands", verbose_name=_("outcome scale"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=80)
    lowest = models.DecimalField(_("from"), max_digits=6, decimal_places=1)
    highest = models.DecimalField(_("until"), max_digits=6, decimal_places=1)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("band of a scale")
        verbose_name_plural = _("bands of scales")
        ordering = ["scale", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "number"], name="scale_band_once"),
            models.CheckConstraint(name="scale_band_in_order", condition=Q(highest__gte=F("lowest"))),
        ]

    def __str__(self) -> str:
        return f"{self.scale_id} {self.number}"
