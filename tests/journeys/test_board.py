"""The interpreters' board in a browser: a block is dragged, moved by the keyboard, and never taken out of anybody's hand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic.departments.models import ClosedDay
from clinic.visits.models import Visit
from clinic.visits.moving import Move, move_visit
from interpreters.models import Absence, Booking, Interpreter
from tests.make import make_interpreter, make_patient, make_visit

ASKS_AGAIN = 10_000  # milliseconds


@pytest.fixture
def board(enter):
    """The coordinator's board with two new people at work, one covered visit in some weeks at 10, and one without anybody at 11."""
    page = enter("sunjiaqi")
    Interpreter.objects.update(active=False)
    wang, li = make_interpreter(), make_interpreter(name_zh_hans="李雪梅", name_en="Li Xuemei")
    ten = (timezone.localtime() + timedelta(days=45)).replace(hour=10, minute=0, second=0, microsecond=0)
    ClosedDay.objects.all().delete()
    booking = Booking.objects.create(interpreter=wang, starts=ten, ends=ten + timedelta(minutes=10), place="302", floor=3, booked_at=ten)
    covered = make_visit(starts=ten, booking=booking, ticket="T-1", patient=make_patient(mrn="T26-00001"))
    opened = make_visit(starts=ten + timedelta(hours=1), ticket="T-2", patient=make_patient(mrn="T26-00002"))
    page.goto(f"/desk/interpreters/?day={ten.date()}")
    return page, covered, opened, wang, li


def where(visit):
    found = Visit.objects.select_related("booking").get(pk=visit.pk)
    return f"{timezone.localtime(found.starts):%H:%M}", found.booking and found.booking.interpreter_id


def drag(page, block, lane, down=0):
    source, target = page.locator(block).bounding_box(), page.locator(f".lane[data-interpreter='{lane.pk}']").bounding_box()
    x, y = source["x"] + 12, source["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 3, steps=3)
    page.mouse.move(target["x"] + 40, y + down, steps=6)


def test_a_block_is_dragged_to_another_lane_and_time_and_put_back_by_undo(board):
    page, visit, _open, wang, li = board
    drag(page, f"#block-{visit.pk}-opening", li, down=round(30 * 1.65))
    page.locator(".ghost.possible").wait_for()
    page.mouse.up()
    page.locator("#undo-move").wait_for()
    assert where(visit) == ("10:30", li.pk)
    page.locator("#undo-move").click()
    page.locator(f".lane[data-interpreter='{wang.pk}'] #block-{visit.pk}-opening").wait_for()
    assert where(visit) == ("10:00", wang.pk)


def test_over_what_refuses_the_ghost_says_why_and_the_drop_changes_nothing(board):
    page, visit, _open, wang, li = board
    Absence.objects.create(interpreter=li, starts=visit.starts, ends=visit.ends, reason="leave", noted_at=timezone.now())
    drag(page, f"#block-{visit.pk}-opening", li)
    page.locator(".ghost.refused").wait_for()
    page.mouse.up()
    page.locator(".ghost").wait_for(state="detached")
    assert where(visit) == ("10:00", wang.pk)


def test_an_uncovered_visit_is_dragged_down_into_a_lane_at_its_own_time(board):
    page, _covered, visit, _wang, li = board
    drag(page, f"#gap-{visit.pk}-opening", li, down=260)
    page.locator(".ghost.possible").wait_for()
    page.mouse.up()
    page.locator(f"#block-{visit.pk}-opening").wait_for()
    assert where(visit) == ("11:00", li.pk)


def test_a_block_is_moved_by_the_keyboard_alone(board):
    page, visit, _open, _wang, li = board
    page.locator(f"#block-{visit.pk}-opening").focus()
    for key in ("Enter", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#board-says")).to_contain_text("10:10")
    page.keyboard.press("Enter")
    page.locator("#undo-move").wait_for()
    page.wait_for_function("id => document.activeElement.id === id", arg=f"block-{visit.pk}-opening")
    assert where(visit) == ("10:10", li.pk)


def test_escape_puts_it_back(board):
    page, visit, _open, wang, _li = board
    page.locator(f"#block-{visit.pk}-opening").focus()
    for key in ("Enter", "ArrowRight", "Escape"):
        page.keyboard.press(key)
    assert (page.locator(".ghost").count(), where(visit)) == (0, ("10:00", wang.pk))


def test_a_refresh_takes_neither_cursor_nor_place_nor_what_is_held(board):
    page, visit, opened, wang, li = board
    page.clock.install()  # the browser's own clock, which can be put forward
    page.reload()
    page.evaluate("document.getElementById('lanes-scroll').scrollTop = 150")
    page.locator(f"#block-{visit.pk}-opening").focus()
    place = page.evaluate("document.getElementById('lanes-scroll').scrollTop")
    move_visit(Move(opened.pk, window="opening", interpreter_id=li.pk), by_id=None, now=timezone.now())
    page.clock.fast_forward(ASKS_AGAIN)
    page.locator(f"#block-{opened.pk}-opening").wait_for()
    assert page.evaluate("document.activeElement.id") == f"block-{visit.pk}-opening"
    assert page.evaluate("document.getElementById('lanes-scroll').scrollTop") == place
    page.keyboard.press("Enter")
    move_visit(Move(opened.pk, window="opening", interpreter_id=wang.pk), by_id=None, now=timezone.now())
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/desk/alarms/"):  # the other part of the page has asked
        page.clock.fast_forward(ASKS_AGAIN)
    assert (page.locator(".ghost").count(), [url for url in asked if "/interpreters/" in url]) == (1, [])


def test_an_empty_stretch_is_booked_from_the_minute_that_was_pointed_at(board):
    page, _visit, _open, _wang, li = board
    free = page.locator(f".lane[data-interpreter='{li.pk}'] a.free").first
    free.click(position={"x": 30, "y": 2 * 60 * 1.65 + 3})
    page.wait_for_url("**/free/?at=*T10:00")
