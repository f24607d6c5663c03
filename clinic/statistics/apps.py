from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "clinic.statistics"
    label = "statistics"
    verbose_name = _("Yearly counts")
