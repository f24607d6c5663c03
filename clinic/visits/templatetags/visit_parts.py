"""The first visit on the registration page: typed there, it need not be typed again where the visit is booked."""

from typing import Any

from django import template

from clinic.visits.familiar import first_consultation, offered
from clinic.visits.forms import InterpretingForm, by_department
from clinic.visits.models import Visit
from interpreters.matching import Reason
from interpreters.models import Booking
from interpreters.wording import sentence

register = template.Library()


@register.inclusion_tag("visits/_wanted.html", takes_context=True)
def wanted_visit(context: dict[str, Any]) -> dict[str, Any]:
    """Complaint and treatment, as typed before if the page comes back; a consultation is what most begin with."""
    typed = context["request"].POST
    services = list(offered())
    usual = first_consultation(services)
    return {
        "complaint": typed.get("complaint", ""),
        "service": typed.get("service", "") or str(usual.pk if usual else ""),
        "groups": by_department(services, None),
    }


@register.filter
def taken_although(booking: Booking) -> str:
    """What was passed over when she was taken, and who said so; in the words of the ranking."""
    said = " · ".join(sentence(Reason(code)) for code in booking.despite.split())
    return f"{said} — {booking.booked_by}" if booking.booked_by else said


@register.simple_tag
def interpreting_form(visit: Visit) -> InterpretingForm:
    """How much of this visit is interpreted, and who is wished, as it stands."""
    said = {"interpreting": visit.interpreting_override, "interpreting_min": visit.interpreting_override_min}
    return InterpretingForm(initial={**said, "interpreter_sex": visit.interpreter_sex})
