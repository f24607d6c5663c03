"""Doors of the yearly counts."""

from django.urls import path

from clinic.statistics import interpreting_views, views

app_name = "statistics"
urlpatterns = [
    path("", views.year_page, name="year"),
    path("interpreters/", interpreting_views.interpreters, name="interpreters"),
    path("interpreters/<int:year>/", interpreting_views.interpreters, name="interpreters"),
    path("interpreters/<int:year>/<int:month>/", interpreting_views.interpreters, name="interpreters"),
    path("interpreters/<int:year>/<int:month>/<int:interpreter_id>/", interpreting_views.interpreter, name="interpreter"),
    path("interpreters/<int:year>/uncovered/", interpreting_views.uncovered, name="uncovered"),
    path("<int:year>/", views.year_page, name="year"),
    path("<int:year>/<slug:measure>/", views.behind, name="behind"),
]
