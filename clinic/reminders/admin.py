"""The outbox in the back office: to look at, not to change; sending again is a button of the desk."""
from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from clinic.reminders.models import Reminder


@admin.register(Reminder)
class ReminderAdmin(ModelAdmin):
    list_display = ("pk", "kind", "patient", "channel", "state", "attempts", "due_from", "sent_at", "error")
    list_filter = ("state", "channel", "kind", "language")
    list_select_related = ("patient",)
    date_hierarchy = "due_from"
    search_fields = ("patient__mrn",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        return False
