import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.names import romanise, to_cyrillic
from patients.names.tables import listed_names


@pytest.mark.parametrize(
    ("latin", "kind", "sex", "first"),
    [
        ("IVANOVA", "surname", "F", "Иванова"),
        ("SOLOVEVA", "surname", "F", "Соловьёва"),
        ("SOLOVYOV", "surname", "M", "Соловьёв"),
        ("YULIYA", "given", "F", "Юлия"),
        ("IULIIA", "given", "F", "Юлия"),
        ("ALEXEY", "given", "M", "Алексей"),
        ("FEDOR", "given", "M", "Фёдор"),
        ("DOSTOEVSKAIA", "surname", "F", "Достоевская"),
        ("NIKITINSKAYA", "surname", "F", "Никитинская"),
        ("KRUTIKHINA", "surname", "F", "Крутихина"),
        ("POLZUNOVA", "surname", "F", "Ползунова"),
        ("OGURTSOV", "surname", "M", "Огурцов"),
        ("MAIDANOV", "surname", "M", "Майданов"),
        ("BELYI", "surname", "M", "Белый"),
        ("PODIEIACHEV", "surname", "M", "Подъячев"),
        ("SHCHUKIN-TSOI", "surname", "M", "Щукин-Цой"),
        ("ANNA MARIIA", "given", "F", "Анна Мария"),
    ],
)
def test_the_likeliest_cyrillic_is_among_the_first_two(latin, kind, sex, first):
    assert first in to_cyrillic(latin, kind=kind, sex=sex)[:2]


def test_a_name_of_both_sexes_is_proposed_for_the_right_one():
    assert to_cyrillic("EVGENIIA", kind="given", sex="F")[0] == "Евгения"


def test_a_soft_ending_is_proposed_beside_the_hard_one():
    assert {"Терентев", "Терентьев"} <= set(to_cyrillic("TERENTEV", kind="surname", sex="M")) or to_cyrillic(
        "TERENTEV", kind="surname", sex="M"
    ) == ("Терентьев",)


@pytest.mark.parametrize("text", ["", "李", "123", "<<<"])
def test_no_latin_letters_no_proposal(text):
    assert to_cyrillic(text, kind="surname", sex="M") == ()


def test_every_listed_surname_comes_back_from_its_passport():
    surnames = [n for n in listed_names() if n.kind == "surname"]
    lost = [n.russian for n in surnames if n.russian not in to_cyrillic(romanise(n.russian), kind="surname", sex=n.sex[0])]
    assert lost == []


@given(st.text(max_size=25), st.sampled_from(["surname", "given"]), st.sampled_from("FMX"))
def test_it_never_falls_and_never_answers_in_latin(text, kind, sex):
    for proposal in to_cyrillic(text, kind=kind, sex=sex):
        assert not any(c.isascii() and c.isalpha() for c in proposal)
