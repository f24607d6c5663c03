"""Herbs and classical formulas. What the safety check knows beside them is in `safety_tables`."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.herbs.finding import CatalogueManager
from clinic.herbs.safety_tables import Caution, HerbDrug, Incompatibility, Medicine, TravelRule
from clinic.herbs.search_keys import keys_of
from clinic.herbs.watched import CatalogueVersion, Watched

__all__ = ["CatalogueVersion", "Caution", "Formula", "FormulaItem", "Herb", "HerbDrug", "Incompatibility", "Medicine", "TravelRule"]


class Searchable(Watched):
    """Something a doctor finds by typing; the keys follow its names at every save."""

    search_keys = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def fold_names(self) -> None:
        """Bring the search keys in line with pinyin and names. Bulk writers call it themselves."""
        names = ("name_zh_hans", "name_latin", "name_ru", "name_en")
        self.search_keys = keys_of(getattr(self, "pinyin", ""), (getattr(self, name, "") or "" for name in names))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fold_names()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_keys"}
        super().save(*args, **kwargs)


class Herb(Searchable):  # type: ignore[django-manager-missing]  # modeltranslation makes the managers of what points here while running
    """A prepared slice (yin pian) with the daily adult oral range of the Chinese Pharmacopoeia, in grams.

    No range means that it is not taken by mouth. `pregnancy` not_stated is no proof of safety.
    """

    class Nature(models.TextChoices):
        VERY_COLD = "very_cold", _("very cold")
        COLD = "cold", pgettext_lazy("nature of a herb", "cold")
        SLIGHTLY_COLD = "slightly_cold", _("slightly cold")
        COOL = "cool", pgettext_lazy("nature of a herb", "cool")
        NEUTRAL = "neutral", pgettext_lazy("nature of a herb", "neutral")
        SLIGHTLY_WARM = "slightly_warm", _("slightly warm")
        WARM = "warm", pgettext_lazy("nature of a herb", "warm")
        HOT = "hot", pgettext_lazy("nature of a herb", "hot")
        VERY_HOT = "very_hot", _("very hot")

    class Toxicity(models.TextChoices):
        NONE = "none", _("not toxic")
        SLIGHT = "slight", _("slightly toxic")
        TOXIC = "toxic", _("toxic")
        HIGH = "high", _("highly toxic")

    class Pregnancy(models.TextChoices):
        NOT_STATED = "not_stated", _("not stated")
        CAUTION = "caution", _("with caution")
        CONTRAINDICATED = "contraindicated", _("contraindicated")

    class Dispensing(models.TextChoices):
        YES = "yes", pgettext_lazy("dispensing", "free")
        RESTRICTED = "restricted", pgettext_lazy("dispensing", "restricted")
        NO = "no", pgettext_lazy("dispensing", "never")

    class Decoction(models.TextChoices):
        NONE = "none", _("with the others")
        FIRST = "decoct_first", _("boil first")
        FIRST_LONG = "decoct_first_long", _("boil first and long")
        NOT_LONG = "not_boil_long", _("do not boil long")
        LATE = "add_late", _("add late")
        WRAP = "wrap", _("boil in a bag")
        SEPARATE = "separate", _("boil separately")
        MELT = "melt", _("melt into the decoction")
        DISSOLVE = "dissolve", _("dissolve in the decoction")
        MIX = "mix", _("stir into the decoction")
        POWDER = "powder", _("take as powder")
        PILL_POWDER = "pill_powder", _("only in pills or powder")
        PROCESS_FIRST = "process_first", _("only processed")

    code = models.CharField(_("code"), max_length=24, unique=True)
    name = models.CharField(_("name"), max_length=120)
    pinyin = models.CharField(_("pinyin"), max_length=40, help_text=_("with tones, a space between syllables"))
    name_latin = models.CharField(_("Latin name"), max_length=80)
    botanical_source = models.CharField(_("plant, animal or mineral"), max_length=200, blank=True)
    category_code = models.CharField(_("group"), max_length=16)
    category = models.CharField(_("name of the group"), max_length=80, blank=True)
    nature = models.CharField(_("nature"), max_length=16, choices=Nature)
    flavour_zh = models.CharField(_("flavour"), max_length=20, blank=True)
    channels_zh = models.CharField(_("channels, Chinese"), max_length=30, blank=True)
    channel_codes = models.CharField(_("channels"), max_length=40, blank=True, help_text=_("separated by semicolons"))
    min_g = models.DecimalField(_("least grams a day"), max_digits=7, decimal_places=3, null=True, blank=True)
    max_g = models.DecimalField(_("most grams a day"), max_digits=7, decimal_places=3, null=True, blank=True)
    dose_basis = models.CharField(_("basis of the dose"), max_length=12, blank=True)
    textbook_dose = models.CharField(_("dose in the textbook, grams"), max_length=20, blank=True)
    toxicity = models.CharField(_("toxicity"), max_length=8, choices=Toxicity, default=Toxicity.NONE)
    pregnancy = models.CharField(_("in pregnancy"), max_length=16, choices=Pregnancy, default=Pregnancy.NOT_STATED)
    pregnancy_basis = models.CharField(_("book that warns"), max_length=12, blank=True)
    dispensing = models.CharField(_("dispensing"), max_length=12, choices=Dispensing, default=Dispensing.YES)
    decoction = models.CharField(_("decoction"), max_length=20, choices=Decoction, default=Decoction.NONE)
    decoction_note = models.CharField(_("note on decoction"), max_length=160, blank=True)
    safety_note = models.CharField(_("note on safety"), max_length=240, blank=True)
    properties_check = models.CharField(_("check of the properties"), max_length=12, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[CatalogueManager[Self]] = CatalogueManager()

    class Meta:
        verbose_name = _("herb")
        verbose_name_plural = _("herbs")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="herb_dose_range_in_order",
                condition=Q(min_g__isnull=True, max_g__isnull=True)
                | Q(min_g__isnull=False, max_g__isnull=False, min_g__gt=0, max_g__gte=F("min_g")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class Formula(Searchable):
    """A classical formula; its items give one day's decoction for an adult."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    pinyin = models.CharField(_("pinyin"), max_length=60)
    source_book_zh = models.CharField(_("book"), max_length=40, blank=True)
    category_zh = models.CharField(_("group"), max_length=20, blank=True)
    actions = models.CharField(_("actions"), max_length=160, blank=True)
    indications = models.CharField(_("indications"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    composition_check = models.CharField(_("check of the composition"), max_length=20, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    source = models.TextField(_("source"), blank=True)

    objects: ClassVar[CatalogueManager[Self]] = CatalogueManager()

    class Meta:
        verbose_name = _("formula")
        verbose_name_plural = _("formulas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class FormulaItem(Watched):
    """One herb of a classical formula with its part in it and its grams for one day."""

    class Role(models.TextChoices):
        SOVEREIGN = "sovereign", _("sovereign")
        MINISTER = "minister", _("minister")
        ASSISTANT = "assistant", _("assistant")
        COURIER = "courier", _("courier")

    formula = models.ForeignKey(Formula, on_delete=models.CASCADE, related_name="items", verbose_name=_("formula"))
    position = models.PositiveSmallIntegerField(_("position"))
    herb = models.ForeignKey(Herb, on_delete=models.PROTECT, related_name="+", verbose_name=_("herb"))
    role = models.CharField(_("role"), max_length=12, choices=Role, blank=True)
    grams = models.DecimalField(_("grams a day"), max_digits=6, decimal_places=2)
    textbook_dose = models.CharField(_("dose in the textbook, grams"), max_length=12, blank=True)
    textbook_over_max = models.BooleanField(_("the textbook exceeds the Pharmacopoeia"), default=False)
    processing_zh = models.CharField(_("processing"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("herb of a formula")
        verbose_name_plural = _("herbs of a formula")
        ordering = ["formula", "position"]
        constraints = [
            models.UniqueConstraint(fields=["formula", "herb"], name="formula_herb_once"),
            models.UniqueConstraint(fields=["formula", "position"], name="formula_position_once"),
            models.CheckConstraint(name="formula_item_grams_positive", condition=Q(grams__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.formula_id}/{self.position}"
