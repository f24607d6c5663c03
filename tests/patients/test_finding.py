"""One box: what the desk may type, and who must then stand first."""

from datetime import date

import pytest

from patients.models import Patient
from tests.make import NOW, make_document, make_patient

pytestmark = pytest.mark.django_db

PEOPLE = {
    "ekaterina": ("Иванова", "Екатерина", "Сергеевна", "IVANOVA", "EKATERINA", "叶卡捷琳娜·伊万诺娃", date(1971, 3, 14)),
    "anna": ("Иванова", "Анна", "Петровна", "IVANOVA", "ANNA", "安娜·伊万诺娃", date(1971, 8, 2)),
    "evgenii": ("Иванов", "Евгений", "Ильич", "IVANOV", "EVGENII", "叶夫根尼·伊万诺夫", date(1985, 12, 1)),
    "iuliia": ("Щукина", "Юлия", "Андреевна", "SHCHUKINA", "IULIIA", "尤利娅·休金娜", date(1990, 7, 21)),
    "sergei": ("Ковалёв", "Сергей", "Дмитриевич", "KOVALEV", "SERGEI", "谢尔盖·科瓦廖夫", date(1968, 4, 2)),
    "dmitrii": ("Достоевский", "Дмитрий", "", "DOSTOEVSKII", "DMITRII", "德米特里·陀思妥耶夫斯基", date(1959, 11, 30)),
    "kseniia": ("Ёлкина", "Ксения", "Вячеславовна", "ELKINA", "KSENIIA", "克谢尼娅·约尔金娜", date(2001, 2, 28)),
    "artem": ("Соловьёв", "Артём", "Геннадьевич", "SOLOVEV", "ARTEM", "阿尔乔姆·索洛维约夫", date(1977, 6, 9)),
    "mariia": ("Цыганкова", "Мария", "Яковлевна", "TSYGANKOVA", "MARIIA", "玛丽亚·齐甘科娃", date(1947, 1, 5)),
    "zhanna": ("Хачатурян", "Жанна", "Арамовна", "KHACHATURIAN", "ZHANNA", "让娜·哈恰图良", date(1982, 10, 17)),
}
PHONES = {"ekaterina": "+79145554127", "sergei": "+79622914410", "mariia": "+8613845601234"}
PASSPORTS = {"ekaterina": "751234567", "iuliia": "758219981", "zhanna": "AN0412377"}
ASKED = [
    # any script, any order, the patronymic missing
    *[
        (text, "ekaterina")
        for text in ("Иванова Екатерина Сергеевна", "Екатерина Иванова", "Сергеевна Иванова", "иванова екат", "ИВАНОВА ЕКАТЕРИНА")
    ],
    *[(text, "ekaterina") for text in ("Ekaterina Ivanova", "IVANOVA EKATERINA", "Yekaterina", "Jekaterina Iwanowa", "ivanova, ekaterina")],
    *[(text, "iuliia") for text in ("Iuliia", "Yuliya", "Julia", "Yulia Shchukina", "Iulia Schukina", "Щукина Ю", "юлия щукина")],
    *[(text, "sergei") for text in ("Sergey", "Sergei Kovalyov", "Kovalev Sergej", "Serguei", "Ковалев Сергей", "Ковалёв", "kovaliov")],
    *[(text, "dmitrii") for text in ("Dostoevskii", "Dostoevskiy", "Dostoyevsky", "Dmitry Dostoevsky", "Dmitriy", "достоевск")],
    *[(text, "kseniia") for text in ("Елкина", "Ёлкина", "Yolkina Kseniya", "Xenia Elkina", "Ksenia Jolkina")],
    *[(text, "artem") for text in ("Соловьев Артем", "Solovyov Artyom", "Solov'ev", "Soloviev Artem")],
    *[(text, "mariia") for text in ("Цыганкова", "Tsygankova", "Cygankova Maria", "Tzygankova Mariya")],
    *[(text, "zhanna") for text in ("Хачатурян", "Khachaturyan", "Hachaturian Zhanna", "Khachaturian Janna")],
    # the other keyboard layout, both ways
    *[("bdfyjdf trfnthbyf", "ekaterina"), ("Шмфтщмф Улфеукштф", "ekaterina"), ("oerbyf", "iuliia"), ("rjdfk`d", "sergei")],
    *[(",jhbc", None), ("ljcnjtdcrbq", "dmitrii"), ("[fxfnehzy", "zhanna"), ("ышптфегку", None), ("ЛщмфдумСергей", None)],
    # Chinese, pinyin with and without tones and blanks
    *[
        (text, "ekaterina")
        for text in ("叶卡捷琳娜", "叶卡捷琳娜·伊万诺娃", "伊万诺娃 叶卡捷琳娜", "yekajielinna", "ye ka jie lin na", "yèkǎjiélínnà")
    ],
    *[(text, "sergei") for text in ("谢尔盖", "xieergai", "xiè ěr gài", "科瓦廖夫")],
    *[("尤利娅", "iuliia"), ("陀思妥耶夫斯基", "dmitrii"), ("ｉｖａｎｏｖａ　ｅｋａｔｅｒｉｎａ", "ekaterina")],
    # record numbers, in another layout and half typed too
    *[
        (text, "ekaterina")
        for text in ("H26-00001", "h26-1", "2600001", "26-00001", "р26-00001", "Н26-00001", "Ｈ２６－００００１", " H26-00001 ")
    ],
    # passports: the last four by everybody, the whole by whoever may
    *[(text, "ekaterina") for text in ("4567", "751234567", "75 1234567", "75№1234567", "75-1234567")],
    *[("9981", "iuliia"), ("AN0412377", "zhanna"), ("an 0412377", "zhanna"), ("ФТ0412377", "zhanna"), ("2377", "zhanna")],
    # phones: the tail, the whole as Russians write it, the second phone of a person
    *[(text, "ekaterina") for text in ("4127", "54127", "555-41-27", "89145554127", "8 (914) 555-41-27", "+7 914 555 41 27", "9145554127")],
    *[("8077", "sergei"), ("+7 924 111-80-77", "sergei"), ("1380077", None), ("13845601234", "mariia")],
    # a birth date alone, and with a name
    *[
        (text, "ekaterina")
        for text in (
            "14.03.1971",
            "1971-03-14",
            "14/03/1971",
            "14ю03ю1971",
            "14。03。1971",
            "1971年3月14日",
            "14031971",
            "19710314",
            "14.3.71",
        )
    ],
    *[(text, "anna") for text in ("Иванова 02.08.1971", "02.08.1971 ivanova", "Иванова 2.8.71")],
    *[("Иванова Анна 1971", "anna"), ("иванова 4567", "ekaterina"), ("ivanov 1985", "evgenii"), ("Ковалёв 4410", "sergei")],
]


@pytest.fixture
def house() -> dict[str, Patient]:
    people = {}
    for number, (name, (surname, given, patronymic, latin, given_latin, chinese, born)) in enumerate(PEOPLE.items(), start=1):
        written = {"surname_ru": surname, "given_ru": given, "patronymic_ru": patronymic, "chinese_name": chinese}
        latin_names = {"surname_latin": latin, "given_latin": given_latin}
        people[name] = make_patient(
            mrn=f"H26-{number:05d}", **written, **latin_names, birth_date=born, phone=PHONES.get(name, f"+7900000{number:04d}")
        )
    for name, number in PASSPORTS.items():
        make_document(people[name], number)
    people["sergei"].contacts.create(kind="phone", value="+79241118077", noted_at=NOW)
    people["sergei"].contacts.create(kind="phone", value="+79241380077", noted_at=NOW, ended_at=NOW)
    return people


def test_the_table_is_long_enough() -> None:
    assert len({text for text, name in ASKED if name}) >= 60


def test_everybody_stands_first_by_everything_the_desk_may_type(house) -> None:
    wrong = {}
    for text, name in ASKED:
        found = Patient.objects.search(text, whole_numbers=True)
        first = next((key for key, patient in house.items() if found and patient == found[0]), None)
        if first != name:
            wrong[text] = (first, len(found))
    assert wrong == {}


def test_a_whole_number_is_found_only_for_whoever_may_know_it(house) -> None:
    assert Patient.objects.search("AN0412377") == []


def test_a_record_that_was_merged_is_found_by_its_old_number_and_shows_the_one_that_is_kept(house) -> None:
    Patient.objects.filter(pk=house["anna"].pk).update(merged_into=house["ekaterina"])
    assert Patient.objects.search("H26-00002") == [house["ekaterina"]]


def test_a_name_with_a_number_that_fits_nobody_still_finds_the_name(house) -> None:
    assert Patient.objects.search("Щукина 77") == [house["iuliia"]]


def test_a_surname_half_typed_comes_before_a_patronymic_that_begins_the_same(house) -> None:
    petr = make_patient(surname_ru="Юдин", given_ru="Пётр", patronymic_ru="Иванович", surname_latin="IUDIN", given_latin="PETR")
    found = Patient.objects.search("иванов")
    assert found.index(house["ekaterina"]) < found.index(petr)
