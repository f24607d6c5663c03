"""Doors of the desk."""
from django.urls import path

from clinic.desk.views.components import components

app_name = "desk"
urlpatterns = [
    path("components/", components, name="components"),
]
