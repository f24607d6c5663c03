"""Back office: who interprets, what they know, when they work. Bookings are made by the verbs and only looked at here."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin, TabularInline

from interpreters.models import Absence, Booking, CalendarAddress, Interpreter, Phrase, Shift, ShiftException, Skill, TravelTime
from interpreters.roster import heihe_date, live_between, outside_shifts
from interpreters.rostering import FARTHEST
from interpreters.wording import places_of


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
    exclude = ("languages",)  # ticked on her page of the roster, where codes cannot be mistyped
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

    def save_model(self, request: HttpRequest, obj: Shift, form: Any, change: bool) -> None:
        """The roster's own page asks before; here it is told after."""
        super().save_model(request, obj, form, change)
        now = timezone.now()
        today = heihe_date(now)
        _warn(request, outside_shifts(obj.interpreter_id, today, today + FARTHEST, since=now))


@admin.register(TravelTime)
class TravelTimeAdmin(ModelAdmin):
    list_display = ("kind", "here", "there", "minutes")
    list_editable = ("minutes",)
    list_display_links = ("here",)
    list_filter = ("kind",)
    search_fields = ("here", "there")


@admin.register(Absence)
class AbsenceAdmin(ModelAdmin):
    list_display = ("interpreter", "starts", "ends", "reason", "noted_by", "noted_at")
    list_filter = ("reason", "interpreter")
    list_select_related = ("interpreter", "noted_by")
    exclude = ("noted_by", "noted_at")
    date_hierarchy = "starts"

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: bool) -> None:
        """Who noted it and when is written once, by the machine; whom it leaves without an interpreter is told."""
        if not change:
            obj.noted_by_id, obj.noted_at = request.user.pk, timezone.now()
        super().save_model(request, obj, form, change)
        left = live_between(obj.starts, obj.ends).filter(interpreter=obj.interpreter_id).order_by("starts")
        _warn(request, tuple(left))


class OnlyLookedAt(ModelAdmin):
    """Written by the verbs alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ShiftException)
class ShiftExceptionAdmin(OnlyLookedAt):
    """Written on the pages of the roster, which show the bookings left outside before they save."""

    list_display = ("interpreter", "day", "starts", "ends", "break_starts", "break_ends", "note", "noted_by")
    list_filter = ("interpreter",)
    list_select_related = ("interpreter", "noted_by")
    date_hierarchy = "day"


@admin.register(Booking)
class BookingAdmin(OnlyLookedAt):
    list_display = ("interpreter", "starts", "ends", "place", "booked_by", "released_at")
    list_filter = ("interpreter",)
    list_select_related = ("interpreter", "booked_by")
    date_hierarchy = "starts"


@admin.register(CalendarAddress)
class CalendarAddressAdmin(OnlyLookedAt):
    list_display = ("interpreter", "last_four", "made_at", "made_by", "revoked_at", "last_read_at")
    list_filter = ("interpreter",)
    list_select_related = ("interpreter", "made_by")
    exclude = ("token_hash",)


@admin.register(Phrase)
class PhraseAdmin(ModelAdmin, TranslationAdmin):
    list_display = ("code", "category", "text_zh_hans", "text_ru")
    list_filter = ("category",)
    search_fields = ("code", "text_zh_hans", "text_ru", "text_en", "pinyin")


def _warn(request: HttpRequest, left: tuple[Booking, ...]) -> None:
    if left:
        messages.warning(request, _("These bookings lie outside her hours now: %(places)s") % {"places": places_of(left)})
