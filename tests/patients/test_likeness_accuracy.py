"""The measurement of `tests.load.likeness_accuracy`, with few pairs of each kind: the names were held out when the rule was tuned."""

import pytest

from patients.duplicates import likeness
from tests.load.invented_people import HELD_OUT
from tests.load.likeness_accuracy import pairs
from tests.load.pairs_of_people import DIFFERENT, SAME

FEW = 40


@pytest.mark.parametrize("kind", DIFFERENT)
def test_two_people_are_never_the_same_and_hardly_ever_shown(kind):
    found = [likeness(*pair).verdict for pair in pairs(kind, DIFFERENT[kind], half=HELD_OUT, seed=11, number=FEW)]
    assert "same" not in found
    assert found.count("maybe") <= 1


@pytest.mark.parametrize("kind", SAME)
def test_one_person_is_found_again(kind):
    found = [likeness(*pair).verdict for pair in pairs(kind, SAME[kind], half=HELD_OUT, seed=11, number=FEW)]
    assert found.count("different") <= 2
