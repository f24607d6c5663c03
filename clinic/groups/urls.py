"""Doors of the groups that have come."""

from django.urls import path

from clinic.groups import consent_views, views

app_name = "groups"
urlpatterns = [
    path("", views.groups, name="list"),
    path("<int:group_id>/", views.group, name="group"),
    path("<int:group_id>/entries/", views.entries, name="entries"),
    path("<int:group_id>/visits/", views.visits, name="visits"),
    path("<int:group_id>/slips/", views.slips, name="slips"),
    path("<int:group_id>/consents/", consent_views.consents, name="consents"),
    path("<int:group_id>/consents/sheets/", consent_views.consent_sheets, name="consent_sheets"),
    path("<int:group_id>/sheet.pdf", views.sheet, name="sheet"),
]
