"""The pages of a group's list: taken in, put right in place, registered in one go."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from patients.models import Group, Patient
from tests.bus import pasted, people, workbook
from tests.cast import client_of
from tests.make import TODAY, make_document, make_patient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
FACTS = {"name": "Автобус", "agency": "Амур-Тур", "entry_date": "2026-11-24", "basis": "visa_free"}


@pytest.fixture
def tuesday(time_machine) -> None:
    time_machine.move_to("2026-11-24T02:20:00+00:00")


@pytest.fixture
def desk(liu_fang) -> Client:
    return client_of(liu_fang)


def take_in(desk: Client, text: str) -> Group:
    answer = desk.post("/patients/arrivals/", {**FACTS, "pasted": text})
    assert answer.status_code == 302
    return Group.objects.latest("pk")


def test_a_workbook_becomes_rows_and_fifty_people_by_two_clicks(desk) -> None:
    file = SimpleUploadedFile("список.xlsx", workbook(people(50)))
    answer = desk.post("/patients/arrivals/", {**FACTS, "name": "", "file": file}, follow=True)
    assert 'id="register-all"' in answer.content.decode()
    assert Group.objects.get().name == "список"
    desk.post(f"/patients/arrivals/{Group.objects.get().pk}/register/")
    assert (Patient.objects.count(), Patient.objects.filter(stays__entry_date=TODAY).count()) == (50, 50)


@pytest.mark.parametrize("number", [3, 50])
def test_the_page_of_a_list_asks_the_same_queries_for_three_and_for_fifty(desk, number, django_assert_max_num_queries) -> None:
    group = take_in(desk, pasted(people(number)))
    with django_assert_max_num_queries(10):
        desk.get(f"/patients/arrivals/{group.pk}/")


def test_a_refused_file_says_why_beside_the_field_and_keeps_what_was_typed(desk) -> None:
    answer = desk.post("/patients/arrivals/", {**FACTS, "file": SimpleUploadedFile("a.xlsx", b"MZ\x90")}, headers={"accept-language": "en"})
    assert (answer.status_code, "id_file_error" in answer.content.decode(), "Амур-Тур" in answer.content.decode()) == (422, True, True)


def test_a_row_is_put_right_in_place_and_the_counters_follow(desk) -> None:
    group = take_in(desk, "ФИО\tДата рождения\tПаспорт\nИванов Пётр\t31.02.1970\t761234567\n")
    line = group.lines.get()
    answer = desk.post(f"/patients/arrivals/{group.pk}/rows/{line.pk}/", {f"c-{line.pk}-birth_date": "28.2.1970", f"d-{line.pk}": ""})
    html = answer.content.decode()
    assert 'value="1970-02-28"' in html
    assert 'hx-swap-oob="true"' in html
    assert 'id="register-all"' in html


def test_without_script_the_whole_page_is_saved_and_nothing_that_was_proposed_becomes_a_fact(desk) -> None:
    group = take_in(desk, "ФИО\tДата рождения\tПаспорт\nИванов Пётр Ильич\t1.2.1970\t761234567\n")
    html = desk.get(f"/patients/arrivals/{group.pk}/").content.decode()
    cells = dict(re.findall(r'<input class="cell"[^>]* name="([^"]+)" value="([^"]*)"', html))
    line = group.lines.get()
    desk.post(f"/patients/arrivals/{group.pk}/", {**cells, f"c-{line.pk}-sex": "M", f"c-{line.pk}-phone": "8 914 555-41-27"})
    html = desk.get(f"/patients/arrivals/{group.pk}/").content.decode()
    assert 'value="+79145554127"' in html
    assert 'placeholder="IVANOV"' in html


def test_who_it_is_may_only_be_somebody_whom_the_page_offers(desk) -> None:
    stranger = make_patient(surname_ru="Белова", birth_date=date(1990, 1, 1))
    group = take_in(desk, "ФИО\tДата рождения\tПаспорт\nИванов Пётр\t1.2.1970\t761234567\n")
    line = group.lines.get()
    desk.post(f"/patients/arrivals/{group.pk}/rows/{line.pk}/", {f"d-{line.pk}": f"known:{stranger.pk}"})
    line.refresh_from_db()
    assert (line.decision, line.patient) == ("", None)


def test_a_known_passport_is_shown_with_its_record(desk) -> None:
    elena = make_patient()
    make_document(elena)
    group = take_in(desk, "ФИО\tДата рождения\tПаспорт\nКовалёва Елена\t2.4.1968\t751234567\n")
    html = desk.get(f"/patients/arrivals/{group.pk}/", {"only": "known"}).content.decode()
    assert (elena.mrn in html, "751234567" in html) == (True, True)


def test_columns_that_nobody_knows_are_shown_and_can_be_named(desk) -> None:
    group = take_in(desk, "Кто\tКогда\tЧто\nrow\tx\ty\nИванов Пётр\t1.2.1970\tболит спина\n")
    desk.post(f"/patients/arrivals/{group.pk}/columns/", {"column-0": "name", "column-1": "birth_date", "column-2": "remarks"})
    assert 'value="1970-02-01"' in desk.get(f"/patients/arrivals/{group.pk}/").content.decode()


def test_another_sheet_of_the_file_can_be_taken(desk) -> None:
    group = take_in(desk, pasted(people(2)))
    desk.post(f"/patients/arrivals/{group.pk}/sheet/", {"sheet": "7"})
    assert group.lines.count() == 2


def test_the_rest_of_a_list_can_be_thrown_away(desk) -> None:
    group = take_in(desk, pasted(people(2)))
    desk.post(f"/patients/arrivals/{group.pk}/throw-away/")
    assert not Group.objects.exists()


def test_the_template_is_a_workbook(desk) -> None:
    answer = desk.get("/patients/arrivals/template.xlsx")
    assert (answer["Content-Type"].endswith("sheet"), answer.content[:2]) == (True, b"PK")


def test_an_upload_that_nobody_wants_is_cut_off(desk) -> None:
    answer = desk.post("/patients/arrivals/", {**FACTS, "file": SimpleUploadedFile("a.csv", b"a;b\n" * 2_200_000)})
    assert answer.status_code in (400, 413)


def test_of_a_long_list_what_asks_for_a_person_comes_first(desk) -> None:
    rows = [list(row) for row in people(70)]
    rows[68][2] = "31.02.1970"
    group = take_in(desk, pasted([tuple(row) for row in rows]))
    html = desk.get(f"/patients/arrivals/{group.pk}/").content.decode()
    wrong, first = (group.lines.get(number=number).pk for number in (70, 2))
    assert 0 < html.index(f'id="row-{wrong}"') < html.index(f'id="row-{first}"')


def test_a_cell_with_signs_alone_is_told_in_its_row(desk) -> None:
    row = list(people(1)[0])
    row[1] = "???"
    group = take_in(desk, pasted([tuple(row)]))
    html = desk.get(f"/patients/arrivals/{group.pk}/").content.decode()
    assert f'id="s-{group.lines.get().pk}-surname_ru"' in html
