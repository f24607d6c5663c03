"""Taps: done once, at the time they were made, on her own visits; everything else is refused in words."""

import json
from collections.abc import Generator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from clinic.my_day.models import Tap
from clinic.my_day.taps import take
from clinic.visits import progress
from clinic.visits.models import VisitChange
from interpreters.models import Booking, HelpCall
from tests.cast import client_of
from tests.make import NOW, heihe, make_interpreter, make_patient, make_user
from tests.my_day.make import make_tap, make_window

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_twenty_past_ten() -> Generator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(wang_li):
    return make_window(wang_li, heihe(10, 20), state="arrived")


@pytest.fixture
def tell(wang_li):
    return lambda tap: take(tap, interpreter=wang_li, by_id=wang_li.user_id, now=NOW)


def row(what: str, visit=None, **changes: object) -> dict[str, object]:
    given = {"id": str(uuid4()), "what": what, "at": NOW.isoformat()}
    return given | ({"visit": visit.pk} if visit else {}) | changes


def post(user, *rows: object, **headers: str):
    return client_of(user).post("/my-day/taps/", json.dumps(list(rows)), content_type="application/json", headers=headers)


def test_started_and_finished_move_the_visit_at_the_time_of_the_taps(tell, visit):
    tell(make_tap("started", visit, at=heihe(10, 5)))
    tell(make_tap("finished", visit, at=heihe(10, 18)))
    booking = Booking.objects.get(pk=visit.booking_id)
    visit.refresh_from_db()
    assert (visit.state, booking.started_at, booking.ended_at) == ("done", heihe(10, 5), heihe(10, 18))


def test_a_patient_whom_nobody_noted_as_come_has_come_when_she_starts(tell, wang_li):
    visit = make_window(wang_li, heihe(10, 20))
    assert tell(make_tap("started", visit)).answer == "done"
    assert list(VisitChange.objects.values_list("to_state", flat=True)) == ["arrived", "in_treatment"]


def test_a_tap_that_is_sent_again_changes_nothing(tell, visit):
    tap = make_tap("late", visit)
    answers = [tell(tap).answer, tell(tap).answer, tell(tap).answer]
    assert (answers, Booking.objects.get(pk=visit.booking_id).late_minutes) == (["done", "already", "already"], 10)


def test_a_refused_tap_is_refused_again_and_not_tried_anew(tell, visit):
    tap = make_tap("finished", visit)
    first = tell(tap)
    progress.change_state(visit.pk, "in_treatment", seen="arrived", by_id=make_user().pk, now=NOW)
    assert (first, tell(tap).code, Tap.objects.get().answer) == (tell(tap), first.code, "refused")


def test_two_taps_of_late_add_up_and_on_time_takes_them_back(tell, visit):
    for _ in range(2):
        tell(make_tap("late", visit, minutes=5))
    said = Booking.objects.get(pk=visit.booking_id).late_minutes
    tell(make_tap("on_time", visit))
    assert (said, Booking.objects.get(pk=visit.booking_id).late_minutes) == (10, 0)


def test_late_counts_from_now_when_the_time_is_over(tell, wang_li):
    visit = make_window(wang_li, heihe(10), state="arrived")
    tell(make_tap("late", visit, minutes=5))
    assert Booking.objects.get(pk=visit.booking_id).late_minutes == 25


def test_late_with_the_patient_moves_the_end(tell, visit):
    tell(make_tap("started", visit))
    tell(make_tap("late", visit, minutes=15))
    assert Booking.objects.get(pk=visit.booking_id).late_minutes == 15


def test_a_time_in_the_future_counts_as_now(tell, visit):
    tell(make_tap("started", visit, at=NOW + timedelta(hours=3)))
    assert Booking.objects.get(pk=visit.booking_id).started_at == NOW


def test_a_tap_older_than_a_day_counts_no_more(tell, visit):
    assert tell(make_tap("started", visit, at=NOW - timedelta(hours=25))).code == "tap_too_old"


def test_what_the_desk_set_meanwhile_stands(tell, visit):
    progress.change_state(visit.pk, "no_show", seen="arrived", by_id=make_user().pk, now=NOW)
    answer = tell(make_tap("started", visit))
    visit.refresh_from_db()
    assert (answer.answer, visit.state) == ("refused", "no_show")


def test_a_visit_that_was_moved_meanwhile_is_told_with_its_new_time(wang_li, visit):
    told = post(wang_li.user, row("started", visit, planned=heihe(9).isoformat())).json()["answers"][0]
    assert (told["code"], "10:20" in told["words"]) == ("visit_moved", True)


def test_the_opening_window_ends_and_the_treatment_goes_on(tell, wang_li):
    visit = make_window(wang_li, heihe(10), 10, ends=heihe(11), window_ends=heihe(10, 10), state="in_treatment")
    tell(make_tap("finished", visit))
    visit.refresh_from_db()
    assert (visit.state, Booking.objects.get(pk=visit.booking_id).ended_at) == ("in_treatment", NOW)


def test_help_rings_once_and_a_second_tap_takes_it_back(tell, visit):
    for what in ("help", "help", "no_help"):
        tell(make_tap(what, visit))
    call = HelpCall.objects.get()
    assert (call.booking_id, call.withdrawn_at) == (visit.booking_id, NOW)


def test_somebody_comes_and_only_the_first_one_is_named(liu_fang, sun_jiaqi, wang_li):
    call = HelpCall.objects.create(interpreter=wang_li, asked_at=NOW)
    for user in (sun_jiaqi, liu_fang):
        client_of(user).post(f"/my-day/help/{call.pk}/answer/")
    call.refresh_from_db()
    assert call.answered_by == sun_jiaqi


def test_a_batch_is_done_in_the_order_of_the_taps(wang_li, visit):
    taps = [row("finished", visit, at=heihe(10, 19).isoformat()), row("started", visit, at=heihe(10, 10).isoformat())]
    assert [one["answer"] for one in post(wang_li.user, *taps).json()["answers"]] == ["done", "done"]


def test_somebody_elses_visit_is_not_found(wang_li, elena):
    foreign = make_window(make_interpreter(name_zh_hans="李雪梅"), heihe(10, 20), patient=elena, state="arrived")
    answers = [post(wang_li.user, row("started", foreign)), post(wang_li.user, row("started", visit=None, visit_=1) | {"visit": 999_999})]
    foreign.refresh_from_db()
    assert ([answer.status_code for answer in answers], foreign.state) == ([404, 404], "arrived")


def test_a_tap_number_of_somebody_else_tells_nothing(wang_li, visit):
    other = make_interpreter(user=make_user("interpreter"), name_zh_hans="李雪梅")
    tap = row("help")
    post(other.user, tap)
    assert post(wang_li.user, tap).json()["answers"][0]["code"] == "not_yours"


def test_a_queue_of_another_person_is_not_taken(wang_li, visit):
    assert post(wang_li.user, row("started", visit), **{"X-My-Day-User": "424242"}).status_code == 409


def test_the_desk_has_no_phone(liu_fang):
    assert post(liu_fang, row("help")).status_code == 403


def test_a_token_is_wanted(wang_li):
    client = Client(enforce_csrf_checks=True)
    client.force_login(wang_li.user, backend="django.contrib.auth.backends.ModelBackend")
    token = client.get("/my-day/taps/").json()["token"]
    send = {"path": "/my-day/taps/", "data": "[]", "content_type": "application/json"}
    assert [client.post(**send).status_code, client.post(**send, headers={"X-CSRFToken": token}).status_code] == [403, 200]


HOSTILE = [
    " ", "{", "null", "[1]", "{}", '"x"', "[" * 50_000, "[{}]", '[{"id": 1}]', json.dumps([{}] * 101), "x" * 70_000, "[NaN]",
    json.dumps([row("started", at="2026-13-45T00:00:00Z")]), json.dumps([row("started", at="2026-11-24T10:00:00")]),
    json.dumps([row("started", at="9999-12-31T23:59:59-12:00")]), json.dumps([row("dance")]), json.dumps([row("late", minutes=-5)]),
    json.dumps([row("late", minutes=10**9)]), json.dumps([row("late", minutes=True)]), json.dumps([row("late", minutes=1e400)]),
    json.dumps([row("started", visit_=1) | {"visit": "1 OR 1=1"}]), json.dumps([row("started") | {"visit": 10**30}]),
    json.dumps([row("started") | {"visit": True}]), json.dumps([row("started") | {"id": "\0" * 36}]),
    json.dumps([row("help") | {"what": ["help"]}]),
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_json_is_refused_and_does_nothing(wang_li, body):
    answer = client_of(wang_li.user).post("/my-day/taps/", body, content_type="application/json")
    assert (answer.status_code, Tap.objects.count()) == (400, 0)


def test_a_body_that_is_no_text_is_refused(wang_li):
    assert client_of(wang_li.user).post("/my-day/taps/", b"\xff\xfe\x00[", content_type="application/json").status_code == 400


def test_the_buttons_work_without_script(wang_li, visit):
    page = client_of(wang_li.user)
    given = {"id": str(uuid4()), "visit": visit.pk, "booking": visit.booking_id, "do": "late-10", "next": "/my-day/"}
    answers = [page.post("/my-day/taps/", given) for _ in range(2)]
    assert ([answer["Location"] for answer in answers], Booking.objects.get(pk=visit.booking_id).late_minutes) == (["/my-day/"] * 2, 10)


def test_lateness_of_another_day_does_not_touch_this_one(tell, wang_li, visit):
    other = make_window(wang_li, heihe(11), patient=make_patient())
    tell(make_tap("late", visit))
    assert Booking.objects.get(pk=other.booking_id).late_minutes == 0
