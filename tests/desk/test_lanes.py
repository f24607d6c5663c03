"""The interpreters' day as a board: what stands in a lane, who may move it, what is filtered, what is undone."""

import json
from datetime import date, timedelta

import pytest
import time_machine

from clinic.departments.models import ClosedDay
from clinic.desk.lane_filters import LaneFilter
from clinic.desk.lanes import EVERYTHING, lanes_of
from clinic.desk.stretch import fitting
from clinic.visits.models import Visit
from interpreters.models import Absence, Booking
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.interpreters.make import make_booking
from tests.make import (
    NOW,
    TODAY,
    heihe,
    make_department,
    make_interpreter,
    make_patient,
    make_practitioner,
    make_service,
    make_user,
    make_visit,
)

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def blocks(kind, wanted=EVERYTHING):
    return [block for lane in lanes_of(TODAY, NOW, wanted).lanes for block in lane.blocks if block.kind == kind]


def drop(client, visit, at="11:30", interpreter="", **changes):
    sent = {"day": TODAY.isoformat(), "at": at, "window": "opening", "interpreter": interpreter, **changes}
    return client.post(f"/desk/interpreters/visits/{visit.pk}/move/", sent, headers=JSON)


def test_a_free_stretch_begins_at_the_next_five_minutes_and_ends_at_her_next_patient(wang_li):
    make_covered_visit(wang_li, heihe(11))
    assert [(one.interval.start, one.interval.end) for one in blocks("free")][:1] == [(heihe(10, 15), heihe(11))]


def test_whoever_should_have_begun_is_shown_late_and_can_still_be_moved(wang_li):
    make_covered_visit(wang_li, heihe(10))
    assert [one.grip for one in blocks("late")] == ["time"]


def test_what_runs_can_only_change_its_lane(wang_li):
    make_covered_visit(wang_li, heihe(10, 15), state="in_treatment")
    assert [one.grip for one in blocks("running")] == ["lane"]


def test_what_is_done_cannot_be_taken(wang_li):
    make_covered_visit(wang_li, heihe(9), state="done")
    assert [one.grip for one in blocks("past")] == [""]


def test_lateness_goes_on_to_her_next_patient(wang_li):
    first = make_covered_visit(wang_li, heihe(10, 30))
    make_covered_visit(wang_li, heihe(10, 42))
    Booking.objects.filter(pk=first.booking_id).update(late_minutes=15)
    assert [one.behind for one in blocks("booked")] == [15, 13]


def test_on_a_holiday_nobody_is_at_work_and_the_board_says_so(wang_li):
    ClosedDay.objects.create(date=TODAY, kind="holiday", name="元旦")
    assert (blocks("free"), lanes_of(TODAY, NOW).closed.name) == ([], "元旦")


def test_a_closed_river_leaves_the_shifts(wang_li):
    ClosedDay.objects.create(date=TODAY, kind="river_closed")
    assert blocks("free") != []


def test_blocks_of_other_departments_stay_but_quiet(wang_li):
    make_covered_visit(wang_li, heihe(11))
    other = make_department("D_EYE")
    make_covered_visit(wang_li, heihe(12), service=make_service("S_EYE", department=other))
    assert [one.quiet for one in blocks("booked", LaneFilter(department="D_EYE"))] == [True, False]


def test_only_those_at_work_leaves_out_who_has_no_shift_and_no_patient(wang_li):
    make_interpreter().shifts.all().delete()
    assert (len(lanes_of(TODAY, NOW).lanes), len(lanes_of(TODAY, NOW, LaneFilter(on_shift=True)).lanes)) == (2, 1)


def test_both_ends_without_anybody_are_two_gaps(wang_li):
    make_visit(starts=heihe(11), closing_starts=heihe(11, 20), closing_ends=heihe(11, 30))
    assert [(one.window.key, one.minute) for one in lanes_of(TODAY, NOW).gaps] == [("opening", 660), ("closing", 680)]


@pytest.mark.parametrize(("role", "may"), [("reception", True), ("coordinator", True), ("practitioner", False), ("director", False)])
def test_only_whoever_assigns_interpreters_gets_anything_to_take(role, may, wang_li):
    make_covered_visit(wang_li, heihe(11))
    answer = client_of(make_user(role)).get("/desk/interpreters/")
    assert answer.status_code == 403 or (b"data-grip" in answer.content, b"data-stretch" in answer.content) == (may, may)


def test_a_drop_moves_it_and_can_be_undone(liu_fang, wang_li):
    visit, client, other = make_covered_visit(wang_li, heihe(11)), client_of(liu_fang), make_interpreter()
    assert drop(client, visit, interpreter=other.pk).json() == {"why": ""}
    undo = client.get("/desk/interpreters/").context["undo"]
    drop(client, visit, f"{undo.was:%H:%M}", undo.interpreter_id, seen=undo.seen)
    visit = Visit.objects.select_related("booking").get(pk=visit.pk)
    assert (visit.starts, visit.booking.interpreter_id) == (heihe(11), wang_li.pk)


def test_nobody_else_is_offered_to_undo_it(liu_fang, wang_li):
    drop(client_of(liu_fang), make_covered_visit(wang_li, heihe(11)), interpreter=wang_li.pk)
    assert client_of(make_user("reception")).get("/desk/interpreters/").context["undo"] is None


def test_the_offer_to_undo_ends(liu_fang, wang_li):
    client = client_of(liu_fang)
    drop(client, make_covered_visit(wang_li, heihe(11)), interpreter=wang_li.pk)
    with time_machine.travel(NOW + timedelta(minutes=4)):
        assert client.get("/desk/interpreters/").context["undo"] is None


def test_a_refused_drop_says_why(liu_fang, wang_li):
    visit = make_covered_visit(wang_li, heihe(11))
    make_booking(wang_li, "11:30", "11:50", place="304")
    answer = drop(client_of(liu_fang), visit, interpreter=wang_li.pk)
    assert (answer.status_code, "304" in json.loads(answer.content)["why"]) == (409, True)


def test_asking_says_why_and_moves_nothing(liu_fang, wang_li):
    visit = make_covered_visit(wang_li, heihe(11))
    asked = {"day": TODAY.isoformat(), "at": "08:00", "window": "opening", "interpreter": wang_li.pk}
    answer = client_of(liu_fang).get(f"/desk/interpreters/visits/{visit.pk}/move/", asked, headers=JSON)
    assert answer.json()["why"] != ""
    assert Visit.objects.get(pk=visit.pk).starts == heihe(11)


def test_a_plain_form_comes_back_with_the_reason(liu_fang, wang_li):
    visit = make_covered_visit(wang_li, heihe(11))
    sent = {"day": TODAY.isoformat(), "at": "08:00", "next": f"/desk/visits/{visit.pk}/"}
    answer = client_of(liu_fang).post(f"/desk/interpreters/visits/{visit.pk}/move/", sent, follow=True)
    assert (answer.redirect_chain[0][0], len(answer.context["messages"])) == (f"/desk/visits/{visit.pk}/", 1)


@pytest.mark.parametrize(("day", "at"), [("", ""), ("0001-01-01", "00:00"), ("9999-12-31", "23:59"), ("x", "25:61")])
def test_what_is_no_time_is_refused(day, at, liu_fang, wang_li):
    visit = make_covered_visit(wang_li, heihe(11))
    assert drop(client_of(liu_fang), visit, at, day=day).status_code == 409


def test_a_stretch_offers_those_at_their_time_before_those_that_would_move(wang_li):
    far, near = make_visit(starts=heihe(16)), make_visit(starts=heihe(14))
    at_once = make_visit(starts=heihe(10, 30), practitioner=make_practitioner())
    make_booking(wang_li, "10:25", "10:50")
    found = fitting(wang_li, heihe(14, 30), by_id=None, now=NOW)
    assert [(one.visit.pk, one.moves) for one in found] == [(near.pk, False), (far.pk, False), (at_once.pk, True)]


def test_the_page_of_a_stretch_leads_to_a_booking_there(liu_fang, wang_li):
    patient = make_patient()
    answer = client_of(liu_fang).post(f"/desk/interpreters/{wang_li.pk}/free/?at=2026-11-24T14:30", {"q": "Ковалёва"})
    assert f"/visits/new/{patient.mrn}/?day=2026-11-24&amp;at=14%3A30&amp;interpreter={wang_li.pk}" in answer.content.decode()


@pytest.mark.parametrize("at", ["", "x", "2026-11-24T25:00", "9999-12-31T23:59", "2026-11-24T10:00+08:00"])
def test_a_stretch_at_no_time_is_not_found(at, liu_fang, wang_li):
    assert client_of(liu_fang).get(f"/desk/interpreters/{wang_li.pk}/free/", {"at": at}).status_code == 404


def test_the_day_and_the_filters_stay_in_the_address_it_refreshes_from(liu_fang, wang_li):
    make_covered_visit(wang_li, heihe(11, day=date(2026, 11, 25)))
    answer = client_of(liu_fang).get("/desk/interpreters/?day=2026-11-25&shift=1&department=D_ACU")
    assert 'hx-get="/desk/interpreters/?day=2026-11-25&amp;department=D_ACU&amp;shift=1"' in answer.content.decode()


def test_the_day_sheet_has_a_row_for_every_window_with_both_names(liu_fang, wang_li):
    make_covered_visit(wang_li, heihe(11), ticket="A-1032", patient=make_patient(chinese_name="叶连娜"))
    page = client_of(liu_fang).get("/desk/interpreters/").content.decode()
    sheet = page[page.index('class="sheet"') :]
    assert [word for word in ("11:00–11:10", "302", "A-1032", "Ковалёва Елена", "叶连娜") if word not in sheet] == []


def test_the_page_of_a_visit_moves_it_without_a_script(liu_fang, wang_li):
    visit, client = make_covered_visit(wang_li, heihe(11)), client_of(liu_fang)
    address = f"/desk/interpreters/visits/{visit.pk}/move/"
    assert address in client.get(f"/desk/visits/{visit.pk}/").content.decode()
    client.post(address, {"day": "2026-11-24", "at": "11:45", "next": f"/desk/visits/{visit.pk}/"})
    visit = Visit.objects.select_related("booking").get(pk=visit.pk)
    assert (visit.starts, visit.booking.starts, visit.booking.interpreter_id) == (heihe(11, 45), heihe(11, 45), wang_li.pk)


def test_a_booking_that_begins_on_the_board_shows_times_from_there_with_her_chosen(liu_fang, wang_li):
    make_interpreter(name_zh_hans="李雪梅")
    make_practitioner(services=[make_service("S_FIRST", kind="consultation")])
    page = client_of(liu_fang).get(f"/visits/new/{make_patient().mrn}/?day=2026-11-25&at=14:30&interpreter={wang_li.pk}").content.decode()
    assert "T14:30:00+08:00" in page
    assert "T08:00:00+08:00" not in page
    assert f'id="speaker{wang_li.pk}"' in page


def test_a_window_of_somebody_absent_is_counted_and_the_day_is_not_called_covered(liu_fang, wang_li):
    make_covered_visit(wang_li, heihe(14))
    make_covered_visit(wang_li, heihe(16))
    Absence.objects.create(interpreter=wang_li, starts=heihe(13), ends=heihe(15), reason="sick", noted_at=NOW)
    assert [one.interval.start for one in blocks("left")] == [heihe(14)]
    assert lanes_of(TODAY, NOW).left == 1
    page = client_of(liu_fang).get("/desk/interpreters/").content.decode()
    assert 'class="slot left"' in page
    assert "#done" not in page[page.index('class="sum"') : page.index("lanes-scroll")]


def test_whoever_speaks_when_her_absence_is_noted_is_not_missing_there(wang_li):
    make_covered_visit(wang_li, heihe(10), state="in_treatment")
    Absence.objects.create(interpreter=wang_li, starts=NOW, ends=heihe(18), reason="sick", noted_at=NOW)
    assert lanes_of(TODAY, NOW).left == 0


def test_the_page_of_a_visit_says_that_its_interpreter_is_absent_and_shows_who_could_come(liu_fang, wang_li):
    visit = make_covered_visit(wang_li, heihe(14))
    Absence.objects.create(interpreter=wang_li, starts=heihe(13), ends=heihe(18), reason="sick", noted_at=NOW)
    answer = client_of(liu_fang).get(f"/desk/visits/{visit.pk}/")
    assert answer.context["left"] == {"opening"}
    assert 'class="tag cinnabar"' in answer.content.decode()
