"""Grams: sums, ranges, and how they are written."""
from decimal import Decimal

import pytest

from clinic.herbs.doses import Dose, grams_a_day, place, totals, written


def test_sums_are_exact():
    assert grams_a_day([Dose("gan_cao", 0.1), Dose("gui_zhi", 0.2)]) == Decimal("0.3")


def test_the_same_herb_is_added_up():
    assert totals([Dose("gan_cao", 3), Dose("gan_cao", Decimal("1.5"))]) == {"gan_cao": Decimal("4.5")}


@pytest.mark.parametrize(("grams", "where"), [("2", "inside"), ("10", "inside"), ("1.99", "below"), ("10.01", "above")])
def test_both_ends_belong_to_the_range(grams, where):
    assert place(Decimal(grams), lowest=Decimal(2), highest=Decimal(10)) == where


def test_a_missing_end_is_open():
    assert place(Decimal(99), lowest=None, highest=None) == "inside"


@pytest.mark.parametrize(("grams", "text"), [("3.000", "3"), ("0.030", "0.03"), ("100", "100"), ("4.5", "4.5")])
def test_grams_are_written_plainly(grams, text):
    assert written(Decimal(grams)) == text
