"""The pages of a plan as the desk and the coordinator use them."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from clinic.coordination.models import DayProposal
from clinic.visits import scheduling
from clinic.visits.models import Visit
from interpreters.models import Absence, Booking
from interpreters.wording import UNCOVERED
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe, make_interpreter, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def standing_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


def door(name: str, *keys: object) -> str:
    return reverse(f"interpreters:{name}", args=keys)


def page(desk, **sent) -> str:
    return desk.post(door("plan"), {"day": TODAY, **sent}, follow=True).content.decode()


def test_reading_the_page_plans_nothing(desk):
    assert desk.get(door("plan"), {"day": TODAY}).status_code == 200
    assert not DayProposal.objects.exists()


def test_the_proposal_stands_beside_today_and_is_accepted(desk, wang_li):
    visit = make_visit(starts=heihe(14))
    assert visit.ticket in page(desk)
    answer = desk.post(door("accept", DayProposal.objects.get().pk), {"day": TODAY}, follow=True)
    assert Visit.objects.get(pk=visit.pk).booking.interpreter_id == wang_li.pk
    assert answer.context["page"].not_looked == ((wang_li, 1),)


def test_who_is_uncovered_and_why_is_said_in_words(desk, wang_li):
    make_visit(starts=heihe(14), interpreter_sex="M")
    shown = page(desk)
    with translation.override("zh-hans"):
        assert str(UNCOVERED["sex"])[1:] in shown


def test_a_day_that_moved_names_what_moved_and_shows_a_new_proposal(desk, wang_li):
    make_visit(starts=heihe(14))
    page(desk)
    first = DayProposal.objects.get()
    new = make_visit(starts=heihe(15))
    answer = desk.post(door("accept", first.pk), {"day": TODAY}, follow=True)
    assert new.ticket in str(next(iter(answer.context["messages"])))
    assert DayProposal.objects.get().pk != first.pk
    assert not Booking.objects.exists()


def test_a_second_click_on_accept_changes_nothing(desk, wang_li):
    make_visit(starts=heihe(14))
    page(desk)
    for _ in range(2):
        desk.post(door("accept", DayProposal.objects.get().pk), {"day": TODAY})
    assert Booking.objects.count() == 1


def test_leaving_the_day_as_it_is_leaves_nothing(desk, wang_li):
    make_visit(starts=heihe(14))
    page(desk)
    desk.post(door("drop", DayProposal.objects.get().pk), {"day": TODAY})
    assert not DayProposal.objects.exists()
    assert not Booking.objects.exists()


def test_a_proposal_that_is_gone_leads_to_the_board(desk):
    assert desk.get(door("proposal", 999)).status_code == 302
    assert desk.post(door("accept", 999), {"day": TODAY}).status_code == 302


def test_away_for_the_day_is_one_tap_on_the_page_of_who_is_away(desk, wang_li):
    other, visit = make_interpreter(name_zh_hans="陈静"), make_visit(starts=heihe(14))
    scheduling.assign(visit.pk, wang_li.pk, by_id=None, now=NOW)
    assert f'id="day-{wang_li.pk}"' in desk.get(door("absent"), {"day": TODAY}).content.decode()
    desk.post(door("away", wang_li.pk), {"day": TODAY, "until": "day"})
    assert Absence.objects.get().reason == "sick"
    desk.post(door("accept", DayProposal.objects.get().pk), {"day": TODAY})
    assert Visit.objects.get(pk=visit.pk).booking.interpreter_id == other.pk


def test_back_again_is_one_tap_too(desk, wang_li):
    desk.post(door("away", wang_li.pk), {"day": TODAY, "until": "day"})
    assert f'id="back-{wang_li.pk}"' in desk.get(door("absent"), {"day": TODAY}).content.decode()
    desk.post(door("back", wang_li.pk), {"day": TODAY})
    assert not Absence.objects.filter(ends__gt=NOW).exists()


@pytest.mark.parametrize(("kept", "offered"), [("1", "0"), ("0", "1")])
def test_the_page_of_a_visit_keeps_its_interpreter_by_hand_and_lets_her_go(desk, wang_li, kept, offered):
    visit = make_covered_visit(wang_li, heihe(14))
    here = reverse("desk:visit", args=[visit.pk])
    shown = desk.post(door("keep", visit.booking_id), {"kept": kept, "next": here}, follow=True).content.decode()
    assert f'name="kept" value="{offered}"' in shown


def test_keeping_one_by_hand_plans_anew_around_it(desk, wang_li):
    visit = make_visit(starts=heihe(14))
    scheduling.assign(visit.pk, wang_li.pk, by_id=None, now=NOW)
    page(desk, keep=Booking.objects.get().pk)
    assert Booking.objects.get().locked


def test_whoever_is_absent_cannot_be_kept_by_hand(desk, wang_li):
    make_interpreter(name_zh_hans="陈静")
    make_covered_visit(wang_li, heihe(14))
    shown = desk.post(door("away", wang_li.pk), {"day": TODAY, "until": "day"}, follow=True)
    assert [one.away for one in shown.context["page"].passed_on] == [True]
    assert 'name="keep"' not in shown.content.decode()


def test_an_absence_of_full_days_is_written_without_midnights(desk, wang_li):
    Absence.objects.create(interpreter=wang_li, starts=heihe(0), ends=heihe(0) + timedelta(days=2), reason="sick", noted_at=NOW)
    shown = desk.get(door("absent"), {"day": TODAY}).content.decode()
    assert "11-24 (二) – 11-25 (三)" in shown
    assert "00:00" not in shown[shown.index("who-is-away") :]


def test_a_lock_is_let_go_again(desk, wang_li):
    scheduling.assign(make_visit(starts=heihe(14)).pk, wang_li.pk, by_id=None, now=NOW)
    booking = Booking.objects.get()
    for kept, locked in (("1", True), ("0", False)):
        desk.post(door("keep", booking.pk), {"kept": kept})
        booking.refresh_from_db()
        assert booking.locked is locked


@pytest.mark.parametrize("role", ["interpreter", "practitioner", "pharmacist", "director"])
def test_whoever_does_not_assign_does_not_plan(role, wang_li):
    client = client_of(make_user(role))
    answers = [client.post(door("plan")), client.post(door("away", wang_li.pk)), client.get(door("absent"))]
    assert {answer.status_code for answer in answers} == {403}
    assert not Absence.objects.exists()


@pytest.mark.parametrize("visits", [1, 8])
def test_a_proposal_costs_the_same_queries_for_any_day(desk, wang_li, visits, django_assert_max_num_queries):
    for number in range(visits):
        make_visit(starts=heihe(13 + number // 4, number % 4 * 15))
    page(desk)
    with django_assert_max_num_queries(12):
        desk.get(door("proposal", DayProposal.objects.get().pk))


def test_of_a_day_that_is_not_known_yet_nobody_is_said_to_have_looked(desk, wang_li):
    tomorrow = TODAY + timedelta(days=1)
    make_visit(starts=heihe(14, day=tomorrow))
    shown = desk.post(door("plan"), {"day": tomorrow}, follow=True).context["page"]
    answer = desk.post(door("accept", shown.proposal.pk), {"day": tomorrow}, follow=True)
    assert (answer.context["page"].day_is_known, answer.context["page"].not_looked) == (False, ())
