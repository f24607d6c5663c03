"""What the program proposes beside the form: every form of the name from whichever is known, and never over what stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import mrz
from patients.names import from_chinese
from patients.plausibility import NewPatient
from patients.proposals import Filled, complete, from_reading, with_chinese

LINES = "P<RUSSOLOVEVA<<NATALIA".ljust(44, "<") + "\n7582146393RUS7103140F3308268<<<<<<<<<<<<<<06"


def filled(**changes: str) -> Filled:
    values = {"surname_latin": "SOLOVEVA", "given_latin": "NATALIA", "sex": "F", **changes}
    return complete(Filled(dict(values), origins=dict.fromkeys(changes, "confirmed")))


def typed(**values: str) -> Filled:
    return complete(Filled(dict(values), origins=dict.fromkeys(values, "typed")))


def test_a_chosen_form_stays_and_the_others_stay_beside_it() -> None:
    names = filled(given_ru="Наталия")
    assert (names.values["given_ru"], names.origins["given_ru"]) == ("Наталия", "confirmed")
    assert set(names.alternatives["given_ru"]) == {"Наталья", "Наталия"}


def test_a_chosen_chinese_form_stays_with_its_own_pinyin() -> None:
    names = filled(chinese_name="娜塔莉亚·索洛维约娃")
    assert names.values["chinese_name"] == "娜塔莉亚·索洛维约娃"
    assert str(names.values["pinyin"]).startswith("nà tǎ lì yà")
    assert len(names.alternatives["chinese_name"]) > 1


def test_from_a_passport_the_other_two_alphabets_follow_each_with_its_origin() -> None:
    names = from_reading(mrz.read(LINES, today=date(2026, 11, 24)))
    assert (names.text("surname_ru"), names.text("given_ru"), names.text("chinese_name")) == ("Соловьёва", "Наталья", "纳塔利娅·索洛维约娃")
    assert [names.origins[name] for name in ("surname_latin", "surname_ru", "chinese_name")] == ["read", "table", "established"]


def test_for_the_latin_of_a_passport_nothing_else_is_offered() -> None:
    names = complete(Filled({"surname_latin": "JOURAVLEVA", "surname_ru": "Журавлёва"}, origins={"surname_latin": "read"}))
    assert (names.text("surname_latin"), names.alternatives.get("surname_latin", ())) == ("JOURAVLEVA", ())


def test_from_typed_cyrillic_latin_and_chinese_follow() -> None:
    names = typed(surname_ru="Соловьёва", given_ru="Наталья", sex="F")
    assert (names.text("surname_latin"), names.text("given_latin"), names.text("chinese_name")) == (
        "SOLOVEVA",
        "NATALIA",
        "纳塔利娅·索洛维约娃",
    )
    assert names.origins["surname_latin"] == "table"
    assert names.alternatives["surname_latin"][0] == "SOLOVEVA"
    assert "SOLOVYOVA" in names.alternatives["surname_latin"]


def test_from_a_typed_chinese_name_russian_and_latin_follow_where_the_list_knows_it() -> None:
    names = typed(chinese_name="叶连娜·科瓦廖娃", sex="F")
    assert (names.text("surname_ru"), names.text("given_ru"), names.text("surname_latin")) == ("Ковалёва", "Елена", "KOVALEVA")
    assert names.origins["chinese_name"] == "typed"


@pytest.mark.parametrize(("chinese", "sex", "found"), [("李", "", {}), ("", "F", {}), ("·", "F", {}), ("伊万", "M", {"given": ("Иван",)})])
def test_a_chinese_name_that_no_list_knows_is_left_alone(chinese, sex, found) -> None:
    assert from_chinese(chinese, sex=sex) == found


def test_beside_a_typed_name_its_other_spelling_is_offered_and_nothing_else() -> None:
    names = complete(
        Filled({"surname_latin": "SOLOVEVA", "surname_ru": "Соловьева"}, origins={"surname_latin": "read", "surname_ru": "typed"})
    )
    assert names.text("surname_ru") == "Соловьева"
    assert names.alternatives["surname_ru"] == ("Соловьева", "Соловьёва")


@pytest.mark.parametrize(("nationality", "proposed"), [("RUS", "Ким"), ("KAZ", "Ким"), ("", "Ким"), ("KOR", ""), ("USA", "")])
def test_to_people_without_a_cyrillic_name_none_is_proposed(nationality, proposed) -> None:
    assert typed(surname_latin="KIM", nationality=nationality, sex="M").text("surname_ru") == proposed


@pytest.mark.parametrize(
    ("sex", "russian", "chinese"),
    [
        ("M", "Соловьёв", "索洛维约夫"),
        ("F", "Соловьёва", "索洛维约娃"),
        ("F", "Троицкая", "特罗伊茨卡娅"),
        ("F", "Белая", "别拉娅"),
        ("F", "Ильина", "伊林娜"),
        ("F", "Иванова-Петрова", "伊万诺娃-彼得罗娃"),
    ],
)
def test_surnames_of_women_and_men_each_have_their_form(sex, russian, chinese) -> None:
    assert typed(surname_ru=russian, sex=sex).text("chinese_name") == chinese


def test_a_record_saved_with_latin_alone_still_gets_its_chinese_name_and_no_other() -> None:
    new = with_chinese(NewPatient(sex="F", surname_latin="SOLOVEVA", given_latin="NATALIA", origins={"surname_latin": "typed"}))
    assert (new.chinese_name, new.surname_ru, new.origins["chinese_name"]) == ("纳塔利娅·索洛维约娃", "", "established")


NAMES = st.one_of(
    st.just(""), st.sampled_from(["SOLOVEVA", "Соловьёва", "纳塔利娅·索洛维约娃", "Smith-Jones", "оглы", "Ё"]), st.text(max_size=12)
)
FIELDS = ("surname_latin", "given_latin", "surname_ru", "given_ru", "chinese_name")


@given(
    st.fixed_dictionaries(dict.fromkeys(FIELDS, NAMES)),
    st.sampled_from(["", "F", "M", "X"]),
    st.sampled_from(["typed", "read", "confirmed"]),
)
def test_what_stands_is_never_changed(values, sex, origin) -> None:
    standing = {name: text for name, text in values.items() if text}
    names = complete(Filled({**standing, "sex": sex}, origins=dict.fromkeys(standing, origin)))
    assert {name: names.values[name] for name in standing} == standing
    assert {name: names.origins[name] for name in standing} == dict.fromkeys(standing, origin)
