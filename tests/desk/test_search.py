"""The one box."""

import pytest
import time_machine
from django.test import Client

from clinic.accounts.models import User
from clinic.departments.models import Practitioner
from interpreters.models import Interpreter
from patients.models import Patient
from tests.cast import client_of
from tests.make import NOW, make_document, make_patient

pytestmark = pytest.mark.django_db

PASSPORT = "P<RUSSOLOVEVA<<NATALIA<<<<<<<<<<<<<<<<<<<<<<\n7582146393RUS7103140F3308268<<<<<<<<<<<<<<06"


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_one_hit_opens_the_patient(liu_fang: User, elena: Patient) -> None:
    assert client_of(liu_fang).post("/desk/search/", {"q": elena.mrn})["Location"] == f"/chart/{elena.mrn}/"


def test_several_hits_are_listed(liu_fang: User, elena: Patient) -> None:
    sister = make_patient(given_ru="Ольга", given_latin="OLGA")
    hits = client_of(liu_fang).post("/desk/search/", {"q": "Ковалёва"}).context["hits"]
    assert {hit.patient for hit in hits} == {elena, sister}


def test_nobody_found_offers_the_registration(liu_fang: User) -> None:
    assert "/register/" in client_of(liu_fang).post("/desk/search/", {"q": "Преображенская"}).content.decode()


def test_a_known_passport_opens_its_owner(liu_fang: User, elena: Patient) -> None:
    make_document(elena, "758214639")
    assert client_of(liu_fang).post("/desk/search/", {"q": PASSPORT})["Location"] == f"/chart/{elena.mrn}/"


def test_an_unknown_passport_goes_on_to_the_registration_with_what_was_read(liu_fang: User) -> None:
    answer = client_of(liu_fang).post("/desk/search/", {"q": PASSPORT})
    assert (answer.status_code, answer["Location"]) == (307, "/patients/register/")


def test_the_second_of_two_fields_wins_because_it_holds_all_lines(liu_fang: User, elena: Patient) -> None:
    make_document(elena, "758214639")
    assert client_of(liu_fang).post("/desk/search/", {"q": ["", PASSPORT]})["Location"] == f"/chart/{elena.mrn}/"


def test_a_doctor_is_told_that_a_passport_is_not_registered(zhang_haibo: Practitioner) -> None:
    assert client_of(zhang_haibo.user).post("/desk/search/", {"q": PASSPORT})["Location"] == "/desk/"


def test_a_passport_never_stands_in_an_address(liu_fang: User) -> None:
    assert client_of(liu_fang).get("/desk/search/?q=758214639").url == "/desk/"


def test_the_list_under_the_box_names_record_and_birth_date(liu_fang: User, elena: Patient) -> None:
    part = client_of(liu_fang).post("/desk/suggest/", {"q": "KOVAL"}).content.decode()
    assert elena.mrn in part
    assert "1968-04-02" in part


def test_while_a_passport_is_being_read_nothing_is_suggested(liu_fang: User) -> None:
    assert client_of(liu_fang).post("/desk/suggest/", {"q": PASSPORT}).content == b""


@pytest.mark.parametrize("text", ["", "   ", "\x00", "😀" * 50, "а" * 10_000, "%_%", "'; drop table", "<<<<", "٣٤٥"])
def test_nonsense_in_the_box_finds_nobody_and_breaks_nothing(text: str, liu_fang: User) -> None:
    client = client_of(liu_fang)
    assert {client.post(f"/desk/{door}/", {"q": text}).status_code for door in ("search", "suggest")} == {200}


@pytest.mark.parametrize("door", ["search", "suggest"])
def test_an_interpreter_cannot_search_the_house(door: str, wang_li: Interpreter) -> None:
    assert client_of(wang_li.user).post(f"/desk/{door}/", {"q": "Ковалёва"}).status_code == 403


@pytest.mark.parametrize("door", ["search", "suggest"])
def test_a_stranger_cannot_search_the_house(door: str, stranger: Client) -> None:
    assert stranger.post(f"/desk/{door}/", {"q": "Ковалёва"}).status_code == 302
