"""What a row says of a person, and what is only proposed."""

from datetime import date

import pytest

from patients.lists import Shared, corrected, propose, read_row
from patients.lists.dates import read_day
from patients.lists.whole_names import in_parts

TODAY = date(2026, 11, 24)
SHARED = Shared(entry_date=TODAY)


@pytest.mark.parametrize(
    "text",
    ["02.04.1968", "2.4.1968 г.", "1968-04-02", "1968/04/02", "1968年4月2日", "19680402", "2 апреля 1968 г.", "02-апр-1968", "2 Apr 1968",
     "April 2, 1968", "24930", "24930.0", "02.04.68", "1968-04-02 00:00:00", "02/04/1968"],
)  # fmt: skip
def test_a_day_is_read_in_many_writings(text) -> None:
    assert read_day(text, today=TODAY).value == date(1968, 4, 2)


@pytest.mark.parametrize("text", ["31.02.1970", "1968", "12345678901", "Иванов", "0.0.0", "99999", "", "-", "1968-04", "=NOW()"])
def test_what_is_no_day_is_not_made_one(text) -> None:
    assert read_day(text, today=TODAY) is None


def test_two_figures_of_a_year_are_past_for_a_birth_and_to_come_for_a_passport() -> None:
    assert read_day("01.05.31", today=TODAY).value.year == 1931
    assert read_day("01.05.31", today=TODAY, future=True).value.year == 2031


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ковалёва Елена Сергеевна", {"surname_ru": "Ковалёва", "given_ru": "Елена", "patronymic_ru": "Сергеевна"}),
        ("Елена Сергеевна Ковалёва", {"surname_ru": "Ковалёва", "given_ru": "Елена", "patronymic_ru": "Сергеевна"}),
        ("12. ИВАНОВ ПЁТР", {"surname_ru": "Иванов", "given_ru": "Пётр"}),
        ("Mrs KOVALEVA/ELENA", {"surname_latin": "KOVALEVA", "given_latin": "ELENA"}),
        ("Салтыкова-Щедрина Анна-Мария", {"surname_ru": "Салтыкова-Щедрина", "given_ru": "Анна-Мария"}),
        ("Ковалёва Елена (KOVALEVA ELENA) 叶连娜", {"surname_ru": "Ковалёва", "given_ru": "Елена", "surname_latin": "KOVALEVA",
                                                   "given_latin": "ELENA", "chinese_name": "叶连娜"}),
    ],
)  # fmt: skip
def test_a_whole_name_comes_apart_in_each_alphabet(text, expected) -> None:
    assert in_parts(text) == expected


def test_a_visa_with_its_last_day_says_two_things() -> None:
    entry = read_row(["виза до 01.03.2027"], ["basis"], today=TODAY)
    assert entry.values == {"basis": "visa", "last_day": "2027-03-01"}


def test_a_passport_is_found_among_the_words_around_it() -> None:
    entry = read_row(["загран. 75 № 1234567 до 01.05.2031"], ["document_number"], today=TODAY)
    assert (entry.values["document_number"], entry.values["expiry_date"]) == ("751234567", "2031-05-01")


def test_passport_lines_in_a_cell_are_read_and_a_wrong_check_digit_is_told() -> None:
    lines = "P<RUSSOLOVEVA<<NATALIA<<<<<<<<<<<<<<<<<<<<<<\n7582146393RUS7103140F3308268<<<<<<<<<<<<<<06"
    entry = read_row([lines], ["mrz"], today=TODAY)
    assert (entry.values["surname_latin"], entry.values["document_number"], entry.notes) == ("SOLOVEVA", "758214639", {})
    assert read_row([lines.replace("7582146393", "7582146394")], ["mrz"], today=TODAY).notes["document_number"] == "check_digit"


def test_the_sex_is_proposed_from_the_patronymic_and_marked() -> None:
    proposed = propose(read_row(["Ковалёва Елена Сергеевна"], ["name"], today=TODAY), SHARED, today=TODAY)
    assert (proposed.new.sex, proposed.guessed["sex"], proposed.warnings["sex"]) == ("F", "F", "sex_proposed")


def test_three_alphabets_are_proposed_and_what_was_written_stays() -> None:
    entry = read_row(["Ковалёва Елена", "KOVALYOVA"], ["name", "surname"], today=TODAY)
    new = propose(entry, SHARED, today=TODAY).new
    assert (new.surname_latin, new.given_latin, new.chinese_name) == ("KOVALYOVA", "ELENA", "叶连娜·科瓦廖娃")


def test_what_cannot_be_true_is_named_beside_its_cell() -> None:
    entry = read_row(["Иванов Иван", "31.02.1970", "12345"], ["name", "birth_date", "document_number"], today=TODAY)
    errors = propose(entry, SHARED, today=TODAY).errors
    assert errors == {"birth_date": "date_not_understood", "document_number": "russian_passport_nine_digits"}


def test_a_correction_stands_over_what_was_read() -> None:
    entry = read_row(["Иванов Иван", "31.02.1970"], ["name", "birth_date"], today=TODAY)
    better = corrected(entry, {"birth_date": "28.02.70", "given_ru": ""}, today=TODAY)
    assert (better.values, better.notes) == ({"surname_ru": "Иванов", "birth_date": "1970-02-28"}, {})


def test_one_name_alone_asks_whether_it_is_all() -> None:
    assert propose(read_row(["Ткаченко"], ["surname"], today=TODAY), SHARED, today=TODAY).warnings["given_ru"] == "given_missing"


@pytest.mark.parametrize(
    ("column", "cell"), [("name", "surname_ru"), ("surname", "surname_ru"), ("given", "given_ru"), ("document_number", "document_number")]
)
@pytest.mark.parametrize("text", ["---", "???", "🙂", "…"])
def test_a_cell_with_signs_alone_is_told_beside_it(column, cell, text) -> None:
    entry = read_row([text], [column], today=TODAY)
    assert (entry.values, entry.notes) == ({}, {cell: "only_signs"})
    assert propose(entry, SHARED, today=TODAY).warnings[cell] == "only_signs"


@pytest.mark.parametrize(
    "column", ["patronymic", "expiry_date", "phone", "email", "nationality", "basis", "sex", "remarks", "chinese_name"]
)
def test_a_dash_where_nothing_is_needed_is_nothing(column) -> None:
    assert read_row(["—"], [column], today=TODAY) == read_row([""], [column], today=TODAY)


@pytest.mark.parametrize("text", ["???", "🙂", "<"])
def test_a_sign_is_no_sex(text) -> None:
    assert read_row([text], ["sex"], today=TODAY).notes == {"sex": "sex_not_understood"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ковалёва Елена ???", True),
        ("Ковалёва Елена 2", True),
        ("🙂 Ковалёва", True),
        ("Ковалёва — Елена", False),
        ("12. Ковалёва Елена", False),
        ("Mrs. KOVALEVA/ELENA", False),
    ],
)
def test_what_stands_beside_a_name_is_told(text, told) -> None:
    assert ("not_all_read" in read_row([text], ["name"], today=TODAY).notes.values()) is told


def test_an_address_that_is_none_is_an_error_of_its_cell() -> None:
    proposed = propose(read_row(["нет почты"], ["email"], today=TODAY), SHARED, today=TODAY)
    assert proposed.errors["email"] == "email_form"
