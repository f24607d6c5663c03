"""Doors of the desk: pages that mix patients, visits and interpreters."""
from django.urls import path
from django.views.generic import RedirectView

from clinic.desk.views.alarms import alarms
from clinic.desk.views.components import components
from clinic.desk.views.documents import document_number, documents
from clinic.desk.views.interpreters import interpreters
from clinic.desk.views.known import known_facts
from clinic.desk.views.locking import lock
from clinic.desk.views.moving import move
from clinic.desk.views.patient import patient
from clinic.desk.views.search import search, suggest
from clinic.desk.views.stretch import stretch
from clinic.desk.views.today import today
from clinic.desk.views.visit import visit

app_name = "desk"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="accounts:home"), name="start"),
    path("desk/", today, name="today"),
    path("desk/search/", search, name="search"),
    path("desk/known-facts/", known_facts, name="known_facts"),
    path("desk/suggest/", suggest, name="suggest"),
    path("desk/alarms/", alarms, name="alarms"),
    path("desk/interpreters/", interpreters, name="interpreters"),
    path("desk/interpreters/visits/<int:visit_id>/move/", move, name="move"),
    path("desk/interpreters/bookings/<int:booking_id>/lock/", lock, name="lock"),
    path("desk/interpreters/<int:interpreter_id>/free/", stretch, name="stretch"),
    path("chart/<str:mrn>/", patient, name="patient"),
    path("chart/<str:mrn>/documents/", documents, name="documents"),
    path("chart/<str:mrn>/documents/<int:document_id>/number/", document_number, name="document_number"),
    path("desk/visits/<int:visit_id>/", visit, name="visit"),
    path("components/", components, name="components"),
]
