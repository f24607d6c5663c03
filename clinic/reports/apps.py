import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "clinic.reports"
    label = "reports"
    verbose_name = _("Papers")

    def ready(self) -> None:
        # It reports every step of every page, its own import included.
        logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
