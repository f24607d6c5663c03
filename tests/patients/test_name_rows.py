"""The forms of a name beside the form: the likeliest stand open, the others are folded away."""

from patients.views.name_rows import NameRow

FIVE = ("科瓦廖娃", "科瓦列娃", "卡瓦廖娃", "柯瓦廖娃", "科娃廖娃")


def row(*offered: str, text: str = "") -> NameRow:
    return NameRow("chinese_name", "Chinese", "zh-Hans", text or offered[0], "table", offered, open=not text)


def test_two_stand_open_and_the_others_are_folded() -> None:
    assert (row(*FIVE).choices, row(*FIVE).folded) == (FIVE[:2], FIVE[2:])


def test_the_one_that_stands_in_the_field_is_never_folded() -> None:
    assert (row(*FIVE, text=FIVE[4]).choices, row(*FIVE, text=FIVE[4]).folded) == ((*FIVE[:2], FIVE[4]), FIVE[2:4])


def test_a_single_one_is_not_worth_a_fold() -> None:
    assert (row(*FIVE[:3]).choices, row(*FIVE[:3]).folded) == (FIVE[:3], ())
