"""A locked block of the interpreters' day: nobody moves it from the board, until it is unlocked; and that can be undone."""

import pytest
import time_machine

from clinic.desk.lanes import lanes_of
from clinic.desk.locking import set_lock, stands_locked
from clinic.desk.undo import LockUndo
from clinic.visits.moving import Move
from interpreters.models import Booking
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe, make_interpreter, make_user

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(wang_li):
    visit = make_covered_visit(wang_li, heihe(11))
    set_lock(visit.booking_id, locked=True)
    visit.booking.refresh_from_db()
    return visit


def lock(client, visit, locked="1", **more):
    return client.post(f"/desk/interpreters/bookings/{visit.booking_id}/lock/", {"locked": locked, **more}, headers=JSON)


def move_to(client, visit, at, interpreter, window="opening"):
    sent = {"day": TODAY.isoformat(), "at": at, "window": window, "interpreter": interpreter}
    return client.post(f"/desk/interpreters/visits/{visit.pk}/move/", sent, headers=JSON)


def is_locked(visit):
    return Booking.objects.get(pk=visit.booking_id).locked


def test_a_locked_block_goes_neither_to_another_time_nor_to_another_lane(visit, wang_li):
    later, other = Move(visit.pk, heihe(12), "opening", wang_li.pk), Move(visit.pk, heihe(11), "opening", make_interpreter().pk)
    assert (stands_locked(visit, later), stands_locked(visit, other)) == (True, True)


def test_where_it_stands_it_may_stand(visit, wang_li):
    assert not stands_locked(visit, Move(visit.pk, heihe(11), "opening", wang_li.pk))


def test_from_its_own_page_the_visit_takes_its_locked_interpreter_along(visit, wang_li, liu_fang):
    assert move_to(client_of(liu_fang), visit, "14:30", "", window="").json() == {"why": ""}
    booking = Booking.objects.get(visit=visit)
    assert (booking.starts, booking.interpreter_id, booking.locked) == (heihe(14, 30), wang_li.pk, True)


def test_the_other_window_of_a_visit_may_change_its_lane_but_not_its_time(wang_li):
    visit = make_covered_visit(wang_li, heihe(11), closing_starts=heihe(11, 20), closing_ends=heihe(11, 30))
    set_lock(visit.booking_id, locked=True)
    visit.booking.refresh_from_db()
    moves = (Move(visit.pk, heihe(11), "closing", wang_li.pk), Move(visit.pk, heihe(12), "closing", wang_li.pk))
    assert [stands_locked(visit, one) for one in moves] == [False, True]


def test_the_drop_is_refused_until_it_is_unlocked(visit, liu_fang):
    client, other = client_of(liu_fang), make_interpreter()
    refused = move_to(client, visit, "11:00", other.pk)
    assert (refused.status_code, bool(refused.json()["why"])) == (409, True)
    lock(client, visit, "0")
    assert move_to(client, visit, "11:00", other.pk).status_code == 200


def test_asking_beforehand_says_it_too(visit, liu_fang):
    asked = {"day": TODAY.isoformat(), "at": "11:00", "window": "opening", "interpreter": make_interpreter().pk}
    assert client_of(liu_fang).get(f"/desk/interpreters/visits/{visit.pk}/move/", asked, headers=JSON).json()["why"]


def test_it_is_locked_and_unlocked_from_the_board(visit, liu_fang):
    assert (lock(client_of(liu_fang), visit, "0").json(), is_locked(visit)) == ({"why": ""}, False)
    assert (lock(client_of(liu_fang), visit, "1").json(), is_locked(visit)) == ({"why": ""}, True)


def test_locking_twice_keeps_it_locked(visit, liu_fang):
    lock(client_of(liu_fang), visit)
    assert is_locked(visit)


def test_what_was_locked_a_moment_ago_can_be_undone(visit, liu_fang):
    client = client_of(liu_fang)
    lock(client, visit)
    page = client.get("/desk/interpreters/")
    assert page.context["undo"] == LockUndo(visit.booking_id, visit.ticket, locked=True)
    assert b'id="undo-lock"' in page.content


def test_an_interpreter_given_back_meanwhile_cannot_be_locked(visit, liu_fang):
    client, gone = client_of(liu_fang), visit.booking_id
    Booking.objects.filter(pk=gone).update(released_at=NOW)
    assert lock(client, visit).status_code == 409


@pytest.mark.parametrize(("role", "status"), [("reception", 200), ("coordinator", 200), ("practitioner", 403), ("interpreter", 403)])
def test_whoever_assigns_interpreters_locks_them(role, status, visit):
    assert lock(client_of(make_user(role)), visit).status_code == status


def test_the_block_shows_its_lock(visit, liu_fang):
    assert b"data-locked" in client_of(liu_fang).get("/desk/interpreters/").content


def test_a_day_on_which_nobody_comes_does_not_claim_that_all_are_served(wang_li):
    assert not lanes_of(TODAY, NOW).spoken
    make_covered_visit(wang_li, heihe(11))
    assert lanes_of(TODAY, NOW).spoken
