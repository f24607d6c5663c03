"""The vocabulary of plans in the back office."""
from django.contrib import admin

from clinic.backoffice.catalogue import CatalogueAdmin, CatalogueInline
from clinic.plans.vocabulary import Diagnosis, OutcomeScale, Pattern, Pulse, ScaleBand, Tongue

NAMES = ("code", "name_zh_hans", "pinyin", "name_ru", "name_en")


@admin.register(Diagnosis)
class DiagnosisAdmin(CatalogueAdmin):
    list_display = ("name", "pinyin", "gb_code", "icd11_code", "icd10_code", "icd10_title_check", "active")
    list_filter = ("icd11_mapping", "icd10_title_check", "gb_temporary", "active")
    search_fields = (*NAMES, "icd10_code")


@admin.register(Pattern)
class PatternAdmin(CatalogueAdmin):
    list_display = ("name", "pinyin", "gb_number", "icd11_code", "active")
    list_filter = ("icd11_mapping", "active")
    search_fields = NAMES


@admin.register(Pulse)
class PulseAdmin(CatalogueAdmin):
    list_display = ("name", "pinyin", "group", "feature", "meaning")
    list_filter = ("group",)
    search_fields = NAMES


@admin.register(Tongue)
class TongueAdmin(CatalogueAdmin):
    list_display = ("name", "pinyin", "group", "meaning")
    list_filter = ("group",)
    search_fields = NAMES


class ScaleBandInline(CatalogueInline):
    model = ScaleBand
    fields = ("number", "name_zh_hans", "name_ru", "name_en", "lowest", "highest", "source")


@admin.register(OutcomeScale)
class OutcomeScaleAdmin(CatalogueAdmin):
    list_display = ("code", "name", "range_min", "range_max", "unit", "mcid", "mdc")
    inlines = (ScaleBandInline,)
