from django.apps import AppConfig
from django.apps import apps as django_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from clinic.accounts.roles import ROLES

ADMIN = "admin"


def _grant_roles(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Bring groups in line with `roles.ROLES` after each migrate; staff never edit these groups by hand."""
    group_model = django_apps.get_model("auth", "Group")
    permission_model = django_apps.get_model("auth", "Permission")
    rights = {p.codename: p for p in permission_model.objects.using(using).filter(content_type__app_label="accounts")}
    for role, codes in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=role)
        granted = [rights[code] for code in codes if code in rights]
        if role == ADMIN:
            group.permissions.add(*granted)
        else:
            group.permissions.set(granted)


def _open_back_office(sender: AppConfig, using: str, **kwargs: object) -> None:
    """The administrator may use every page of the back office; what may only be looked at, the pages themselves say."""
    group, _created = django_apps.get_model("auth", "Group").objects.using(using).get_or_create(name=ADMIN)
    theirs = django_apps.get_model("auth", "Permission").objects.using(using).filter(content_type__app_label=sender.label)
    group.permissions.add(*theirs)


class AccountsConfig(AppConfig):
    name = "clinic.accounts"
    label = "accounts"
    verbose_name = _("Staff accounts")

    def ready(self) -> None:
        post_migrate.connect(_open_back_office, dispatch_uid="accounts.open_back_office")
        post_migrate.connect(_grant_roles, sender=self, dispatch_uid="accounts.grant_roles")
