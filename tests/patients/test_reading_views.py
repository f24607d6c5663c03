"""Readings and typed words on their way into the form: nothing typed is overwritten, the page comes back as it was."""

import json

import pytest
import time_machine
from django.urls import reverse

from tests.cast import client_of
from tests.make import NOW, make_document, make_patient
from tests.patients.zones import damaged, passport

pytestmark = pytest.mark.django_db
DESK = reverse("patients:register")
LINES = passport(names="SOLOVEVA<<NATALIA", number="758214639", birth="710314")


@pytest.fixture
def desk(liu_fang):
    with time_machine.travel(NOW, tick=False):
        yield client_of(liu_fang)


def value(answer, name: str) -> str:
    return str(answer.context["form"][name].value() or "")


def test_what_was_typed_stands_and_the_rest_is_filled(desk) -> None:
    answer = desk.post(
        DESK, {"q": "\n".join(LINES), "surname_latin": "SOLOVYOVA", "given_latin": "", "phone": "89145554127", "nationality": "RUS"}
    )
    assert [value(answer, name) for name in ("surname_latin", "given_latin", "phone", "document_number")] == [
        "SOLOVYOVA", "NATALIA", "89145554127", "758214639",
    ]  # fmt: skip
    assert [(d.field, d.read) for d in answer.context["notes"].differences] == [("surname_latin", "SOLOVEVA")]


@pytest.mark.parametrize(("typed", "told"), [("Сидорова", [("surname_ru", "Соловьёва")]), ("Соловьева", [])])
def test_a_russian_surname_that_is_not_the_passports_stands_and_is_told(desk, typed, told) -> None:
    answer = desk.post(DESK, {"q": "\n".join(LINES), "surname_latin": "", "surname_ru": typed, "nationality": "RUS"})
    assert (value(answer, "surname_ru"), [(d.field, d.read) for d in answer.context["notes"].differences]) == (typed, told)


def test_a_known_passport_read_into_a_half_filled_form_leads_nowhere_but_says_whose_it_is(desk) -> None:
    owner = make_patient()
    make_document(owner, "758214639")
    answer = desk.post(DESK, {"q": "\n".join(LINES), "surname_latin": "", "phone": "89145554127"})
    assert (answer.status_code, value(answer, "phone")) == (200, "89145554127")
    assert owner.mrn in answer.content.decode()


def test_a_likely_known_person_with_a_new_passport_is_named_at_once(desk) -> None:
    known = make_patient(
        surname_latin="SOLOVEVA", given_latin="NATALIA", surname_ru="Соловьёва", given_ru="Наталья", birth_date="1971-03-14"
    )
    answer = desk.post(DESK, {"q": "\n".join(LINES)})
    assert [match["patient"] for match in answer.context["matches"]] == [known]
    assert reverse("patients:add_stay", args=[known.mrn]) in answer.content.decode()


def test_another_language_keeps_every_field_and_every_warning(desk) -> None:
    first = desk.post(DESK, {"q": "\n".join(damaged(LINES, 1, 7, "0"))})
    shown = {name: value(first, name) for name in first.context["form"].fields} | {"patronymic_ru": "Игоревна"}
    speak = reverse("set_language") + "?next=" + DESK
    moved = desk.post(speak, shown | {"speak": "ru", "reading_notes": first.context["notes_packed"]})
    assert (moved.status_code, moved.url) == (307, DESK)
    again = desk.post(DESK, shown | {"speak": "ru", "reading_notes": first.context["notes_packed"]})
    assert {name: value(again, name) for name in shown} == shown
    assert (again.context["notes"], again.context["states"]["surname_latin"]) == (first.context["notes"], "read")


@pytest.mark.parametrize(("expiry", "code"), [("251123", "expired"), ("270301", "soon"), ("330826", "")])
def test_a_passport_that_ends_is_told_on_the_form(desk, expiry, code) -> None:
    lines = passport(names="SOLOVEVA<<NATALIA", number="758214639", expiry=expiry)
    assert desk.post(DESK, {"q": "\n".join(lines)}).context["validity"] == code


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("bdfyjdf fyyf", {"surname_ru": "Иванова", "given_ru": "Анна"}),
        ("IVANOV PETR", {"surname_latin": "IVANOV", "given_latin": "PETR"}),
        ("Анна Мария Сергеевна", {"surname_ru": "Анна", "given_ru": "Мария", "patronymic_ru": "Сергеевна"}),
        ("陈大文", {"chinese_name": "陈大文"}),
        ("Юдина 14.03.1971", {"surname_ru": "Юдина", "birth_date": "1971-03-14"}),
        ("75 1234567", {"document_number": "751234567"}),
        ("+7 914 555 41 27", {"phone": "+79145554127"}),
        ("<<<< \0 😀", {}),
    ],
)
def test_words_that_found_nobody_stand_in_the_field_of_their_script(desk, typed, fields) -> None:
    answer = desk.post(DESK, {"q": typed, "typed": "1"})
    assert answer.status_code == 200
    assert {name: value(answer, name) for name in fields} == fields


@pytest.mark.parametrize(
    "notes",
    ["", "\0", "[]", "{}", "[1,2,3,4,5]", '[["x"],[[1]],[],[],[]]', "[" * 5000, json.dumps([[], [["f", "k", "x", "a", "b"]], [], [], []])],
)
def test_notes_that_are_not_ours_are_dropped(desk, notes) -> None:
    answer = desk.post(DESK, {"speak": "ru", "surname_latin": "X", "reading_notes": notes})
    assert (answer.status_code, answer.context["notes"]) == (200, None)
