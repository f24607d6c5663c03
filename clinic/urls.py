"""Every door of the house; each folder lists its own rooms."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from clinic.accounts.views import set_language
from clinic.health import healthz

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
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    *(path(prefix, include(module)) for prefix, module in FOLDERS.items() if find_spec(module)),
]
