"""Doors of the papers."""

from django.urls import path

from clinic.reports import views

app_name = "reports"
urlpatterns = [
    path("slip/<int:visit_id>/", views.slip, name="slip"),
    path("plan/<int:plan_id>/", views.plan, name="plan"),
    path("consent-form/<str:mrn>/", views.consent_form, name="consent_form"),
    path("consent/<int:sheet_id>/", views.consent, name="consent"),
    path("verify/<str:token>/", views.verify, name="verify"),
    path("<str:number>.pdf", views.document, name="document"),
    path("<str:number>/again/", views.again, name="again"),
    path("<str:number>/cancel/", views.cancel, name="cancel"),
]
