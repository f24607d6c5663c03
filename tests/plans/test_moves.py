import pytest

from clinic.plans.moves import moved, with_dose

LINES = [{"herb": "a", "grams": "1"}, {"herb": "b", "grams": "2"}, {"herb": "c", "grams": "3"}]


@pytest.mark.parametrize(
    ("do", "after"),
    [("up:2", "bac"), ("down:1", "bac"), ("up:1", "abc"), ("down:3", "abc"), ("remove:2", "ac"), ("remove:9", "abc"), ("up:x", "abc")],
)
def test_lines_move_as_the_button_says_and_nonsense_moves_nothing(do, after):
    assert "".join(line["herb"] for line in moved(LINES, do)) == after


def test_one_button_sets_the_dose_of_one_line():
    assert [line["grams"] for line in with_dose(LINES, "dose:2:9")] == ["1", "9", "3"]


def test_a_forged_line_number_sets_nothing():
    assert with_dose(LINES, "dose:²:9") == LINES
