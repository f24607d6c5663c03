from decimal import Decimal

from clinic.plans.dose_bars import dose_bar


def bar(dose, lowest="3", highest="10", classical=None):
    numbers = [Decimal(each) if each is not None else None for each in (dose, lowest, highest, classical)]
    return dose_bar(numbers[0], lowest=numbers[1], highest=numbers[2], classical=numbers[3])


def test_the_range_lies_on_an_axis_of_eighteen_grams():
    assert (bar("9").range_x, bar("9").range_width, bar("9").dot_x) == ("25.0", "58.3", "75.0")


def test_both_ends_belong_to_the_range():
    assert not bar("3").outside
    assert not bar("10").outside
    assert bar("10.1").above
    assert bar("2.9").below


def test_a_large_dose_takes_a_larger_axis_and_stays_on_it():
    assert float(bar("450").dot_x) <= 150


def test_without_a_range_only_the_dot_is_drawn():
    drawn = bar("5", lowest=None, highest=None)
    assert (drawn.range_x, drawn.outside, drawn.dot_x) == (None, False, "41.7")


def test_no_dose_yet_draws_no_dot():
    assert bar(None, classical="6").dot_x is None
