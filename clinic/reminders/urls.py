"""Doors of the outbox."""
from django.urls import path

from clinic.reminders import views

app_name = "reminders"
urlpatterns = [
    path("", views.outbox, name="list"),
    path("<int:reminder_id>/again/", views.send_again, name="again"),
]
