"""The interpreters' board under a finger, with locks, and when the server is gone or the coordinator was signed out meanwhile."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from clinic.departments.models import ClosedDay
from clinic.visits.models import Visit
from clinic.visits.moving import Move, move_visit
from interpreters.models import Booking, Interpreter
from tests.journeys.finger import Finger
from tests.make import make_interpreter, make_patient, make_visit

LONG, SHORT = 900, 60  # milliseconds a finger rests: on a block, or before it scrolls
AT_THE_END = "() => { const it = document.getElementById('lanes-scroll'); return it.scrollTop + it.clientHeight >= it.scrollHeight - 2; }"
TABLET = {"width": 834, "height": 1112}


@pytest.fixture
def board(enter):
    """A coordinator's tablet with two people at work some weeks ahead, one covered visit at 10."""
    page = enter("sunjiaqi", viewport=TABLET)
    Interpreter.objects.update(active=False)
    ClosedDay.objects.all().delete()
    wang, li = make_interpreter(), make_interpreter(name_zh_hans="李雪梅", name_en="Li Xuemei")
    ten = (timezone.localtime() + timedelta(days=45)).replace(hour=10, minute=0, second=0, microsecond=0)
    booking = Booking.objects.create(interpreter=wang, starts=ten, ends=ten + timedelta(minutes=10), place="302", floor=3, booked_at=ten)
    visit = make_visit(starts=ten, booking=booking, ticket="T-1", patient=make_patient(mrn="T26-00001"))
    page.goto(f"/desk/interpreters/?day={ten.date()}")
    return page, visit, wang, li


def where(visit):
    found = Visit.objects.select_related("booking").get(pk=visit.pk)
    return f"{timezone.localtime(found.starts):%H:%M}", found.booking and found.booking.interpreter_id


def block_of(visit):
    return f"#block-{visit.pk}-opening"


def middle_of(page, lane):
    box = page.locator(f".lane[data-interpreter='{lane.pk}']").bounding_box()
    return box["x"] + box["width"] / 2


def test_a_finger_that_rests_lifts_a_block_and_carries_it_to_another_lane_and_time(board):
    page, visit, _wang, li = board
    finger = Finger(page)
    finger.rest(block_of(visit), LONG)
    finger.slide(middle_of(page, li), finger.at[1] + 30 * 1.65)
    page.locator(".ghost.possible").wait_for()
    finger.leave()
    page.locator("#undo-move").wait_for()
    assert where(visit) == ("10:30", li.pk)


def test_a_finger_that_does_not_rest_scrolls_the_day(board):
    page, visit, wang, _li = board
    finger = Finger(page)
    finger.rest(block_of(visit), SHORT)
    finger.slide(finger.at[0], finger.at[1] - 60)
    assert page.locator(".ghost").count() == 0
    finger.leave()
    page.wait_for_function("() => document.getElementById('lanes-scroll').scrollTop > 0")
    assert where(visit) == ("10:00", wang.pk)


def test_a_second_finger_puts_the_block_back(board):
    page, visit, wang, li = board
    finger = Finger(page)
    finger.rest(block_of(visit), LONG)
    finger.slide(middle_of(page, li), finger.at[1])
    page.locator(".ghost.possible").wait_for()
    finger.touch("touchStart", (middle_of(page, li), finger.at[1]), (60, 600))
    page.locator(".ghost").wait_for(state="detached")
    finger.leave()
    assert where(visit) == ("10:00", wang.pk)


def test_a_finger_held_at_the_lower_edge_scrolls_the_day_under_it(board):
    page, visit, _wang, _li = board
    finger = Finger(page)
    finger.rest(block_of(visit), LONG)
    pane = page.locator("#lanes-scroll").bounding_box()
    finger.slide(finger.at[0], pane["y"] + pane["height"] - 10)
    page.wait_for_function(AT_THE_END)
    finger.leave()
    page.locator(".ghost.refused").wait_for()


def test_holding_and_letting_go_opens_a_menu_that_locks_and_a_locked_block_says_why_it_stays(board):
    page, visit, wang, li = board
    finger = Finger(page)
    finger.rest(block_of(visit), LONG)
    finger.leave()
    page.locator("#block-menu [data-lock]").click()
    page.locator(f"{block_of(visit)}[data-locked]").wait_for()
    finger.rest(block_of(visit), LONG)
    finger.slide(middle_of(page, li), finger.at[1])
    finger.leave()
    page.locator(".ghost.refused").wait_for()
    page.locator("#undo-lock").click()
    page.locator(f"{block_of(visit)}:not([data-locked])").wait_for()
    assert where(visit) == ("10:00", wang.pk)


def test_a_letter_locks_the_focused_block_and_the_cursor_stays_on_it(board):
    page, visit, wang, _li = board
    page.locator(block_of(visit)).focus()
    page.keyboard.press("l")
    page.locator(f"{block_of(visit)}[data-locked]").wait_for()
    page.wait_for_function("id => document.activeElement.id === id", arg=block_of(visit)[1:])
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator(".ghost.refused").wait_for()
    assert where(visit) == ("10:00", wang.pk)


def test_another_window_was_quicker_and_the_drop_says_so(board):
    page, visit, wang, _li = board
    page.locator(block_of(visit)).focus()
    for key in ("Enter", "ArrowRight"):
        page.keyboard.press(key)
    move_visit(Move(visit.pk, visit.starts + timedelta(minutes=20)), by_id=None, now=timezone.now())
    page.keyboard.press("Enter")
    page.locator(".ghost.refused").wait_for()
    assert where(visit) == ("10:20", wang.pk)


def test_whoever_was_signed_out_in_the_middle_of_a_move_is_told_and_finds_the_way_back(board):
    page, visit, wang, _li = board
    page.locator(block_of(visit)).focus()
    for key in ("Enter", "ArrowRight"):
        page.keyboard.press(key)
    page.locator(".ghost.possible").wait_for()
    Session.objects.all().delete()
    page.keyboard.press("Enter")
    page.locator("#board-stale a").wait_for()
    page.keyboard.press("Escape")
    page.locator("#lanes").dispatch_event("refresh")
    page.wait_for_timeout(1500)
    assert (page.locator(block_of(visit)).count(), where(visit)) == (1, ("10:00", wang.pk))


def test_a_board_that_cannot_reach_the_house_says_so_until_it_can(board):
    page, visit, _wang, _li = board
    page.locator("#lanes").dispatch_event("htmx:sendError")
    page.locator("#board-stale").wait_for()
    page.locator("#lanes").dispatch_event("refresh")
    page.locator("#board-stale").wait_for(state="hidden")
    assert page.locator(block_of(visit)).count() == 1
