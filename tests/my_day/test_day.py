"""The page: her own patients, what she may know of them, and nothing else."""

import re
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from clinic.my_day import phrases
from clinic.my_day.day import my_day_of
from clinic.my_day.views.app import SHELL
from interpreters import telling
from interpreters.models import Booking, Interpreter
from patients.models import Fact
from tests.cast import client_of
from tests.make import NOW, TODAY, heihe, make_document, make_interpreter, make_patient, make_user
from tests.my_day.make import make_window
from tests.plans.shelf import make_signed_plan

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def _at_twenty_past_ten() -> Generator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(interpreter: Interpreter) -> str:
    return client_of(interpreter.user).get("/my-day/").content.decode()


def test_it_shows_own_patients_only(wang_li, elena):
    make_window(wang_li, heihe(10, 30), patient=elena)
    make_window(make_interpreter(name_zh_hans="李雪梅"), heihe(10, 30), patient=make_patient(surname_ru="Журавлёв"))
    page = page_of(wang_li)
    assert ("Ковалёва" in page, "Журавлёв" in page) == (True, False)


def test_it_shows_neither_passport_nor_phone_nor_chart(wang_li):
    elena = make_patient(phone="+79145554127")
    make_document(elena, "751234567")
    make_window(wang_li, heihe(10, 30), patient=elena)
    assert not re.search(rf"751234567|4567|5554127|/chart/|{elena.mrn}", page_of(wang_li))


def test_she_is_told_how_to_speak_to_the_patient(wang_li):
    make_window(wang_li, heihe(10, 30))
    assert "Елена Сергеевна" in page_of(wang_li)


def test_the_brief_names_complaint_plan_course_and_allergies_in_both_languages(wang_li, elena, zhang_haibo):
    plan = make_signed_plan(zhang_haibo, elena)
    Fact.objects.create(patient=elena, kind="allergy", text="пенициллин", text_zh="青霉素", noted_at=NOW)
    make_window(wang_li, heihe(10, 30), patient=elena, complaint="болит спина", plan=plan, step=plan.steps.get(), session_number=3)
    page = page_of(wang_li)
    wanted = ("болит спина", "пенициллин", "青霉素", "推拿", "массаж туйна", plan.diagnosis.name_ru, plan.diagnosis.name_zh_hans)
    assert [word for word in wanted if word not in page] == []


def test_an_account_without_an_interpreter_sees_an_empty_day():
    assert client_of(make_user("admin")).get("/my-day/").context["mine"].next is None


def test_late_moves_what_she_sees_of_the_next_windows(wang_li):
    first, second = make_window(wang_li, heihe(10, 30)), make_window(wang_li, heihe(11), patient=make_patient())
    telling.late(first.booking_id, 10, by_id=None, now=NOW)
    assert [turn.behind for turn in my_day_of(wang_li.pk, TODAY, NOW).turns] == [10, 10]
    assert second.booking.starts == Booking.objects.get(pk=second.booking_id).starts


def test_a_window_waits_a_quarter_of_an_hour_for_the_tap_that_ends_it(wang_li):
    visit = make_window(wang_li, heihe(10), 10, state="in_treatment")
    shown = [bool(my_day_of(wang_li.pk, TODAY, heihe(10, minute)).turns) for minute in (10, 24, 25)]
    assert (shown, visit.state) == ([True, True, False], "in_treatment")


def test_both_windows_of_one_visit_stand_in_her_day(wang_li):
    visit = make_window(
        wang_li, heihe(10, 30), ends=heihe(11), window_ends=heihe(10, 40), closing_starts=heihe(10, 50), closing_ends=heihe(11)
    )
    Booking.objects.filter(pk=visit.booking_id).update(ends=heihe(10, 40))
    visit.closing_booking = Booking.objects.create(
        interpreter=wang_li, starts=heihe(10, 50), ends=heihe(11), place="302", floor=3, booked_at=NOW
    )
    visit.save()
    turns = my_day_of(wang_li.pk, TODAY, NOW).turns
    assert [(turn.visit.pk, turn.closing) for turn in turns] == [(visit.pk, False), (visit.pk, True)]


def test_a_page_that_shows_all_this_already_gets_no_answer_to_draw(wang_li):
    make_window(wang_li, heihe(10, 30))
    client = client_of(wang_li.user)
    version = client.get("/my-day/").context["version"]
    same = client.get("/my-day/", {"shown": version}).status_code
    Booking.objects.update(late_minutes=5)
    assert (same, client.get("/my-day/", {"shown": version}).status_code) == (204, 200)


@pytest.mark.parametrize("visits", [1, 12])
def test_it_costs_the_same_queries_however_full(visits, wang_li, django_assert_num_queries):
    for number in range(visits):
        make_window(wang_li, heihe(10, 30) + timedelta(minutes=35 * number), patient=make_patient())
    client = client_of(wang_li.user)
    with django_assert_num_queries(15):
        assert len(client.get("/my-day/").context["mine"].turns) == visits


def test_another_day_is_shown_when_asked_and_nonsense_is_today(wang_li):
    client = client_of(wang_li.user)
    days = [client.get("/my-day/", {"day": asked}).context["mine"].day for asked in ("2026-11-25", "2026-13-45", "9999-12-31")]
    assert days == [TODAY + timedelta(days=1), TODAY, TODAY]


def test_every_phrase_said_first_ships_with_the_phrasebook():
    shipped = (ROOT / "clinic/reference/data/tcm/phrasebook.csv").read_text(encoding="utf-8")
    wanted = {code for codes in phrases.FIRST.values() for code in codes}
    assert {code for code in wanted if f"\n{code}," not in shipped} == set()


def test_everything_the_two_pages_load_is_kept_for_the_hours_without_network(wang_li):
    client = client_of(wang_li.user)
    pages = client.get("/my-day/").content.decode() + client.get("/my-day/phrases/").content.decode()
    loaded = set(re.findall(r'/static/([^"#?]+)', pages))
    assert {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name) for name in loaded} - set(SHELL) == set()


def test_worker_and_manifest_say_nothing_of_anybody(stranger):
    told = [stranger.get(f"/my-day/{name}") for name in ("worker.js", "app.webmanifest")]
    assert [answer["Content-Type"] for answer in told] == ["text/javascript", "application/manifest+json"]
    assert told[1].json()["start_url"] == "/my-day/"


def test_what_a_phone_keeps_goes_when_she_signs_out(wang_li):
    assert client_of(wang_li.user).post("/account/sign-out/")["Clear-Site-Data"] == '"storage"'


def test_names_stand_in_the_readers_language_and_else_in_one_that_there_is(wang_li):
    visit = make_window(wang_li, heihe(10, 30))
    visit.service.name_ru, visit.service.name_en = "массаж спины", ""
    visit.service.save()
    (turn,) = my_day_of(wang_li.pk, TODAY, NOW).turns
    assert [turn.visit.service(language) for language in ("ru", "en", "zh-hans")] == ["массаж спины", *[visit.service.name_zh_hans] * 2]


def test_an_empty_day_to_come_is_not_called_today(wang_li):
    page = client_of(wang_li.user).get("/my-day/", {"day": TODAY + timedelta(days=1)}).content.decode()
    assert "当日没有患者" in page
