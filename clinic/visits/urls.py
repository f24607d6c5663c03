"""Doors of a visit."""

from django.urls import path

from clinic.visits import views

app_name = "visits"
urlpatterns = [
    path("new/<str:mrn>/", views.book, name="book"),
    path("<int:visit_id>/state/", views.advance, name="advance"),
    path("<int:visit_id>/interpreter/", views.assign, name="assign"),
]
