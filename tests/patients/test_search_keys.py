import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.folding import fold, fold_beginning
from patients.names import SYSTEMS, romanise, to_chinese
from patients.names.tables import latin_forms, listed_names
from patients.search_keys import Names, keys, query_keys, search_text

EKATERINA = Names(
    surname_latin="SOLOVEVA", given_latin="EKATERINA", surname_ru="Соловьёва", given_ru="Екатерина", patronymic_ru="Юрьевна",
    chinese_name="叶卡捷琳娜·索洛维约娃",
)
FROM_PASSPORT = Names(surname_latin="IUSHCHENKO", given_latin="IULIIA")


def found(query: str, names: Names) -> bool:
    words = query_keys(query)
    return bool(words) and all(any(key in search_text(names) for key in word) for word in words)


@pytest.mark.parametrize(
    "query",
    [
        "Соловьёва", "соловьева", "SOLOVEVA", "Solovyova", "Solovieva", "Solov'eva", "Соловь", "solov", "Екатерина Соловьёва",
        "Соловьева, Екатерина", "Ekaterina", "Yekaterina", "Catherine", "Катя", "Katya", "Ека", "Юрьевна", "Iurevna", "Yuryevna",
        "cjkjdm`df", "rfnz", "ыщдщмумф", "叶卡捷琳娜", "索洛维约娃", "卡捷琳", "叶卡捷琳娜索洛维约娃",
        "叶卡捷琳娜·索洛维约娃",
        "yekajielinna", "suoluoweiyuewa", "yekaji",
    ],
)
def test_any_spelling_and_any_layout_finds_her(query):
    assert found(query, EKATERINA)


@pytest.mark.parametrize(
    "query", ["Ющенко", "Yushchenko", "Iushchenko", "Yushc", "Yush", "Yus", "Юлия", "Yuliya", "Julia", "Iul", ".otyrj", "Yu"]
)
def test_a_record_from_the_passport_alone_is_found_in_russian(query):
    assert found(query, FROM_PASSPORT)


@pytest.mark.parametrize("query", ["", " ", "я", "-", "Петрова", "Екатерина Петрова", "王", "Ivanova"])
def test_others_do_not_find_her(query):
    assert not found(query, EKATERINA)


def test_a_single_sound_must_begin_a_name():
    assert not found("Yu", Names(surname_latin="KULAGINA"))


@pytest.mark.parametrize("typed", ["bdfyjdf", "ИВАНОВА", "Ivanova", "шмфтщмф"])
def test_the_wrong_layout_is_one_of_the_alternatives(typed):
    assert "ivanova" in query_keys(typed)[0]


def test_letters_that_are_commas_on_the_other_layout_stay_in_the_word():
    assert "pobeda" in query_keys("gj,tlf")[0]
    assert query_keys("ivanov,petr") == (*query_keys("ivanov"), *query_keys("petr"))


def test_the_text_does_not_depend_on_the_order_of_words():
    turned = Names(given_latin="EKATERINA", surname_latin="SOLOVEVA")
    assert search_text(turned) == search_text(Names(surname_latin="SOLOVEVA", given_latin="EKATERINA"))


def test_the_text_stays_short():
    assert len(search_text(EKATERINA)) < 120


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_listed_surname_folds_alike_in_every_system(system):
    surnames = {n.russian for n in listed_names() if n.kind == "surname"}
    apart = {s for s in surnames if fold(romanise(s, system=system)) != fold(s)}
    # French spelling says tch and ch where the others say ch and sh; such papers ended in 1997.
    assert apart == set() or system == "mvd_310_fr"


def test_every_spelling_of_a_given_name_finds_it():
    lost = [
        (forms.russian, spelling)
        for forms in latin_forms()
        for spelling in forms.spellings
        if not found(spelling, Names(given_ru=forms.russian))
    ]
    assert lost == []


def test_every_beginning_of_three_letters_or_more_finds_the_name():
    lost = [
        text[:end]
        for name in listed_names()
        for text in (name.russian, romanise(name.russian), romanise(name.russian, system="mvd_310"))
        for end in range(3, len(text) + 1)
        if fold_beginning(text[:end]) not in fold(text)
    ]
    assert lost == []


def test_a_part_of_the_chinese_name_finds_it():
    text = to_chinese("Кузнецова", kind="surname", sex="F").text
    assert all(found(text[i : i + 2], Names(chinese_name=f"安娜·{text}")) for i in range(len(text) - 1))


@given(st.text(max_size=200))
def test_no_query_makes_it_fall(text):
    assert all(word and all(word) for word in query_keys(text))


@given(st.text(max_size=40), st.text(max_size=40))
def test_keys_hold_no_blanks_and_are_the_same_each_time(one, other):
    names = Names(surname_ru=one, given_latin=other, chinese_name=one)
    assert not any(" " in key for key in keys(names))
    assert search_text(names) == search_text(names)
