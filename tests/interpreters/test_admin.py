"""The back office of the interpreters."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interpreters import calendar_addresses
from interpreters.models import Absence, TravelTime
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import make_interpreter, make_user

PAGES = ["interpreter", "skill", "shift", "shiftexception", "absence", "traveltime", "booking", "calendaraddress", "phrase"]


@pytest.fixture
def office(db):
    return client_of(make_user("admin", is_staff=True, is_superuser=True))


@pytest.mark.parametrize("model", PAGES)
def test_each_list_opens(office, model):
    make_booking(make_interpreter())
    assert office.get(reverse(f"admin:interpreters_{model}_changelist")).status_code == 200


def test_the_page_of_an_interpreter_shows_her_names_and_shifts(office):
    page = office.get(reverse("admin:interpreters_interpreter_change", args=[make_interpreter().pk])).content.decode()
    assert 'name="name_ru"' in page
    assert 'name="shifts-0-weekday"' in page


def test_an_absence_keeps_who_noted_it(office):
    given = {
        "interpreter": make_interpreter().pk,
        "reason": "leave",
        "starts_0": "2026-11-24",
        "starts_1": "08:00",
        "ends_0": "2026-11-25",
        "ends_1": "08:00",
    }
    office.post(reverse("admin:interpreters_absence_add"), given)
    absence = Absence.objects.get()
    assert absence.noted_by is not None
    assert absence.noted_at is not None


def test_a_way_is_added_and_its_twin_is_refused(office):
    door = reverse("admin:interpreters_traveltime_add")
    office.post(door, {"kind": "room", "here": "304", "there": "501", "minutes": "6"})
    again = office.post(door, {"kind": "room", "here": "501", "there": "304", "minutes": "2"})
    assert (TravelTime.objects.get().minutes, again.status_code) == (6, 200)


def test_a_shift_that_leaves_a_booking_outside_says_so(office):
    wang_li = make_interpreter()
    starts = timezone.now().replace(hour=2, minute=0) + timedelta(days=3)
    make_booking(wang_li, starts=starts, ends=starts + timedelta(minutes=20))
    row = wang_li.shifts.get(weekday=starts.weekday())
    given = {"interpreter": wang_li.pk, "weekday": row.weekday, "starts": "14:00", "ends": "18:00", "valid_from": "2024-01-01"}
    told = office.post(reverse("admin:interpreters_shift_change", args=[row.pk]), given, follow=True).context["messages"]
    assert any("304" in str(message) for message in told)


def test_the_secret_of_a_calendar_is_not_shown_even_as_its_hash(office):
    address = calendar_addresses.make(make_interpreter().pk, by_id=None, now=timezone.now()).address
    page = office.get(reverse("admin:interpreters_calendaraddress_change", args=[address.pk])).content.decode()
    assert (address.last_four in page, address.token_hash in page) == (True, False)


def test_a_booking_cannot_be_written_past_the_verbs(office):
    booked = make_booking(make_interpreter())
    assert office.get(reverse("admin:interpreters_booking_add")).status_code == 403
    assert office.post(reverse("admin:interpreters_booking_delete", args=[booked.pk])).status_code == 403
