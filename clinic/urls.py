"""Every door of the house; each folder lists its own rooms."""
from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

FOLDERS = {
    "": "clinic.desk.urls",
    "account/": "clinic.accounts.urls",
    "patients/": "patients.urls",
    "interpreters/": "interpreters.urls",
    "visits/": "clinic.visits.urls",
    "plans/": "clinic.plans.urls",
    "herbs/": "clinic.herbs.urls",
    "documents/": "clinic.reports.urls",
    "reminders/": "clinic.reminders.urls",
    "year/": "clinic.statistics.urls",
    "api/v1/": "clinic.api.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *(path(prefix, include(module)) for prefix, module in FOLDERS.items() if find_spec(module)),
]
