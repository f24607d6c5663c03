"""What is written down of an interpreter."""

import pytest

from interpreters.models import Skill
from interpreters.people import describe, set_skills
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db


def test_only_what_differs_is_written():
    wang_li = make_interpreter()
    assert describe(wang_li.pk, {"name_ru": "Ван Ли", "home_floor": 4, "languages": ["ru", "en"]}, by_id=None) == (
        "home_floor",
        "languages",
    )
    wang_li.refresh_from_db()
    assert (wang_li.home_floor, wang_li.languages) == (4, ["ru", "en"])


def test_an_account_cannot_be_changed_this_way():
    wang_li = make_interpreter()
    assert describe(wang_li.pk, {"user": 1, "pk": 9}, by_id=None) == ()


def test_everybody_begins_with_russian():
    assert make_interpreter().languages == ["ru"]


def test_levels_are_set_and_taken_away_and_the_rest_stays():
    wang_li = make_interpreter()
    set_skills(wang_li.pk, {"*": 0, "D_ACU": 3, "massage": 1}, by_id=None)
    set_skills(wang_li.pk, {"massage": 2, "D_GYN": 0}, by_id=None)
    assert dict(Skill.objects.values_list("code", "level")) == {"D_ACU": 3, "massage": 2}
