"""What of the patients' reference data is read in three languages."""
from modeltranslation.translator import TranslationOptions, register

from patients.models import ConsentText, Crossing, Region, StayRule


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name", "capital")


@register(Crossing)
class CrossingTranslation(TranslationOptions):
    fields = ("name",)


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("title", "text")


@register(StayRule)
class StayRuleTranslation(TranslationOptions):
    fields = ("name",)
