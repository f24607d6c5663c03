"""What was shipped, to look at: the values an edited row had before it was edited. And the texts that patients sign."""
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.backoffice.catalogue import CatalogueAdmin, PlainCatalogueAdmin
from clinic.reference.admin_border import CrossingAdmin, RegionAdmin, StayRuleAdmin
from clinic.reference.models import ShippedRow
from patients.models import ConsentText, Crossing, Region, StayRule

admin.site.register(StayRule, StayRuleAdmin)
admin.site.register(Crossing, CrossingAdmin)
admin.site.register(Region, RegionAdmin)


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


@admin.register(ConsentText)
class ConsentTextAdmin(CatalogueAdmin):
    """Words that nobody signed yet are edited; words that somebody signed stay, and the edit becomes their next version."""

    list_display = ("kind", "version", "title", "valid_from", "needed_for", "doubt")
    list_filter = ("kind",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[Any, ...]:
        return (*super().get_readonly_fields(request, obj), *(("kind", "version") if obj else ()))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ConsentText, form: Any, change: bool) -> None:
        if not (change and obj.sealed(form.changed_data)):
            super().save_model(request, obj, form, change)
            return
        heir = obj.successor()
        heir.valid_from = max(heir.valid_from, timezone.localdate())
        heir.save()
        messages.warning(request, _("These words have been signed and stay as they are. The edit is version %(n)s.") % {"n": heir.version})
