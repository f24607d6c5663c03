"""Doors of whoever coordinates the interpreters, and the calendar each of them reads."""

from django.urls import path

from clinic.coordination.views import calendars, month, names, person, plan, repair, weeks

app_name = "interpreters"
urlpatterns = [
    path("", month.month, name="month"),
    path("plan/", plan.propose, name="plan"),
    path("plan/<int:proposal_id>/", plan.proposal, name="proposal"),
    path("plan/<int:proposal_id>/accept/", plan.accept, name="accept"),
    path("plan/<int:proposal_id>/drop/", plan.drop, name="drop"),
    path("absent/", repair.absent, name="absent"),
    path("bookings/<int:booking_id>/keep/", repair.keep, name="keep"),
    path("<int:interpreter_id>/away/", repair.away, name="away"),
    path("<int:interpreter_id>/back/", repair.back, name="back"),
    path("palladius/", names.propose, name="palladius"),
    path("my-calendar/", calendars.mine, name="my_calendar"),
    path("calendar/<str:secret>.ics", calendars.calendar, name="calendar"),
    path("weeks/<str:monday>/copy/", weeks.copy, name="copy_week"),
    path("<int:interpreter_id>/", person.person, name="person"),
    path("<int:interpreter_id>/days/<str:day>/", month.day, name="day"),
    path("<int:interpreter_id>/skills/", person.skills, name="skills"),
    path("<int:interpreter_id>/pattern/", person.pattern, name="pattern"),
    path("<int:interpreter_id>/absences/", person.absence, name="absence"),
    path("<int:interpreter_id>/absences/<int:absence_id>/end/", person.end_absence, name="end_absence"),
    path("<int:interpreter_id>/calendar/", calendars.address, name="address"),
]
