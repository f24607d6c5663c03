"""The hired house as numbers: what the writers of history look up once instead of for every row."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clinic.accounts.models import User
from clinic.demo.timetable import CELL, OPENS
from clinic.departments.models import Practitioner, Service
from interpreters.models import Interpreter


@dataclass(frozen=True)
class House:
    """Services by code, who gives them, who interprets, who sits at the desk."""

    services: dict[str, Service]
    practitioners: dict[int, Practitioner]
    offered_by: dict[str, tuple[int, ...]]
    interpreters: tuple[int, ...]
    desk: int

    def cells(self, code: str) -> int:
        """Ten-minute cells a treatment takes."""
        return -(-self.services[code].duration_min // CELL)

    def window(self, code: str) -> int:
        """Ten-minute cells of it that are interpreted, from the start."""
        service = self.services[code]
        if service.interpreting == "none":
            return 0
        return self.cells(code) if not service.interpreting_min else -(-service.interpreting_min // CELL)

    def closing(self, code: str) -> int:
        """Ten-minute cells of it that are interpreted again at its end."""
        service = self.services[code]
        both = service.interpreting == "first_and_last" and service.interpreting_min
        return -(-service.interpreting_min // CELL) if both and service.interpreting_min else 0


def look_around() -> House:
    """Four queries."""
    practitioners = Practitioner.objects.select_related("room").prefetch_related("services").in_bulk()
    services = {service.code: service for service in Service.objects.select_related("department")}
    offered_by = {
        code: tuple(pk for pk, person in practitioners.items() if any(offered.code == code for offered in person.services.all()))
        for code in services
    }
    desk = User.objects.get(username="liufang").pk
    return House(services, practitioners, offered_by, tuple(Interpreter.objects.values_list("pk", flat=True)), desk)


def at_cell(day: date, cell: int) -> datetime:
    """The moment a ten-minute cell begins, Heihe time."""
    minutes = OPENS + cell * CELL
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=timezone.get_default_timezone())


def morning(day: date) -> datetime:
    return at_cell(day, 0) + timedelta(minutes=5)
