"""Visits and interpreters' days over the API."""
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from interpreters.models import Absence
from tests.make import HEIHE, make_interpreter, make_patient, make_practitioner, make_stay

pytestmark = pytest.mark.django_db


def tomorrow(hour: int, minute: int = 0) -> datetime:
    day = timezone.localdate() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HEIHE)


@pytest.fixture
def visit(elena, zhang_haibo) -> dict:
    return {"patient": elena.mrn, "service": "S_TUINA", "practitioner": zhang_haibo.pk, "start": tomorrow(10).isoformat()}


def test_a_visit_is_booked_with_practitioner_and_interpreter(desk, visit, wang_li):
    answer = desk.post("visits", visit | {"interpreter": wang_li.pk})
    booked = answer.json()
    assert answer.status_code == 201
    assert (booked["interpreter"], booked["room"], booked["window_end"]) == (wang_li.pk, "302", tomorrow(10, 10).isoformat())


def test_a_taken_practitioner_is_refused_with_place_and_time(desk, visit):
    desk.post("visits", visit)
    answer = desk.post("visits", visit | {"patient": make_patient(surname_ru="Другая").mrn})
    assert (answer.status_code, answer.json()["code"]) == (409, "practitioner_taken")
    assert (answer.json()["place"], answer.json()["until"]) == ("302", tomorrow(10, 30).isoformat())


def test_a_taken_interpreter_is_refused_with_place_and_time_and_nothing_is_booked(desk, visit, wang_li):
    desk.post("visits", visit | {"interpreter": wang_li.pk})
    other = {"patient": make_patient(surname_ru="Другая").mrn, "practitioner": make_practitioner().pk, "interpreter": wang_li.pk}
    answer = desk.post("visits", visit | other)
    assert (answer.status_code, answer.json()["code"], answer.json()["place"]) == (409, "interpreter_taken", "302")
    assert desk.post("visits", visit | other | {"interpreter": None}).status_code == 201


def test_an_interpreter_on_leave_is_refused(desk, visit, wang_li):
    Absence.objects.create(interpreter=wang_li, starts=tomorrow(8), ends=tomorrow(18), reason="leave", noted_at=timezone.now())
    answer = desk.post("visits", visit | {"interpreter": wang_li.pk}).json()
    assert (answer["status"], answer["code"], answer["field"]) == (409, "interpreter_away", "interpreter")


def test_a_day_after_the_stay_is_refused_and_a_reason_opens_it(desk, visit, elena):
    today = timezone.localdate()
    make_stay(elena, today - timedelta(days=20), today)
    answer = desk.post("visits", visit).json()
    assert (answer["status"], answer["code"], answer["last_day"]) == (409, "after_last_day", str(today))
    assert desk.post("visits", visit | {"beyond_stay_reason": "visa is being extended"}).status_code == 201


def test_a_visit_in_the_past_is_a_wrong_field(desk, visit):
    answer = desk.post("visits", visit | {"start": (timezone.now() - timedelta(days=1)).isoformat()}).json()
    assert (answer["status"], answer["code"], answer["field"]) == (422, "visit_in_past", "start")


@pytest.mark.parametrize("start", ["2026-11-25T10:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "tomorrow"])
def test_a_start_without_offset_or_sense_is_a_wrong_field(desk, visit, start):
    answer = desk.post("visits", visit | {"start": start})
    assert (answer.status_code, answer.json()["field"]) == (422, "start")


def test_everything_unknown_is_named_at_once(desk, visit):
    answer = desk.post("visits", visit | {"patient": "H99-1", "service": "S_NONE", "practitioner": 10**15, "interpreter": 10**15}).json()
    assert {error["field"] for error in answer["errors"]} == {"patient", "service", "practitioner", "interpreter"}


def test_an_interpreter_is_given_later_and_changed(desk, visit, wang_li):
    booked = desk.post("visits", visit).json()["id"]
    other = make_interpreter(name_zh_hans="陈晨")
    for interpreter in (wang_li, other):
        assert desk.post(f"visits/{booked}/interpreter", {"interpreter": interpreter.pk}).json()["interpreter"] == interpreter.pk
    assert desk.get(f"interpreters/{wang_li.pk}/day", date=str(tomorrow(1).date())).json() == []


def test_a_visit_that_is_not_there_gets_no_interpreter(desk, wang_li):
    assert desk.post("visits/999/interpreter", {"interpreter": wang_li.pk}).status_code == 404


def test_an_interpreters_day_is_in_order_with_room_and_patient(desk, visit, wang_li, elena):
    for hour in (14, 9):
        desk.post("visits", visit | {"interpreter": wang_li.pk, "start": tomorrow(hour).isoformat()})
    windows = desk.get(f"interpreters/{wang_li.pk}/day", date=str(tomorrow(1).date())).json()
    assert [window["start"] for window in windows] == [tomorrow(9).isoformat(), tomorrow(14).isoformat()]
    assert (windows[0]["place"], windows[0]["patient"]) == ("302", elena.mrn)


def test_an_interpreter_sees_her_own_day_only(calling, wang_li):
    other, own = make_interpreter(name_zh_hans="陈晨"), calling(wang_li.user)
    assert [own.get(f"interpreters/{one.pk}/day").status_code for one in (wang_li, other)] == [200, 404]


def test_the_day_costs_a_fixed_number_of_queries(desk, visit, wang_li, django_assert_max_num_queries):
    for hour in (9, 10, 11, 14):
        desk.post("visits", visit | {"interpreter": wang_li.pk, "start": tomorrow(hour).isoformat()})
    with django_assert_max_num_queries(9):
        desk.get(f"interpreters/{wang_li.pk}/day", date=str(tomorrow(1).date()))
