"""What the page knows of a visit: plain values, because objects of columns that it does not show were half of its time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from clinic.visits.models import Visit

TONGUES = ("zh_hans", "ru", "en")
READ = (
    *("pk", "ticket", "state", "ends", "complaint", "session_number", "step__sessions", "booking_id", "closing_booking_id"),
    *("patient_id", "service_id", "practitioner_id", "room_id", "room__code", "room__floor", "service__kind"),
    *(f"patient__{name}" for name in ("surname_ru", "given_ru", "patronymic_ru", "surname_latin", "given_latin", "chinese_name")),
    *("patient__sex", "patient__birth_date", "service__department__name_zh_hans", "service__department__name_ru"),
    *(f"{name}_{tongue}" for name in ("service__name", "practitioner__name") for tongue in TONGUES),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit in the order of `READ`; the names of service and practitioner in all three languages."""

    pk: int
    ticket: str
    state: str
    ends: datetime
    complaint: str
    session_number: int | None
    sessions: int | None
    booking_id: int | None
    closing_booking_id: int | None
    patient_id: int
    service_id: int
    practitioner_id: int
    room_id: int | None
    room: str | None
    floor: int | None
    kind: str
    surname_ru: str
    given_ru: str
    patronymic_ru: str
    surname_latin: str
    given_latin: str
    chinese_name: str
    sex: str
    birth_date: date | None
    department_zh: str
    department_ru: str
    service_zh: str | None
    service_ru: str | None
    service_en: str | None
    practitioner_zh: str | None
    practitioner_ru: str | None
    practitioner_en: str | None

    @property
    def surname(self) -> str:
        return self.surname_ru or self.surname_latin

    def service(self, language: str) -> str:
        """The service in this language, else in the first that has a name."""
        return _named(language, self.service_zh, self.service_ru, self.service_en)

    def practitioner(self, language: str) -> str:
        return _named(language, self.practitioner_zh, self.practitioner_ru, self.practitioner_en)


def visits_of(bookings: Collection[int]) -> dict[int, Shown]:
    """The visit behind each booking; one with two windows stands under both. One query."""
    found = Visit.objects.filter(Q(booking__in=bookings) | Q(closing_booking__in=bookings)).order_by()
    visits = [Shown(*row) for row in found.values_list(*READ)]
    return {key: visit for visit in visits for key in (visit.booking_id, visit.closing_booking_id) if key in bookings and key}


def _named(language: str, zh: str | None, ru: str | None, en: str | None) -> str:
    wanted = {"ru": ru, "en": en}.get(language[:2], zh)
    return wanted or zh or ru or en or ""
