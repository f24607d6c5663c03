"""How long the ways of the house take, where the usual rule of floors is wrong."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_WAY = 60


class TravelTime(models.Model):
    """Minutes on foot between two rooms, or between any two rooms of two floors; the same in both directions."""

    class Kind(models.TextChoices):
        ROOM = "room", pgettext_lazy("a way between two", "rooms")
        FLOOR = "floor", pgettext_lazy("a way between two", "floors")

    kind = models.CharField(pgettext_lazy("of a way", "between"), max_length=5, choices=Kind, default=Kind.ROOM)
    here = models.CharField(_("one end"), max_length=20, help_text=_("code of the room, or the floor"))
    there = models.CharField(_("other end"), max_length=20, help_text=_("code of the room, or the floor"))
    minutes = models.PositiveSmallIntegerField(_("minutes on foot"))

    class Meta:
        verbose_name = _("way inside the house")
        verbose_name_plural = _("ways inside the house")
        ordering = ["kind", "here", "there"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                Least("here", "there"),
                Greatest("here", "there"),
                name="travel_time_once_a_pair",
                violation_error_message=_("This way is in the table already."),
            ),
            models.CheckConstraint(name="travel_time_kind_is_known", condition=Q(kind__in=["room", "floor"])),
            models.CheckConstraint(
                name="travel_time_between_two_rooms",
                condition=Q(kind="floor") | ~Q(here=F("there")),
                violation_error_message=_("A way needs two different rooms."),
            ),
            models.CheckConstraint(
                name="travel_time_at_most_an_hour",
                condition=Q(minutes__lte=LONGEST_WAY),
                violation_error_message=_("No way inside the house takes longer than an hour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.here} – {self.there}: {self.minutes}"

    def clean(self) -> None:
        """A floor is written as a whole number, the way bookings know it."""
        if self.kind == self.Kind.FLOOR:
            for end in ("here", "there"):
                setattr(self, end, _floor(end, getattr(self, end)))


def _floor(end: str, typed: str) -> str:
    try:
        return str(int(typed))
    except ValueError:
        raise ValidationError({end: _("A floor is a whole number.")}) from None
