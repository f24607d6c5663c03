"""What of herbs, formulas and warnings is read in three languages."""

from modeltranslation.translator import TranslationOptions, register

from clinic.herbs.models import Caution, Formula, Herb, HerbDrug, Incompatibility, TravelRule


@register(Herb)
class HerbTranslation(TranslationOptions):
    fields = ("name", "category", "decoction_note", "safety_note")


@register(Formula)
class FormulaTranslation(TranslationOptions):
    fields = ("name", "actions", "indications", "note")


@register(Incompatibility)
class IncompatibilityTranslation(TranslationOptions):
    fields = ("message", "note")


@register(HerbDrug)
class HerbDrugTranslation(TranslationOptions):
    fields = ("drug", "effect", "action")


@register(Caution)
class CautionTranslation(TranslationOptions):
    fields = ("note",)


@register(TravelRule)
class TravelRuleTranslation(TranslationOptions):
    fields = ("material", "reason", "tell_patient")
