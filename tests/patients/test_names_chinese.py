import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.names import ChineseName, compose, to_chinese
from patients.names.chinese import read_aloud
from patients.names.tables import ListedName, listed_names, syllables


def chinese(russian: str, kind: str, sex: str) -> str:
    return to_chinese(russian, kind=kind, sex=sex).text


def found(name: ListedName) -> ChineseName:
    return to_chinese(name.russian, kind="given" if name.kind == "diminutive" else name.kind, sex=name.sex[0].upper())


def test_every_listed_name_is_written_as_listed():
    assert [name.russian for name in listed_names() if found(name).text != name.chinese] == []


def test_only_what_people_use_is_called_established():
    assert {found(name).certainty for name in listed_names() if name.source == "table"} == {"table"}
    assert {found(name).certainty for name in listed_names() if name.source != "table"} == {"established"}


def test_other_forms_in_use_are_alternatives():
    assert "叶莲娜" in to_chinese("Елена", kind="given", sex="F").alternatives


def test_papers_that_write_e_for_yo_find_the_same_name():
    assert chinese("Семенова", "surname", "F") == chinese("Семёнова", "surname", "F") == "谢苗诺娃"


@pytest.mark.parametrize(
    ("russian", "kind", "sex", "text"),
    [
        ("Жумабаев", "surname", "M", "茹马巴耶夫"),
        ("Крутихина", "surname", "F", "克鲁季欣娜"),
        ("Петренко", "surname", "F", "彼得连科"),
        ("Трубецкая", "surname", "F", "特鲁别茨卡娅"),
        ("Огурцова", "surname", "F", "奥古尔佐娃"),
        ("Городецкий", "surname", "M", "戈罗杰茨基"),
        ("Подъячев", "surname", "M", "波德亚切夫"),
        ("Тамбовцев", "surname", "M", "坦博夫采夫"),
        ("Почтарёв", "surname", "M", "波什塔廖夫"),
        ("Ржевский", "surname", "M", "勒热夫斯基"),
        ("Львов", "surname", "M", "利沃夫"),
        ("Филиппова", "surname", "F", "菲利波娃"),
    ],
)
def test_unlisted_names_follow_the_table_and_the_habits_of_endings(russian, kind, sex, text):
    assert chinese(russian, kind, sex) == text


def test_a_stem_that_is_a_given_name_doubles_its_n():
    assert (chinese("Германов", "surname", "M"), chinese("Баранов", "surname", "M")) == ("格尔曼诺夫", "巴拉诺夫")


@pytest.mark.parametrize(("russian", "text"), [("Петренко", "彼得连科"), ("Петелин", "佩捷林"), ("Сергеенко", "谢尔盖延科")])
def test_a_listed_stem_lends_its_characters_and_two_letters_are_no_stem(russian, text):
    assert chinese(russian, "surname", "M") == text


def test_a_womans_surname_differs_from_the_mans():
    assert (chinese("Жуланов", "surname", "M"), chinese("Жуланова", "surname", "F")) == ("茹拉诺夫", "茹拉诺娃")


def test_double_names_are_put_together():
    assert chinese("Кузнецова-Щукина", "surname", "F") == "库兹涅佐娃-休金娜"
    assert chinese("Анна Мария", "given", "F") == "安娜·玛丽亚"


def test_an_unknown_sex_takes_the_form_that_exists():
    assert chinese("Иванова", "surname", "X") == "伊万诺娃"


@pytest.mark.parametrize("text", ["", "Smith", "陈", "123", "-", "  "])
def test_what_is_not_russian_is_not_invented(text):
    assert to_chinese(text, kind="surname", sex="M").text == ""


def test_pinyin_has_tones():
    assert to_chinese("Анна", kind="given", sex="F").pinyin == "ān nà"


def test_every_character_of_the_tables_can_be_read_aloud():
    used = set("".join(syllables().values()) + "".join(n.chinese for n in listed_names()))
    assert all(re.fullmatch(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+", read_aloud(c)) for c in used)


def test_the_whole_name_begins_with_the_given_one():
    assert compose(given="安娜", patronymic="彼得罗夫娜", surname="伊万诺娃") == "安娜·彼得罗夫娜·伊万诺娃"
    assert compose(given="安娜", surname="伊万诺娃") == "安娜·伊万诺娃"


RUSSIAN = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ", max_size=25)


@given(RUSSIAN, st.sampled_from(["surname", "given", "patronymic"]), st.sampled_from("FMX"))
def test_any_russian_letters_become_characters_only(text, kind, sex):
    assert re.fullmatch("[\u4e00-\u9fff·-]*", chinese(text, kind, sex))


@given(st.text(max_size=25), st.sampled_from("FMX"))
def test_it_never_falls(text, sex):
    assert to_chinese(text, kind="surname", sex=sex).certainty in ("established", "table")
