"""A course of pain as points of a small chart."""
from decimal import Decimal

from clinic.desk.curves import BOTTOM, LEFT, TOP, curve_of


def pain(*values: str):
    return curve_of("NRS", [Decimal(value) for value in values], lowest=Decimal(0), highest=Decimal(10), matters=Decimal(2))


def test_the_worst_pain_stands_at_the_top_and_none_at_the_bottom() -> None:
    assert [point.y for point in pain("10", "0").points] == [TOP, BOTTOM]


def test_the_first_value_stands_at_the_left() -> None:
    assert pain("7", "4").points[0].x == LEFT


def test_a_fall_of_four_counts_when_two_matter() -> None:
    curve = pain("8.0", "4.0")
    assert (curve.first, curve.last, curve.change, curve.counts) == ("8", "4", Decimal("-4.0"), True)


def test_a_fall_of_one_does_not_count() -> None:
    assert not pain("5", "4").counts


def test_half_points_are_kept_and_empty_decimals_dropped() -> None:
    assert [point.label for point in pain("4.5", "10.0").points] == ["4.5", "10"]
