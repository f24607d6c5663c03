"""A patient's name as components show it: no alphabet is shown twice, and no sign stands for one that is missing."""

import re

import pytest
from django.template import Context, Template

from patients.models import Patient

TAG = Template('{% cotton name :patient="patient" / %}')


def shown(**names: str) -> str:
    written = TAG.render(Context({"patient": Patient(**names)}))
    return " ".join(re.sub(r"<[^>]+>", " ", written).split())


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ({"surname_ru": "Ли", "chinese_name": "李"}, "Ли 李"),
        ({"surname_latin": "KIM", "given_latin": "ANNA", "chinese_name": "金安娜"}, "KIM ANNA 金安娜"),
        ({"given_ru": "Анна"}, "Анна –"),
        ({"surname_ru": "Ли", "surname_latin": "LI", "chinese_name": "李"}, "Ли 李 · LI"),
    ],
)
def test_a_name_shows_the_alphabets_it_has(names, text) -> None:
    assert shown(**names) == text
