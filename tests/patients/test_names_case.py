"""Capitals of an internal passport → the case of a record."""

from datetime import date

import pytest

from patients import mrz
from patients.names.case import ordinary
from patients.proposals import from_reading
from tests.patients.zones import INTERNAL


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("ИВАНОВА-ПЕТРОВА", "Иванова-Петрова"),
        ("ДЕ ЛА КРУС", "де ла Крус"),
        ("ФОН БЕРГ", "фон Берг"),
        ("ВАН", "Ван"),
        ("МАМЕД ОГЛЫ", "Мамед оглы"),
        ("ЁЛКИНА", "Ёлкина"),
        ("О'НИЛ", "О'Нил"),
        ("", ""),
    ],
)
def test_capitals_become_a_name(read, written) -> None:
    assert ordinary(read) == written


@pytest.mark.parametrize("written", ["де ла Крус", "МакГрегор", "иванова"])
def test_what_a_person_wrote_stays(written) -> None:
    assert ordinary(written) == written


def test_the_internal_passport_gives_names_as_they_are_written_and_still_read() -> None:
    filled = from_reading(mrz.read("\n".join(INTERNAL), today=date(2026, 11, 24)))
    assert [filled.text(name) for name in ("surname_ru", "given_ru", "patronymic_ru")] == ["Здрилюк", "Сергей", "Анатольевич"]
    assert {filled.origins[name] for name in ("surname_ru", "given_ru", "patronymic_ru")} == {"read"}
