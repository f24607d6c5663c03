"""Departments, services, rooms, practitioners and their hours in the back office."""
from django.contrib import admin

from clinic.backoffice.catalogue import CatalogueAdmin, CatalogueInline
from clinic.departments.models import ClosedDay, ConsultingHours, Department, Practitioner, Room, Service


@admin.register(Department)
class DepartmentAdmin(CatalogueAdmin):
    list_display = ("code", "name", "floor", "active")
    list_filter = ("active",)
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en")


@admin.register(Service)
class ServiceAdmin(CatalogueAdmin):
    list_display = ("code", "name", "kind", "department", "duration_min", "interpreting", "interpreting_min", "active")
    list_filter = ("kind", "department", "interpreting", "active")
    list_select_related = ("department",)
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en")


@admin.register(Room)
class RoomAdmin(CatalogueAdmin):
    list_display = ("code", "name", "floor", "department")
    list_filter = ("floor", "department")
    list_select_related = ("department",)
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en")


class ConsultingHoursInline(CatalogueInline):
    model = ConsultingHours


@admin.register(Practitioner)
class PractitionerAdmin(CatalogueAdmin):
    list_display = ("name", "title", "department", "room", "active")
    list_filter = ("department", "active")
    list_select_related = ("department", "room")
    search_fields = ("name_zh_hans", "name_ru", "name_en")
    filter_horizontal = ("services",)
    inlines = (ConsultingHoursInline,)


@admin.register(ClosedDay)
class ClosedDayAdmin(CatalogueAdmin):
    list_display = ("date", "kind", "name")
    list_filter = ("kind",)
    date_hierarchy = "date"
