"""The line above the boards: who needs somebody, who is late, and whom that makes wait."""

from collections.abc import Generator
from datetime import timedelta

import pytest
import time_machine

from clinic.desk.alarms import alarms_of
from interpreters import telling
from interpreters.models import Booking
from tests.cast import client_of
from tests.make import NOW, TODAY, heihe, make_patient, make_visit
from tests.my_day.make import make_window

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_twenty_past_ten() -> Generator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def three_in_a_row(interpreter) -> list:
    return [make_window(interpreter, heihe(10, 30) + timedelta(minutes=30 * number), patient=make_patient()) for number in range(3)]


def test_late_names_the_windows_that_move_and_those_that_break(wang_li):
    first, *_others = three_in_a_row(wang_li)
    telling.late(first.booking_id, 15, by_id=None, now=NOW)
    (late,) = alarms_of(TODAY, NOW).late
    assert [(one.expected.behind, one.expected.breaks) for one in late.moved] == [(15, True)] * 3


def test_a_little_late_breaks_nothing(wang_li):
    telling.late(three_in_a_row(wang_li)[0].booking_id, 5, by_id=None, now=NOW)
    assert not alarms_of(TODAY, NOW).late[0].breaks


def test_the_next_patient_of_the_practitioner_makes_it_break(wang_li):
    first, second, _third = three_in_a_row(wang_li)
    make_visit(practitioner=second.practitioner, patient=make_patient(), starts=second.ends)
    telling.late(first.booking_id, 10, by_id=None, now=NOW)
    assert [one.expected.breaks for one in alarms_of(TODAY, NOW).late[0].moved] == [False, True, False]


def test_who_is_in_time_is_not_named(wang_li):
    three_in_a_row(wang_li)
    assert alarms_of(TODAY, NOW).late == ()


def test_one_who_began_late_is_named_without_having_said_so(wang_li):
    first, *_others = three_in_a_row(wang_li)
    Booking.objects.filter(pk=first.booking_id).update(started_at=heihe(10, 45))
    assert alarms_of(TODAY, heihe(10, 46)).late[0].moved[1].expected.behind == 15


def test_a_call_for_help_stands_above_both_boards_until_somebody_comes(wang_li, sun_jiaqi):
    call = telling.call_for_help(wang_li.pk, booking_id=None, now=NOW)
    desk, answer = client_of(sun_jiaqi), f"/my-day/help/{call.pk}/answer/"
    before = [answer in desk.get(page).content.decode() for page in ("/desk/", "/desk/interpreters/", "/desk/alarms/")]
    desk.post(answer)
    assert (before, answer in desk.get("/desk/").content.decode()) == ([True] * 3, False)


def test_who_may_not_send_interpreters_gets_no_button(wang_li, he_jing):
    telling.call_for_help(wang_li.pk, booking_id=None, now=NOW)
    page = client_of(he_jing).get("/desk/").content.decode()
    assert ("/answer/" in page, 'id="alarms"' in page) == (False, True)


@pytest.mark.parametrize("windows", [1, 8])
def test_it_costs_six_queries_however_many_windows_move(windows, wang_li, django_assert_num_queries):
    rows = [make_window(wang_li, heihe(10, 30) + timedelta(minutes=30 * number), patient=make_patient()) for number in range(windows)]
    telling.late(rows[0].booking_id, 15, by_id=None, now=NOW)
    with django_assert_num_queries(6):
        alarms_of(TODAY, NOW)
