"""What of departments and staff is read in three languages."""

from modeltranslation.translator import TranslationOptions, register

from clinic.departments.models import ClosedDay, Department, Practitioner, Room, Service


@register(Department)
class DepartmentTranslation(TranslationOptions):
    fields = ("name",)


@register(Service)
class ServiceTranslation(TranslationOptions):
    fields = ("name", "contraindications", "preparation", "aftercare")


@register(Room)
class RoomTranslation(TranslationOptions):
    fields = ("name", "directions")


@register(Practitioner)
class PractitionerTranslation(TranslationOptions):
    fields = ("name", "title")


@register(ClosedDay)
class ClosedDayTranslation(TranslationOptions):
    fields = ("name",)
