"""Where patients come from and over which border crossing: reference data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A subject of the Russian Federation as a home address names it; its time zone rules quiet hours."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text="ISO 3166-2")
    name = models.CharField(_("name"), max_length=120)
    capital = models.CharField(_("capital"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Yakutsk")
    status = models.CharField(_("status"), max_length=20, default="iso", help_text=_("iso or disputed, as the source says"))
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Crossing(models.Model):
    """A place and a way over the border: ship, hovercraft, bus over the ice or the bridge."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    modes = models.CharField(_("modes"), max_length=80, blank=True)
    season = models.CharField(_("season"), max_length=240, blank=True)
    near_heihe = models.BooleanField(_("near Heihe"), default=False)
    status = models.CharField(_("status"), max_length=20)
    confidence = models.CharField(_("confidence"), max_length=10)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("crossing")
        verbose_name_plural = _("crossings")
        ordering = ["-near_heihe", "code"]

    def __str__(self) -> str:
        return self.name
