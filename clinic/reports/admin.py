"""Papers in the back office: to look at, never to change; a paper is cancelled, not deleted."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from clinic.reports.models import Document


@admin.register(Document)
class DocumentAdmin(ModelAdmin):
    list_display = ("number", "kind", "patient", "version", "issued_at", "issued_by", "copies", "archived", "cancelled_at")
    list_filter = ("kind", "archived")
    list_select_related = ("patient", "issued_by")
    date_hierarchy = "issued_at"
    search_fields = ("number", "patient__mrn")
    exclude = ("words", "token")
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        return request.user.has_perm("accounts.print_documents")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        return False
