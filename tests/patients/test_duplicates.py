"""Who is the same and who must never be: pairs that a reception meets."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.duplicates import Identity, Likeness, likeness
from patients.folding import fold_closely
from patients.names import romanise
from patients.names.tables import listed_names

BORN = date(1985, 3, 14)
ANNA = Identity("Иванова Анна Сергеевна", BORN, "F")
PETR = Identity("Иванов Иван Иванович", date(1960, 5, 2), "M")


def with_anna(**changes: object) -> Likeness:
    return likeness(ANNA, replace(ANNA, **changes))


@pytest.mark.parametrize(
    "name",
    [
        "Иванова Анна Сергеевна",
        "Анна Иванова",
        "ИВАНОВА АННА",
        "IVANOVA ANNA",
        "Anna Ivanova",
        "IVANOVA<<ANNA",
        "Аня Иванова",
        "Иванова Анна Сергевна",
        "安娜·伊万诺娃",
        "安娜·谢尔盖耶夫娜·伊万诺娃",
        "安娜伊万诺娃",
    ],
)
def test_the_same_name_on_the_same_birthday_is_the_same_person(name):
    assert with_anna(name=name).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Екатерина Соловьёва", "SOLOVEVA EKATERINA"),
        ("Екатерина Соловьёва", "Solovyeva Yekaterina"),
        ("Юлия Щукина", "SHCHUKINA IULIIA"),
        ("Юлия Щукина", "Schukina Julia"),
        ("Наталья Зайцева", "ZAITSEVA NATALIIA"),
        ("Кузнецова Мария", "KUZNETCOVA MARIIA"),
        ("KUZNETSOVA MARIIA", "玛丽亚·库兹涅佐娃"),
        ("Жумабаева Айгуль", "ZHUMABAEVA AIGUL"),
    ],
)
def test_scripts_and_spellings_do_not_part_a_person(one, other):
    found = likeness(Identity(one, BORN, "F"), Identity(other, BORN, "F"))
    assert found.verdict == "same"


def test_a_slip_in_the_surname_does_not_hide_her():
    assert with_anna(name="Ивонова Анна").verdict == "same"


def test_a_new_passport_is_still_the_same_person():
    old, new = replace(ANNA, document_number="62 1234567"), replace(ANNA, document_number="751234567")
    assert likeness(old, new).verdict == "same"
    assert "document_differs" in likeness(old, new).reasons


def test_the_same_document_is_the_same_person_without_a_birthday():
    found = likeness(Identity("Иванова Анна", None, None, "75 1234567"), replace(ANNA, document_number="751234567"))
    assert (found.verdict, found.reasons[0]) == ("same", "same_document")


@pytest.mark.parametrize("twin", ["Иванова Инна Сергеевна", "Иванова Мария Сергеевна", "IVANOVA MARIIA", "玛丽亚·伊万诺娃"])
def test_twins_are_two(twin):
    assert with_anna(name=twin, phone="+79140000000").verdict == "different"


def test_the_chinese_form_of_two_names_is_no_proof():
    alina, chinese = Identity("Иванова Алина", BORN, "F"), Identity("阿丽娜·伊万诺娃", BORN, "F")
    found = likeness(alina, chinese)
    assert (found.verdict, "ambiguous_name" in found.reasons) == ("maybe", True)


def test_twins_whose_names_are_in_no_list_are_not_the_same():
    assert likeness(Identity("Лейсан Ахметова", BORN, "F"), Identity("Лайсан Ахметова", BORN, "F")).verdict != "same"


@pytest.mark.parametrize(("one", "other"), [("Яна", "Анна"), ("Диана", "Дана"), ("YANA", "Анна"), ("Юлия", "Лилия"), ("Денис", "Данила")])
def test_names_that_only_sound_alike_are_two_people(one, other):
    found = likeness(Identity(f"Иванова {one}", BORN, "F"), Identity(f"Иванова {other}", BORN, "F"))
    assert found.verdict != "same"


def test_a_brother_and_a_sister_are_two():
    found = likeness(Identity("Иванов Евгений", BORN, "M"), Identity("Иванова Евгения", BORN, "F"))
    assert found.verdict != "same"
    assert "sex_differs" in found.reasons


@pytest.mark.parametrize("years", [22, 20, 30])
def test_father_and_son_of_one_name_are_two(years):
    son = replace(PETR, birth_date=PETR.birth_date.replace(year=PETR.birth_date.year + years))
    assert likeness(PETR, son).verdict != "same"


def test_namesakes_are_two():
    found = with_anna(birth_date=date(1991, 11, 2))
    assert (found.verdict, "birth_date_differs" in found.reasons) == ("different", True)


def test_another_patronymic_is_another_person():
    found = with_anna(name="Иванова Анна Петровна")
    assert found.verdict != "same"
    assert "patronymic_differs" in found.reasons


@pytest.mark.parametrize("birth", [date(1985, 3, 15), date(1958, 3, 14), date(1986, 3, 14)])
def test_a_slip_in_the_birthday_is_shown(birth):
    found = with_anna(birth_date=birth)
    assert (found.verdict, "similar_birth_date" in found.reasons) == ("maybe", True)


def test_day_and_month_exchanged_is_shown():
    one, other = replace(ANNA, birth_date=date(1985, 3, 4)), replace(ANNA, birth_date=date(1985, 4, 3))
    assert likeness(one, other).verdict == "maybe"


def test_a_slip_in_the_birthday_beside_another_passport_and_phone_is_a_namesake():
    one = replace(ANNA, document_number="751234567", phone="+79140000001")
    other = replace(ANNA, document_number="620000001", phone="+79160000002", birth_date=date(1985, 3, 15))
    assert likeness(one, other).verdict == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Журавлёва Дарья", "JOURAVLEVA DARIA"),
        ("Шабалин Семён", "CHABALINE SEMEN"),
        ("Уваров Сергей", "OUVAROV SERGUEI"),
        ("Якубович Рахим Потапович", "Рахим Потапович Якубович"),
        ("Вдовенко Алихан Дамирович", "Вдовенко Алихан Дамиронич"),
        ("Юлий Сагитов", "SAGITOV IULII"),
        ("Мамедов Эльчин Гасан оглы", "MAMEDOV ELCHIN"),
        ("Варламова Сэсэг", "VARLAMOVA SESEG"),
    ],
)
def test_older_papers_and_rare_names_are_known_again(one, other):
    assert likeness(Identity(one, BORN, None), Identity(other, BORN, None)).verdict == "same"


@pytest.mark.parametrize(("right", "wrong"), [("Зоя", "Зя"), ("Умида", "Умиад"), ("Ильмира", "Ильмиа"), ("Лада", "Лаа")])
def test_a_slip_in_a_short_given_name_is_shown(right, wrong):
    found = likeness(Identity(f"Писарева {right} Львовна", BORN, "F"), Identity(f"Писарева {wrong} Львовна", BORN, "F"))
    assert found.verdict == "maybe"


def test_half_of_a_double_name_is_shown_and_does_not_stop():
    assert likeness(ANNA, replace(ANNA, name="Иванова-Петрова Анна")).verdict == "maybe"


def test_a_married_name_is_shown():
    found = with_anna(name="Петрова Анна Сергеевна")
    assert (found.verdict, "surname_differs" in found.reasons) == ("maybe", True)


def test_without_a_birthday_nobody_is_the_same():
    assert with_anna(birth_date=None).verdict == "maybe"


def test_an_unknown_sex_does_not_speak_against():
    assert with_anna(sex=None).verdict == with_anna(sex="X").verdict == "same"


def test_a_surname_alone_is_shown_on_the_same_birthday():
    assert with_anna(name="Иванова").verdict == "maybe"


def test_a_slip_in_the_given_name_is_shown():
    right, wrong = Identity("Иванова Екатерина", BORN, "F"), Identity("Иванова Екатирина", BORN, "F")
    assert likeness(right, wrong).verdict == "maybe"


def test_one_number_typed_for_a_stranger_is_shown_and_does_not_merge():
    stranger = Identity("Петров Олег", date(1970, 1, 1), "M", "751234567")
    assert likeness(replace(ANNA, document_number="751234567"), stranger).verdict == "maybe"


def test_two_strangers_on_one_birthday_are_two():
    assert likeness(ANNA, Identity("Петров Олег", BORN, "M")).verdict == "different"


def test_russian_phones_are_one_with_seven_or_eight():
    one, other = replace(ANNA, phone="+7 914 555-12-34"), replace(ANNA, phone="89145551234")
    assert "same_phone" in likeness(one, other).reasons


def test_scores_keep_the_order_of_the_verdicts():
    same, maybe, different = with_anna(name="Anna Ivanova"), with_anna(birth_date=None), with_anna(name="Иванова Инна")
    assert 1 >= same.score > maybe.score > different.score >= 0


NAMES = ["Иванова Анна", "IVANOVA ANNA", "安娜·伊万诺娃", "Иванов Иван Иванович", "Иван"]
PEOPLE = st.builds(
    Identity,
    name=st.one_of(st.text(max_size=30), st.sampled_from(NAMES)),
    birth_date=st.one_of(st.none(), st.sampled_from([BORN, date(1985, 3, 15), date(1990, 1, 1)])),
    sex=st.sampled_from([None, "F", "M", "X"]),
    document_number=st.sampled_from(["", "751234567", "75 1234567", "621111111"]),
    phone=st.sampled_from(["", "89145551234", "+79145551234", "1"]),
)


@given(PEOPLE, PEOPLE)
def test_it_never_falls_and_answers_both_ways_alike(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(PEOPLE, PEOPLE)
def test_the_score_lies_between_nothing_and_one(one, other):
    assert 0 <= likeness(one, other).score <= 1


@given(PEOPLE)
def test_whoever_comes_twice_with_one_passport_and_birthday_is_the_same(one):
    both = replace(one, birth_date=BORN, document_number="751234567")
    assert likeness(both, both).verdict == "same"


@given(PEOPLE, PEOPLE)
def test_a_man_and_a_woman_are_one_only_by_one_passport(one, other):
    man, woman = replace(one, sex="M", document_number="751234567"), replace(other, sex="F", document_number="621111111")
    assert likeness(man, woman).verdict != "same"


LISTED = {sex: sorted(n.russian for n in listed_names() if n.kind == "given" and n.sex == sex) for sex in ("f", "m")}
WRITTEN = st.sampled_from([str, romanise, lambda name: romanise(name, system="mvd_310_fr"), str.upper])


@given(st.sampled_from("fm"), st.data(), WRITTEN, WRITTEN)
def test_twins_are_never_the_same(sex, data, write_one, write_other):
    one, other = data.draw(st.lists(st.sampled_from(LISTED[sex]), min_size=2, max_size=2, unique_by=fold_closely))
    first, second = Identity(write_one(f"Гуляев {one}"), BORN, sex.upper()), Identity(write_other(f"Гуляев {other}"), BORN, sex.upper())
    assert likeness(first, second).verdict != "same"


@given(PEOPLE, PEOPLE)
def test_another_birthday_is_never_the_same_person(one, other):
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date and one.document_number == "":
        assert likeness(one, other).verdict != "same"
