"""Doors of a visit."""
from django.urls import path

from clinic.visits import views

app_name = "visits"
urlpatterns = [
    path("patients/<str:mrn>/visit/", views.book, name="book"),
    path("visits/<int:visit_id>/state/", views.advance, name="advance"),
    path("visits/<int:visit_id>/interpreter/", views.assign, name="assign"),
]
