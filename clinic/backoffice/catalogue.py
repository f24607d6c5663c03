"""What all catalogue pages of the back office share: who may edit, three languages, codes that never change.

Imports nothing of ours, so that every folder may use it.
"""
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin, TabularInline

EDIT_CATALOGUE = "accounts.edit_catalogue"


def _may_edit(request: HttpRequest) -> bool:
    return request.user.has_perm(EDIT_CATALOGUE)


class _CatalogueRights:
    """One right for the whole catalogue instead of four for each model."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _may_edit(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _may_edit(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _may_edit(request)


class PlainCatalogueAdmin(_CatalogueRights, ModelAdmin):
    """A catalogue page of a model without translated texts."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may_edit(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[Any, ...]:
        """Papers and records name rows by code: a code is written once."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "code") if obj is not None and hasattr(obj, "code") else fields


class CatalogueAdmin(PlainCatalogueAdmin, TranslationAdmin):
    """A catalogue page with a field for each language."""


class CatalogueInline(_CatalogueRights, TabularInline):
    """Rows of a catalogue page."""

    extra = 0
