"""What is said under each figure."""

from datetime import date

import pytest

from clinic.statistics import definitions


def test_each_measure_says_its_unit_and_what_it_counts():
    assert all(measure.title and measure.unit and measure.definition.endswith(".") for measure in definitions.MEASURES)


def test_each_breakdown_divides_a_measure():
    assert {breakdown.of for breakdown in definitions.BREAKDOWNS} <= set(definitions.BY_CODE)


def test_december_ends_where_the_next_year_begins():
    assert definitions.month_bounds(2025, 12) == (date(2025, 12, 1), date(2026, 1, 1))


@pytest.mark.parametrize(("now", "before", "percent"), [(2143, 780, 175), (50, 100, -50), (7, 7, 0), (5, 0, None)])
def test_the_change_is_in_whole_per_cent_and_never_divides_by_nought(now, before, percent):
    assert definitions.change_percent(now, before) == percent
