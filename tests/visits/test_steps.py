"""Who may take a step of a visit: the desk any, an interpreter the two of her own visits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.visits.models import Visit
from interpreters.models import Booking
from tests.cast import client_of
from tests.make import NOW, heihe, make_interpreter, make_visit

pytestmark = pytest.mark.django_db


def visit_with(interpreter, state: str = "arrived") -> Visit:
    given = {"place": "302", "booked_at": NOW, "starts": heihe(10, 30), "ends": heihe(10, 40)}
    return make_visit(state=state, booking=Booking.objects.create(interpreter=interpreter, **given))


def step(visit: Visit, user, wanted: str) -> tuple[int, str]:
    answer = client_of(user).post(reverse("visits:advance", args=[visit.pk]), {"seen": visit.state, "to": wanted})
    visit.refresh_from_db()
    return answer.status_code, visit.state


def test_an_interpreter_says_that_her_visit_has_started(wang_li, time_machine):
    time_machine.move_to(NOW)
    assert step(visit_with(wang_li), wang_li.user, "in_treatment") == (302, "in_treatment")


def test_a_visit_of_a_later_day_has_not_started(wang_li, time_machine):
    time_machine.move_to(NOW - timedelta(days=1))
    assert step(visit_with(wang_li), wang_li.user, "in_treatment") == (302, "arrived")


def test_an_interpreter_cannot_touch_a_colleagues_visit(wang_li):
    assert step(visit_with(make_interpreter()), wang_li.user, "in_treatment") == (403, "arrived")


@pytest.mark.parametrize("wanted", ["cancelled", "no_show", "booked"])
def test_what_ends_or_undoes_a_visit_is_the_desks(wang_li, wanted):
    assert step(visit_with(wang_li), wang_li.user, wanted) == (403, "arrived")


def test_the_desk_moves_any_visit(wang_li, liu_fang):
    assert step(visit_with(wang_li), liu_fang, "cancelled") == (302, "cancelled")
