"""Doors of whoever coordinates the interpreters, and the calendar each of them reads."""

from django.urls import path

from clinic.coordination.views import calendars, month, names, person, weeks

app_name = "interpreters"
urlpatterns = [
    path("", month.month, name="month"),
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
