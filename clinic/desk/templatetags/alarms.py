"""The alarms of the moment for any page of the desk that includes their line."""

from django import template
from django.utils import timezone

from clinic.desk.alarms import Alarms, alarms_of

register = template.Library()


@register.simple_tag
def alarms_now() -> Alarms:
    """Of today in Heihe, whichever day the page shows."""
    now = timezone.now()
    return alarms_of(timezone.localdate(now), now)
