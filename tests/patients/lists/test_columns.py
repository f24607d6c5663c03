"""Columns are recognised by headings in three languages and by what stands in them."""

from datetime import date

import pytest

from patients.lists import read_file, read_text, recognise
from patients.lists.columns import field_of_heading
from patients.lists.template import template

TODAY = date(2026, 11, 24)


def layout(text: str) -> tuple[str, ...]:
    return recognise(read_text(text)[0].rows, today=TODAY).fields


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Фамилия, имя, отчество", "name"), ("Фамилия (лат.)", "surname"), ("姓名", "name"), ("姓", "surname"), ("Given names", "given"),
        ("Дата рождения (ДД.ММ.ГГГГ)", "birth_date"), ("Д.р.", "birth_date"), ("出生年月日", "birth_date"), ("DOB", "birth_date"),
        ("Срок действия паспорта", "expiry_date"), ("№ загранпаспорта", "document_number"), ("护照号码", "document_number"),
        ("Passport No.", "document_number"), ("Гражданство", "nationality"), ("国籍", "nationality"), ("Пол", "sex"), ("性别", "sex"),
        ("Дата выдачи паспорта", "ignored"), ("№ п/п", "ignored"), ("Жалобы", "remarks"), ("Моб. телефон", "phone"), ("签证", "basis"),
        ("Рост, см", ""), ("Иванов Иван", ""), ("75 1234567", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_heading_names_its_field_in_three_languages(heading, field) -> None:
    assert field_of_heading(heading) == field


def test_titles_above_the_headings_are_not_taken_for_people() -> None:
    rows = read_text("Список группы\t\t\nООО «Амур-Тур»\t\t\nФИО\tДата рождения\tПаспорт\nИванов Иван\t01.02.1970\t751234567")[0].rows
    assert recognise(rows, today=TODAY).heading == 2


def test_a_list_without_headings_is_known_by_its_cells() -> None:
    rows = (
        "1;KOVALEVA ELENA;02.04.1968;751234567;01.05.2031;F;RUS;+7 914 555 41 27",
        "2;IVANOV PETR;1970-01-02;751234568;02.05.2031;M;RUS;89145554128",
    )
    assert layout("\n".join(rows)) == ("", "name", "birth_date", "document_number", "expiry_date", "sex", "nationality", "phone")


def test_single_words_are_surname_given_name_and_patronymic() -> None:
    assert layout("Ковалёва,Елена,Сергеевна,02.04.1968\nИванов,Пётр,Ильич,1970-01-02")[:3] == ("surname", "given", "patronymic")


def test_cyrillic_and_latin_may_stand_side_by_side() -> None:
    fields = layout("Фамилия;Имя;Surname;Given names;Рост\nИванов;Иван;IVANOV;IVAN;180")
    assert fields == ("surname", "given", "surname", "given", "")


@pytest.mark.parametrize("language", ["zh-hans", "ru", "en"])
def test_the_template_is_understood_when_it_comes_back(language) -> None:
    rows = read_file(template(language))[0].rows
    fields = recognise(rows, today=TODAY).fields
    assert "" not in fields
    assert {"surname", "given", "patronymic", "birth_date", "sex", "document_number", "expiry_date", "nationality", "basis"} <= set(fields)
