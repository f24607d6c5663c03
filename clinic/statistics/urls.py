"""Doors of the yearly counts."""
from django.urls import path

from clinic.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.year_page, name="year"),
    path("<int:year>/", views.year_page, name="year"),
    path("<int:year>/<slug:measure>/", views.behind, name="behind"),
]
