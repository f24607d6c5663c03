"""What was shipped, to look at: the values an edited row had before it was edited."""
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from clinic.backoffice.catalogue import PlainCatalogueAdmin
from clinic.reference.models import ShippedRow


@admin.register(ShippedRow)
class ShippedRowAdmin(PlainCatalogueAdmin):
    list_display = ("table", "key", "vanished")
    list_filter = ("table", "vanished")
    search_fields = ("key",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
