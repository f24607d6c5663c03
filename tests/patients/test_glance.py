"""The first look never turns away whom the likeness would show."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.duplicates import Identity, likeness
from patients.glance import may_be_one_name
from tests.load.invented_people import HELD_OUT
from tests.load.likeness_accuracy import pairs
from tests.load.pairs_of_people import DIFFERENT, SAME

FEW = 60
BORN = date(1968, 4, 2)
KINDS = [*((kind, DIFFERENT) for kind in DIFFERENT), *((kind, SAME) for kind in SAME)]
WORDS = (
    "Иванова",
    "Ivanova",
    "IVANOV",
    "Анна",
    "Yulia",
    "Юлия",
    "Катя",
    "CATHERINE",
    "Ян",
    "Яна",
    "Petrovna",
    "Chtcherbakova",
    "Ким",
    "-",
    "安娜",
)
NAMES = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


def shown(one: Identity, other: Identity) -> bool:
    """As two people are compared who have nothing but the birthday in common for certain."""
    return likeness(*(replace(who, birth_date=BORN, document_number="", phone="") for who in (one, other))).verdict != "different"


@pytest.mark.parametrize(("kind", "makers"), KINDS)
def test_whoever_would_be_shown_passes_the_first_look(kind, makers):
    turned_away = [
        (one.name, other.name)
        for one, other in pairs(kind, makers[kind], half=HELD_OUT, seed=7, number=FEW)
        if shown(one, other) and not may_be_one_name(one.name, other.name)
    ]
    assert turned_away == []


@given(one=NAMES, other=NAMES)
def test_whatever_order_and_number_of_words(one, other):
    if shown(Identity(one, BORN, "F"), Identity(other, BORN, "F")):
        assert may_be_one_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ким Зоя Петровна", "Смирнова Ольга Петровна"), ("KIM ZOIA", "IVANOVA MARIIA"), ("Кузнецова Анна", "Волкова Анна Сергеевна")],
)
def test_who_has_one_word_in_common_is_turned_away(one, other):
    assert not may_be_one_name(one, other)


def test_a_chinese_name_and_a_single_word_are_always_looked_at():
    assert may_be_one_name("安娜", "Иванова Анна")
    assert may_be_one_name("Иванова", "Смирнова Ольга")
