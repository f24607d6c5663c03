"""What of the plans' vocabulary is read in three languages."""

from modeltranslation.translator import TranslationOptions, register

from clinic.plans.vocabulary import Diagnosis, OutcomeScale, Pattern, Pulse, ScaleBand, Tongue


@register([Diagnosis, Pattern, OutcomeScale, ScaleBand])
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Pulse)
class PulseTranslation(TranslationOptions):
    fields = ("name", "feature", "meaning")


@register(Tongue)
class TongueTranslation(TranslationOptions):
    fields = ("name", "meaning")
