"""Who may open which page of the desk, and what stands on it."""
import pytest
import time_machine
from django.test import Client

from clinic.accounts.models import User
from clinic.audit.models import Reading
from clinic.departments.models import Practitioner
from interpreters.models import Interpreter
from patients.models import Patient
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.make import NOW, heihe, make_document, make_patient, make_visit

pytestmark = pytest.mark.django_db

STAFF_PAGES = ["/desk/", "/desk/interpreters/", "/chart/H26-00001/"]


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("page", [*STAFF_PAGES, "/my-day/", "/components/"])
def test_a_stranger_gets_the_sign_in_page(page: str, stranger: Client) -> None:
    answer = stranger.get(page)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/sign-in/")


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_an_interpreter_may_not_open_the_pages_of_the_desk(page: str, wang_li: Interpreter) -> None:
    make_patient(mrn="H26-00001")
    assert client_of(wang_li.user).get(page).status_code == 403


def test_reception_has_no_day_as_an_interpreter(liu_fang: User) -> None:
    assert client_of(liu_fang).get("/my-day/").status_code == 403


def test_the_desk_shows_a_visit_with_the_name_in_three_alphabets(liu_fang: User, elena: Patient) -> None:
    make_visit(patient=elena)
    page = client_of(liu_fang).get("/desk/").content.decode()
    assert all(name in page for name in ("Ковалёва", "叶连娜·科瓦廖娃", "KOVALEVA ELENA"))


def test_a_page_that_shows_this_board_already_gets_nothing_new(liu_fang: User) -> None:
    make_visit()
    client = client_of(liu_fang)
    version = client.get("/desk/").context["board"].version
    assert client.get(f"/desk/?shown={version}", headers={"HX-Target": "board"}).status_code == 204


def test_the_refreshing_part_comes_without_the_bar(liu_fang: User) -> None:
    make_visit()
    part = client_of(liu_fang).get("/desk/?shown=older", headers={"HX-Target": "board"}).content.decode()
    assert 'id="board"' in part
    assert "<html" not in part


def test_a_nonsense_day_is_today(liu_fang: User) -> None:
    visit = make_visit()
    assert client_of(liu_fang).get("/desk/?day=2026-13-45").context["board"].coming[0].visit == visit


def test_whoever_may_not_change_visits_gets_no_buttons(zhao: User) -> None:
    make_visit()
    assert "/state/" not in client_of(zhao).get("/desk/").content.decode()


def test_opening_a_chart_is_written_down(zhang_haibo: Practitioner, elena: Patient) -> None:
    client_of(zhang_haibo.user).get(f"/chart/{elena.mrn}/")
    look = Reading.objects.get()
    assert (look.by, look.subject, look.subject_id) == (zhang_haibo.user, "chart", elena.pk)


def test_a_refused_look_shows_nothing_and_is_no_look(wang_li: Interpreter, elena: Patient) -> None:
    client_of(wang_li.user).get(f"/chart/{elena.mrn}/")
    assert not Reading.objects.exists()


def test_a_chart_shows_no_passport_number(liu_fang: User, elena: Patient) -> None:
    make_document(elena, "751234567")
    assert "751234567" not in client_of(liu_fang).get(f"/chart/{elena.mrn}/").content.decode()


def test_a_merged_record_leads_to_the_one_it_went_into(liu_fang: User, elena: Patient) -> None:
    twin = make_patient(merged_into=elena)
    assert client_of(liu_fang).get(f"/chart/{twin.mrn}/")["Location"] == f"/chart/{elena.mrn}/"


def test_a_visit_page_shows_both_towns_times(liu_fang: User) -> None:
    visit = make_visit(starts=heihe(10, 30))
    page = client_of(liu_fang).get(f"/desk/visits/{visit.pk}/").content.decode()
    assert "10:30–11:00" in page
    assert "11:30–12:00" in page


@pytest.mark.parametrize("visits", [1, 12])
def test_a_chart_costs_the_same_queries_however_long_the_story(
    visits: int, liu_fang: User, elena: Patient, django_assert_num_queries
) -> None:
    for number in range(visits):
        make_visit(patient=elena, starts=heihe(8, day=NOW.date().replace(day=1 + number)), state="done")
    client = client_of(liu_fang)
    with django_assert_num_queries(22):
        client.get(f"/chart/{elena.mrn}/")


@pytest.mark.parametrize("visits", [1, 12])
def test_the_lanes_cost_the_same_queries_however_full(visits: int, liu_fang: User, wang_li: Interpreter, django_assert_num_queries) -> None:
    for number in range(visits):
        make_covered_visit(wang_li, heihe(11 + number // 3, number % 3 * 15))
    client = client_of(liu_fang)
    with django_assert_num_queries(14):
        client.get("/desk/interpreters/")


def test_the_sheet_of_components_is_for_developers(settings, liu_fang: User) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client_of(liu_fang).get("/components/").status_code == 404


def test_the_sheet_of_components_shows_every_state(settings, liu_fang: User, elena: Patient) -> None:
    settings.DEMO = True
    assert client_of(liu_fang).get("/components/").status_code == 200
