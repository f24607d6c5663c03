"""Herbs, formulas and the safety tables in the back office; a change takes effect at the next check."""
from django.contrib import admin

from clinic.backoffice.catalogue import CatalogueAdmin, CatalogueInline, PlainCatalogueAdmin
from clinic.herbs.models import Caution, Formula, FormulaItem, Herb, HerbDrug, Incompatibility, Medicine, TravelRule


@admin.register(Herb)
class HerbAdmin(CatalogueAdmin):
    list_display = ("code", "name", "pinyin", "name_latin", "min_g", "max_g", "toxicity", "pregnancy", "dispensing", "active")
    list_filter = ("toxicity", "pregnancy", "dispensing", "properties_check", "category_code", "active")
    search_fields = ("code", "search_keys")


class FormulaItemInline(CatalogueInline):
    model = FormulaItem
    autocomplete_fields = ("herb",)


@admin.register(Formula)
class FormulaAdmin(CatalogueAdmin):
    list_display = ("code", "name", "pinyin", "source_book_zh", "composition_check", "active")
    list_filter = ("category_zh", "composition_check", "active")
    search_fields = ("code", "search_keys")
    inlines = (FormulaItemInline,)


@admin.register(Incompatibility)
class IncompatibilityAdmin(CatalogueAdmin):
    list_display = ("herb_a", "herb_b", "rule", "severity", "basis")
    list_filter = ("rule", "severity")
    list_select_related = ("herb_a", "herb_b")
    autocomplete_fields = ("herb_a", "herb_b")
    search_fields = ("herb_a__search_keys", "herb_b__search_keys")


@admin.register(HerbDrug)
class HerbDrugAdmin(CatalogueAdmin):
    list_display = ("code", "herb", "drug", "severity", "evidence", "verified")
    list_filter = ("severity", "evidence", "verified", "drug_class")
    list_select_related = ("herb",)
    autocomplete_fields = ("herb", "formula")
    search_fields = ("code", "drug_inn", "drug_ru", "drug_examples", "herb__search_keys")


@admin.register(Medicine)
class MedicineAdmin(PlainCatalogueAdmin):
    list_display = ("inn", "drug_class", "names_ru")
    list_filter = ("drug_class",)
    search_fields = ("inn", "names_ru")


@admin.register(Caution)
class CautionAdmin(CatalogueAdmin):
    list_display = ("code", "herb", "kind", "condition", "below_age", "severity", "doubt")
    list_filter = ("kind", "severity", "condition")
    list_select_related = ("herb",)
    autocomplete_fields = ("herb",)
    search_fields = ("code", "herb__search_keys")


@admin.register(TravelRule)
class TravelRuleAdmin(CatalogueAdmin):
    list_display = ("code", "material", "herb", "rule", "cites_appendix", "status")
    list_filter = ("rule", "status")
    list_select_related = ("herb",)
    autocomplete_fields = ("herb",)
    search_fields = ("code", "material_zh_hans", "material_ru", "taxon")
