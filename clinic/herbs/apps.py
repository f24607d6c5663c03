from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HerbsConfig(AppConfig):
    name = "clinic.herbs"
    label = "herbs"
    verbose_name = _("Herbs and formulas")
