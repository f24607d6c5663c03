from datetime import date

import pytest

from patients import mrz
from tests.patients import zones
from tests.patients.zones import TODAY, passport


def read(lines: tuple[str, ...], today: date = TODAY) -> mrz.Reading:
    return mrz.read("\n".join(lines), today=today)


@pytest.mark.parametrize("lines", zones.SPECIMENS)
def test_public_specimens_are_valid_as_they_stand(lines):
    reading = read(lines)
    assert (reading.valid, reading.corrections, reading.normalised) == (True, (), ())


@pytest.mark.parametrize(
    ("lines", "layout"),
    [(zones.ICAO_TD3, "TD3"), (zones.ICAO_TD2, "TD2"), (zones.ICAO_TD1, "TD1"), (zones.MRV_A, "MRV-A"), (zones.MRV_B, "MRV-B")],
)
def test_the_layout_follows_from_letter_and_length(lines, layout):
    assert read(lines).document.format == layout


def test_every_field_of_a_russian_passport():
    document = read(zones.RUSSIAN).document
    assert document == mrz.Document(
        format="TD3", document_code="P", issuing_state="RUS", surname="IMIAREK", given_names="EVGENII",
        document_number="110400000", nationality="RUS", birth_date=date(1982, 9, 12), sex="M",
        expiry_date=date(2026, 1, 15), optional_data="", name_script="Latin",
    )


def test_two_given_names_are_parted_by_one_blank():
    assert read(zones.ICAO_TD3).document.given_names == "ANNA MARIA"


def test_optional_data_loses_its_fillers():
    assert read(zones.ICAO_TD3).document.optional_data == "ZE184226B"


@pytest.mark.parametrize("lines", [zones.LONG_TD1, zones.LONG_TD2])
def test_a_long_number_goes_on_in_the_optional_data(lines):
    document = read(lines).document
    assert (document.document_number, document.optional_data) == ("D23145890734", "")


def test_a_long_number_with_a_wrong_digit_is_given_with_its_problem():
    reading = read(zones.damaged(zones.LONG_TD1, 1, 17, "9"))
    assert reading.document.document_number == "D23145890794"
    assert "document_number_check" in reading.problems


def test_visas_have_no_composite_check_digit():
    assert read(zones.damaged(zones.MRV_A, 2, 44, "7")).problems == ()


def test_the_empty_optional_data_may_leave_its_check_digit_empty():
    name_line, data = passport()
    whole = data[:42] + "<"
    over = whole[:10] + whole[13:20] + whole[21:43]
    assert read((name_line, whole + zones.digit(over))).valid


def test_germany_is_a_single_letter():
    document = read(passport(state="D", nationality="D", number="C01X00T47")).document
    assert (document.issuing_state, document.nationality) == ("D", "D")


def test_a_chinese_passport_keeps_the_second_letter_of_its_code():
    assert read(passport(code="PO", state="CHN", number="E12345678")).document.document_code == "PO"


def test_an_unspecified_sex_is_x():
    assert read(passport(sex="<")).document.sex == "X"


def test_a_person_with_one_name_has_no_given_names():
    document = read(passport(names="SUKARNO")).document
    assert (document.surname, document.given_names) == ("SUKARNO", "")


@pytest.mark.parametrize(
    ("names", "cut"),
    [
        ("IVANOVA<<ANNA", ()),
        ("KONSTANTINOPOLSKAIA<<ALEKSANDRAVIKTORIIA", ("given_names",)),
        ("A" * 39, ("surname",)),
        ("A" * 36 + "<<B", ("surname", "given_names")),
    ],
)
def test_a_name_that_fills_its_field_may_be_cut(names, cut):
    assert read(passport(names=names.ljust(39, "A") if cut else names)).truncated == cut


@pytest.mark.parametrize(
    ("birth", "born"),
    [
        ("261122", date(2026, 11, 22)),
        ("261123", date(1926, 11, 23)),
        ("271122", date(1927, 11, 22)),
        ("000229", date(2000, 2, 29)),
    ],
)
def test_the_century_of_birth_is_the_latest_that_does_not_lie_after_today(birth, born):
    assert read(passport(birth=birth)).document.birth_date == born


@pytest.mark.parametrize(
    ("birth", "partial"),
    [("49<<<<", "1949"), ("4905<<", "1949-05"), ("49<<12", "1949"), ("<<<<<<", None), ("2612<<", "1926-12")],
)
def test_unknown_parts_of_a_birth_date_stay_unknown(birth, partial):
    reading = read(passport(birth=birth))
    assert (reading.document.birth_date, reading.document.birth_date_partial, reading.problems) == (None, partial, ())


@pytest.mark.parametrize("birth", ["850230", "851301", "8513<<", "850000"])
def test_a_birth_date_that_does_not_exist_is_refused(birth):
    reading = read(passport(birth=birth))
    assert (reading.document.birth_date, reading.document.birth_date_partial) == (None, None)
    assert reading.problems == ("birth_date_invalid",)


def test_an_expiry_date_that_does_not_exist_is_refused():
    reading = read(passport(expiry="310231"))
    assert (reading.document.expiry_date, reading.problems) == (None, ("expiry_date_invalid",))


@pytest.mark.parametrize(("today", "expired"), [(date(2031, 5, 20), False), (date(2031, 5, 21), True)])
def test_a_passport_is_good_on_its_last_day(today, expired):
    assert read(passport(expiry="310520"), today).expired is expired
