from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from patients.sqlite_search import ensure


class PatientsConfig(AppConfig):
    name = "patients"
    label = "patients"
    verbose_name = _("Patients")

    def ready(self) -> None:
        post_migrate.connect(ensure, sender=self, dispatch_uid="patients.sqlite_search")
