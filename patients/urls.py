"""Doors of the registration desk."""
from django.urls import path

from patients import views

app_name = "patients"
urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/beside/", views.beside, name="beside"),
    path("<str:mrn>/to-know/", views.to_know, name="to_know"),
    path("<str:mrn>/to-know/<int:fact_id>/end/", views.end_fact, name="end_fact"),
    path("<str:mrn>/stay/", views.add_stay, name="add_stay"),
]
