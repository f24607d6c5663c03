"""Back office: who interprets, what they know, when they work. Bookings are made by the verbs and only looked at here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin, TabularInline

from interpreters.models import Absence, Booking, Interpreter, Phrase, Shift, Skill


class SkillInline(TabularInline):
    model = Skill
    extra = 0


class ShiftInline(TabularInline):
    model = Shift
    extra = 0


@admin.register(Interpreter)
class InterpreterAdmin(ModelAdmin, TranslationAdmin):
    list_display = ("name", "russian_name", "sex", "phone", "home_floor", "active")
    list_filter = ("active", "sex")
    search_fields = ("name_zh_hans", "name_ru", "name_en", "russian_name")
    autocomplete_fields = ("user",)
    inlines = (SkillInline, ShiftInline)


@admin.register(Skill)
class SkillAdmin(ModelAdmin):
    list_display = ("interpreter", "code", "level")
    list_filter = ("code", "level")
    list_select_related = ("interpreter",)


@admin.register(Shift)
class ShiftAdmin(ModelAdmin):
    list_display = ("interpreter", "weekday", "starts", "ends", "break_starts", "break_ends", "valid_from", "valid_to")
    list_filter = ("interpreter", "weekday")
    list_select_related = ("interpreter",)


@admin.register(Absence)
class AbsenceAdmin(ModelAdmin):
    list_display = ("interpreter", "starts", "ends", "reason", "noted_by", "noted_at")
    list_filter = ("reason", "interpreter")
    list_select_related = ("interpreter", "noted_by")
    exclude = ("noted_by", "noted_at")
    date_hierarchy = "starts"

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: bool) -> None:
        """Who noted it and when is written once, by the machine."""
        if not change:
            obj.noted_by_id, obj.noted_at = request.user.pk, timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(Booking)
class BookingAdmin(ModelAdmin):
    list_display = ("interpreter", "starts", "ends", "place", "booked_by", "released_at")
    list_filter = ("interpreter",)
    list_select_related = ("interpreter", "booked_by")
    date_hierarchy = "starts"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Booking | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Booking | None = None) -> bool:
        return False


@admin.register(Phrase)
class PhraseAdmin(ModelAdmin, TranslationAdmin):
    list_display = ("code", "category", "text_zh_hans", "text_ru")
    list_filter = ("category",)
    search_fields = ("code", "text_zh_hans", "text_ru", "text_en", "pinyin")
