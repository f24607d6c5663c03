"""What a paper says: JSON and back, and what is blank."""

import json
from dataclasses import replace

import pytest

from clinic.reports.content import (
    Bilingual,
    PersonName,
    PlanWords,
    SlipWords,
    WordsDoNotFit,
    characters,
    from_plain,
    missing_translations,
    to_plain,
)
from tests.reports.sample import COURSE, FORMULA, PLAN, PLAN_WITH_FORMULA, SLIP


@pytest.mark.parametrize("words", [SLIP, PLAN, PLAN_WITH_FORMULA, replace(SLIP, interpreter=None, way=None)])
def test_words_come_back_equal_from_json(words):
    assert from_plain(type(words), json.loads(json.dumps(to_plain(words)))) == words


def test_a_key_that_is_missing_is_named():
    data = to_plain(SLIP)
    del data["head"]["number"]

    with pytest.raises(WordsDoNotFit, match=r"^head$"):
        from_plain(SlipWords, data)


def test_a_wrong_type_is_named_and_its_content_is_not():
    data = to_plain(PLAN)
    data["courses"][0]["sessions"][2]["number"] = "Ершов"

    with pytest.raises(WordsDoNotFit, match=r"^courses\[0\]\.sessions\[2\]\.number$"):
        from_plain(PlanWords, data)


def test_nothing_is_missing_in_an_ordinary_plan():
    assert missing_translations(PLAN_WITH_FORMULA) == ()


def test_a_blank_side_is_listed_by_its_path():
    herbs = (replace(FORMULA.herbs[0], name=Bilingual("葛根", " ")), *FORMULA.herbs[1:])
    plan = replace(PLAN, diagnosis=Bilingual("", "спондилёз"), formulas=(replace(FORMULA, herbs=herbs),))

    assert missing_translations(plan) == ("diagnosis.zh", "formulas[0].herbs[0].name.ru")


def test_a_blank_figure_is_listed_too():
    assert missing_translations(replace(SLIP, ticket="")) == ("ticket",)


def test_a_person_with_one_name_lacks_nothing():
    assert missing_translations(replace(SLIP, patient=PersonName("萨伊纳", "Сайына", ""))) == ()


def test_a_course_without_sessions_yet_lacks_nothing():
    assert missing_translations(replace(PLAN, courses=(replace(COURSE, sessions=()),))) == ()


def test_characters_of_all_words_are_collected():
    assert set("叶尔绍夫ЕршовM47.8") <= characters(PLAN)
