"""Doors of the interpreter's phone."""

from django.urls import path

from clinic.my_day.views.app import manifest, worker
from clinic.my_day.views.news import seen
from clinic.my_day.views.page import day, phrases
from clinic.my_day.views.taps import answer_help, taps

app_name = "my_day"
urlpatterns = [
    path("", day, name="day"),
    path("phrases/", phrases, name="phrases"),
    path("seen/", seen, name="seen"),
    path("taps/", taps, name="taps"),
    path("help/<int:call_id>/answer/", answer_help, name="answer_help"),
    path("app.webmanifest", manifest, name="manifest"),
    path("worker.js", worker, name="worker"),
]
