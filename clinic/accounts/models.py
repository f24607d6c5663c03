"""The people of the house and the rights their roles carry."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.accounts.roles import PERMISSIONS


class User(AbstractUser):
    """One member of staff who signs in; her name stands on paper in Chinese and in Russian."""

    class Language(models.TextChoices):
        CHINESE = "zh-hans", _("Chinese")
        RUSSIAN = "ru", _("Russian")
        ENGLISH = "en", _("English")

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=80, blank=True)
    position = models.CharField(pgettext_lazy("of a member of staff", "position"), max_length=80, blank=True)
    language = models.CharField(_("language of the pages"), max_length=8, choices=Language, default=Language.CHINESE)

    class Meta(AbstractUser.Meta):
        permissions = list(PERMISSIONS.items())

    def __str__(self) -> str:
        return self.name or self.username
