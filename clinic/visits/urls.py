"""Doors of a visit."""

from django.urls import path

from clinic.visits.views.book import book
from clinic.visits.views.interpreting import interpreting
from clinic.visits.views.steps import advance, assign

app_name = "visits"
urlpatterns = [
    path("new/<str:mrn>/", book, name="book"),
    path("<int:visit_id>/state/", advance, name="advance"),
    path("<int:visit_id>/interpreting/", interpreting, name="interpreting"),
    path("<int:visit_id>/interpreter/", assign, name="assign"),
]
