"""What an interpreter's skills may be called here: departments, kinds of service, single services, and everything."""

from collections.abc import Iterable

from django.utils.translation import pgettext

from clinic.departments.models import Department, Service
from interpreters.matching import ANY_SKILL


def usual_codes() -> dict[str, str]:
    """Code → words: everything, each department in use, each kind of service. One query."""
    found = {ANY_SKILL: pgettext("what an interpreter can interpret", "everything")}
    found |= {department.code: str(department) for department in Department.objects.filter(active=True)}
    return found | {kind: str(label) for kind, label in Service.Kind.choices}


def service_codes(besides: Iterable[str] = ()) -> dict[str, str]:
    """Code → words of each service in use. One query."""
    left_out = set(besides)
    return {service.code: str(service) for service in Service.objects.filter(active=True) if service.code not in left_out}
