"""Doors of the registration desk."""
from django.urls import path

from patients.views import consents, contacts, correcting, facts, groups, guardians, merging, registration, stays

app_name = "patients"
urlpatterns = [
    path("register/", registration.register, name="register"),
    path("register/beside/", registration.beside, name="beside"),
    path("arrivals/", groups.take_in, name="arrivals"),
    path("arrivals/template.xlsx", groups.list_template, name="list_template"),
    path("arrivals/<int:group_id>/", groups.group, name="group"),
    path("arrivals/<int:group_id>/rows/<int:line_id>/", groups.line, name="group_line"),
    path("arrivals/<int:group_id>/facts/", groups.facts, name="group_facts"),
    path("arrivals/<int:group_id>/columns/", groups.columns, name="group_columns"),
    path("arrivals/<int:group_id>/sheet/", groups.sheet, name="group_sheet"),
    path("arrivals/<int:group_id>/same/", groups.same_people, name="group_same"),
    path("arrivals/<int:group_id>/register/", groups.register, name="group_register"),
    path("arrivals/<int:group_id>/progress/", groups.progress, name="group_progress"),
    path("arrivals/<int:group_id>/throw-away/", groups.throw_away, name="group_throw_away"),
    path("merges/<int:merge_id>/take-apart/", merging.take_apart, name="take_apart"),
    path("<str:mrn>/same-as/", merging.same_person, name="same_person"),
    path("<str:mrn>/same-as/<str:other>/", merging.merge, name="merge"),
    path("<str:mrn>/correct/", correcting.correct, name="correct"),
    path("<str:mrn>/correct/names/", correcting.names_beside, name="names_beside"),
    path("<str:mrn>/to-know/", facts.to_know, name="to_know"),
    path("<str:mrn>/to-know/<int:fact_id>/end/", facts.end_fact, name="end_fact"),
    path("<str:mrn>/stay/", stays.add_stay, name="add_stay"),
    path("<str:mrn>/contacts/", contacts.contacts, name="contacts"),
    path("<str:mrn>/contacts/<int:contact_id>/end/", contacts.end_contact, name="end_contact"),
    path("<str:mrn>/contacts/<int:contact_id>/first/", contacts.prefer_contact, name="prefer_contact"),
    path("<str:mrn>/relatives/<int:relative_id>/end/", contacts.end_relative, name="end_relative"),
    path("<str:mrn>/stays/", stays.stays, name="stays"),
    path("<str:mrn>/stays/<int:stay_id>/<slug:what>/", stays.change_stay, name="change_stay"),
    path("<str:mrn>/consents/", consents.standing, name="consents"),
    path("<str:mrn>/consents/sheet/", consents.sheet, name="consent_sheet"),
    path("<str:mrn>/consents/<int:consent_id>/withdraw/", consents.withdraw, name="withdraw_consent"),
    path("<str:mrn>/guardians/", guardians.listed, name="guardians"),
    path("<str:mrn>/guardians/<int:guardian_id>/seen/", guardians.seen, name="guardian_seen"),
    path("<str:mrn>/guardians/<int:guardian_id>/end/", guardians.end, name="end_guardian"),
]
