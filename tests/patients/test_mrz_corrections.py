"""What a reader takes for something else, and how the check digits tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import mrz
from tests.patients import zones
from tests.patients.zones import RUSSIAN, TODAY, damaged, passport


def read(lines: tuple[str, ...]) -> mrz.Reading:
    return mrz.read("\n".join(lines), today=TODAY)


@pytest.mark.parametrize(
    ("line", "position", "character"),
    [
        (1, 3, "R"),
        (1, 12, "K"),
        (2, 13, "5"),
        (2, 5, "O"),
        (2, 6, "Q"),
        (2, 1, "I"),
        (2, 14, "B"),
        (2, 22, "Z"),
        (2, 10, "B"),
        (2, 28, "T"),
        (2, 43, "O"),
        (2, 44, "G"),
    ],
)
def test_what_the_type_of_a_field_forbids_is_corrected_and_shown(line, position, character):
    was = RUSSIAN[line - 1][position - 1]
    reading = read(damaged(RUSSIAN, line, position, character))
    assert (reading.document, reading.problems) == (read(RUSSIAN).document, ())
    assert reading.corrections == (() if was == character else ((line, position, character, was),))


def test_digits_in_a_name_become_letters():
    reading = read(passport(names="1VAN0VA<<ANNA"))
    assert (reading.document.surname, reading.problems) == ("IVANOVA", ())
    assert reading.corrections == ((1, 6, "1", "I"), (1, 10, "0", "O"))


def test_a_blank_in_a_run_of_fillers_is_a_filler():
    line = RUSSIAN[0][:30] + "  " + RUSSIAN[0][32:]
    reading = read((line, RUSSIAN[1]))
    assert (reading.document, reading.corrections) == (read(RUSSIAN).document, ((1, 31, " ", "<"), (1, 32, " ", "<")))


@pytest.mark.parametrize("noise", ["K", "C", "S", "L"])
def test_a_letter_inside_the_closing_fillers_is_a_filler(noise):
    reading = read(damaged(RUSSIAN, 1, 35, noise))
    assert (reading.document, reading.corrections) == (read(RUSSIAN).document, ((1, 35, noise, "<"),))


def test_a_given_name_of_one_letter_is_not_taken_for_noise():
    assert read(passport(names="IVANOV<<K")).document.given_names == "K"


def test_a_letter_in_the_empty_optional_data_is_a_filler():
    reading = read(damaged(RUSSIAN, 2, 33, "K"))
    assert (reading.document, reading.corrections) == (read(RUSSIAN).document, ((2, 33, "K", "<"),))


def test_the_check_digit_finds_the_one_letter_that_was_a_digit():
    lines = passport(state="UTO", nationality="UTO", number="AB1230567")
    reading = read(damaged(lines, 2, 6, "O"))
    assert (reading.document.document_number, reading.problems) == ("AB1230567", ())
    assert reading.corrections == ((2, 6, "O", "0"),)


def test_the_check_digit_finds_the_one_digit_that_was_a_letter():
    lines = passport(state="UTO", nationality="UTO", number="XS4493394")
    reading = read(damaged(lines, 2, 2, "5"))
    assert (reading.document.document_number, reading.corrections) == ("XS4493394", ((2, 2, "5", "S"),))


def test_two_candidates_are_left_to_the_desk():
    lines = passport(state="UTO", nationality="UTO", number="044O44393")
    reading = read(damaged(lines, 2, 1, "O"))
    assert reading.document.document_number == "O44O44393"
    assert reading.corrections == ()
    assert reading.problems == ("document_number_check", "composite_check")


def test_two_letters_among_the_digits_are_corrected_together_when_shape_and_check_digit_agree():
    lines = passport(state="KAZ", nationality="KAZ", number="N10345670")
    reading = read(damaged(damaged(lines, 2, 2, "I"), 2, 3, "O"))
    assert (reading.document.document_number, reading.problems) == ("N10345670", ())
    assert reading.corrections == ((2, 2, "I", "1"), (2, 3, "O", "0"))


def test_a_number_that_mixes_letters_and_digits_is_not_forced_into_a_shape():
    lines = passport(state="D<<", nationality="D<<", number="C01X00T47")
    reading = read(damaged(damaged(lines, 2, 3, "L"), 2, 5, "O"))
    assert (reading.corrections, reading.document.document_number) == ((), "C0LXO0T47")
    assert "document_number_check" in reading.problems


def test_two_confusions_and_another_misread_stay_for_the_desk():
    lines = passport(state="KAZ", nationality="KAZ", number="N10345670")
    reading = read(damaged(damaged(damaged(lines, 2, 2, "I"), 2, 3, "O"), 2, 6, "9"))
    assert reading.corrections == ()
    assert "document_number_check" in reading.problems


def test_a_misread_check_digit_does_not_change_the_number():
    # The 8 of this number could be a B for the wrong check digit, but then the composite one objects.
    lines = passport(state="UTO", nationality="UTO", number="F83NEJ3M4")
    reading = read(damaged(lines, 2, 10, "4"))
    assert (reading.document.document_number, reading.corrections) == ("F83NEJ3M4", ())


def test_a_wrong_digit_is_named_and_the_number_given():
    reading = read(damaged(RUSSIAN, 2, 5, "9"))
    assert reading.document.document_number == "110490000"
    assert reading.problems == ("document_number_check", "composite_check")


def test_a_letter_that_no_check_digit_catches_is_still_no_russian_number():
    reading = read(damaged(RUSSIAN, 2, 5, "A"))
    assert "document_number_check" in reading.problems


@pytest.mark.parametrize(
    ("position", "field", "problem"),
    [(15, "birth_date", "birth_date_check"), (23, "expiry_date", "expiry_date_check")],
)
def test_a_date_whose_check_digit_fails_is_not_told(position, field, problem):
    reading = read(damaged(RUSSIAN, 2, position, "9"))
    assert getattr(reading.document, field) is None
    assert reading.problems == (problem, "composite_check")


def test_optional_data_whose_check_fails_is_given_with_its_problem():
    reading = read(damaged(zones.ICAO_TD3, 2, 31, "2"))
    assert reading.document.optional_data == "ZE284226B"
    assert reading.problems == ("optional_data_check", "composite_check")


def test_the_composite_check_digit_stands_for_itself():
    assert read(damaged(RUSSIAN, 2, 44, "7")).problems == ("composite_check",)


@given(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, *range(14, 21), *range(22, 29)]), st.sampled_from("0123456789"))
def test_no_single_wrong_digit_goes_unnoticed(position, character):
    reading = read(damaged(RUSSIAN, 2, position, character))
    same = RUSSIAN[1][position - 1] == character
    assert reading.valid == same


@given(st.integers(1, 44), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"))
def test_no_correction_is_silent(position, character):
    lines = damaged(RUSSIAN, 2, position, character)
    for line, place, was, proposed in read(lines).corrections:
        assert lines[line - 1][place - 1] == was != proposed
