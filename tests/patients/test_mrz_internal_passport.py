from datetime import date

import pytest

from patients import mrz
from patients.mrz.internal_passport import decode, split_patronymic
from tests.patients.zones import INTERNAL, TODAY, damaged


def read(lines: tuple[str, ...]) -> mrz.Reading:
    return mrz.read("\n".join(lines), today=TODAY)


def test_the_cyrillic_comes_back_with_the_patronymic():
    document = read(INTERNAL).document
    assert (document.surname, document.given_names, document.patronymic) == ("ЗДРИЛЮК", "СЕРГЕЙ", "АНАТОЛЬЕВИЧ")
    assert document.name_script == "Cyrillic"


def test_series_and_number_are_put_together_from_two_places():
    document = read(INTERNAL).document
    assert (document.series, document.number, document.document_number) == ("3914", "935349", "3914935349")


def test_issue_date_and_department_are_read():
    document = read(INTERNAL).document
    assert (document.issue_date, document.department_code) == (date(2015, 12, 18), "910003")


def test_it_never_expires():
    reading = read(INTERNAL)
    assert (reading.document.expiry_date, reading.expired, reading.valid) == (None, False, True)


def test_digits_of_its_alphabet_are_not_corrected():
    assert read(INTERNAL).corrections == ()


def test_a_zero_in_a_name_is_the_letter():
    reading = read(damaged(INTERNAL, 1, 26, "0"))
    assert (reading.document, reading.corrections) == (read(INTERNAL).document, ((1, 26, "0", "O"),))


def test_the_issue_date_is_not_told_when_its_check_digit_fails():
    reading = read(damaged(INTERNAL, 2, 31, "7"))
    assert reading.document.issue_date is None
    assert reading.problems == ("optional_data_check", "composite_check")


def test_the_whole_alphabet_is_one_to_one():
    assert decode("ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678") == "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"


@pytest.mark.parametrize(
    ("secondary", "parts"),
    [
        ("АННА МАРИЯ ИВАНОВНА", ("АННА МАРИЯ", "ИВАНОВНА")),
        ("РУСТАМ АЛИ ОГЛЫ", ("РУСТАМ", "АЛИ ОГЛЫ")),
        ("АННА", ("АННА", "")),
        ("", ("", "")),
    ],
)
def test_the_last_word_is_the_patronymic(secondary, parts):
    assert split_patronymic(secondary) == parts
