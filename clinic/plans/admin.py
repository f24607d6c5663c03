"""Plans in the back office: the vocabulary is edited, plans and formulas are only looked at."""
from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from clinic.backoffice.catalogue import CatalogueAdmin, CatalogueInline
from clinic.plans.models import OverriddenFinding, Plan, Prescription, PrescriptionItem, Step
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


class _ToLookAt:
    """A record is changed on its own page, by a verb; never here."""

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("accounts.write_plans")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class StepInline(_ToLookAt, TabularInline):
    model = Step
    extra = 0


@admin.register(Plan)
class PlanAdmin(_ToLookAt, ModelAdmin):
    list_display = ("id", "patient", "practitioner", "diagnosis", "state", "version", "signed_at")
    list_filter = ("state",)
    list_select_related = ("patient", "practitioner", "diagnosis")
    search_fields = ("patient__mrn", "icd10_code")
    date_hierarchy = "created_at"
    show_full_result_count = False
    inlines = (StepInline,)


class PrescriptionItemInline(_ToLookAt, TabularInline):
    model = PrescriptionItem
    extra = 0


class OverriddenFindingInline(_ToLookAt, TabularInline):
    model = OverriddenFinding
    extra = 0


@admin.register(Prescription)
class PrescriptionAdmin(_ToLookAt, ModelAdmin):
    list_display = ("id", "patient", "practitioner", "formula", "state", "days", "signed_at")
    list_filter = ("state",)
    list_select_related = ("patient", "practitioner", "formula")
    search_fields = ("patient__mrn",)
    date_hierarchy = "created_at"
    show_full_result_count = False
    inlines = (PrescriptionItemInline, OverriddenFindingInline)
