"""Every door of the house; each folder lists its own rooms."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from clinic.accounts.views import set_language
from clinic.health import healthz

handler400 = "clinic.security.bad_request"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("clinic.api.urls")),
    path("", include("clinic.desk.urls")),
    path("account/", include("clinic.accounts.urls")),
    path("patients/", include("patients.urls")),
    path("interpreters/", include("clinic.coordination.urls")),
    path("groups/", include("clinic.groups.urls")),
    path("my-day/", include("clinic.my_day.urls")),
    path("visits/", include("clinic.visits.urls")),
    path("plans/", include("clinic.plans.urls")),
    path("documents/", include("clinic.reports.urls")),
    path("reminders/", include("clinic.reminders.urls")),
    path("year/", include("clinic.statistics.urls")),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", set_language, name="set_language"),
]
