"""Words for what stands in the way of a group's visits."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WITHOUT: dict[str, Promise] = {
    "has_one_already": _("has this treatment booked already"),
    "after_last_day": _("the stay ends before that day"),
    "no_time": _("no free time is left on that day"),
    "day_closed": _("nobody can come on that day: it is closed"),
}
