"""Three alphabets at the counter: proposals stand beside the form and are taken with a key or a click."""

import json

from tests.journeys.browser import read_passport


def origins(page) -> dict[str, str]:
    return json.loads(page.input_value("[name=origins]"))


def test_a_name_typed_in_russian_brings_the_other_alphabets(enter) -> None:
    page = enter("liufang")
    page.goto("/patients/register/")
    page.fill("#id_surname_ru", "Журавлёва")
    page.fill("#id_given_ru", "Дарья")
    page.locator("#id_given_latin[placeholder=DARIA]").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#id_chinese_name[data-proposal]").wait_for()
    page.locator("[data-take-all]").click()
    assert (page.input_value("#id_given_latin"), page.input_value("#id_surname_latin")) == ("DARIA", "ZHURAVLEVA")
    assert page.input_value("#id_chinese_name")
    assert origins(page) == {
        "surname_ru": "typed", "given_ru": "typed", "surname_latin": "confirmed", "given_latin": "confirmed", "chinese_name": "confirmed",
    }  # fmt: skip


def test_another_form_is_one_click_away_and_the_latin_of_the_passport_stays(enter) -> None:
    page = enter("liufang")
    read_passport(page)
    page.locator(".choice", has_text="Наталия").click()
    page.locator(".choice[aria-pressed=true]", has_text="Наталия").wait_for()
    assert (page.input_value("#id_given_ru"), page.input_value("#id_given_latin")) == ("Наталия", "NATALIA")
    assert (origins(page)["given_ru"], origins(page)["given_latin"]) == ("confirmed", "read")
    assert page.locator("[data-fill=id_given_latin]").count() == 0
