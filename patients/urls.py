"""Doors of the registration desk."""
from django.urls import path

from patients.views import facts, registration, stays

app_name = "patients"
urlpatterns = [
    path("register/", registration.register, name="register"),
    path("register/beside/", registration.beside, name="beside"),
    path("<str:mrn>/to-know/", facts.to_know, name="to_know"),
    path("<str:mrn>/to-know/<int:fact_id>/end/", facts.end_fact, name="end_fact"),
    path("<str:mrn>/stay/", stays.add_stay, name="add_stay"),
    path("<str:mrn>/stays/", stays.stays, name="stays"),
    path("<str:mrn>/stays/<int:stay_id>/<slug:what>/", stays.change_stay, name="change_stay"),
]
