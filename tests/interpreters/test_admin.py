"""The back office of the interpreters."""

import pytest
from django.urls import reverse

from interpreters.models import Absence
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import make_interpreter, make_user

PAGES = ["interpreter", "skill", "shift", "absence", "booking", "phrase"]


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


def test_a_booking_cannot_be_written_past_the_verbs(office):
    booked = make_booking(make_interpreter())
    assert office.get(reverse("admin:interpreters_booking_add")).status_code == 403
    assert office.post(reverse("admin:interpreters_booking_delete", args=[booked.pk])).status_code == 403
