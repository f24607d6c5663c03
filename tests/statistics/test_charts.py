"""The chart of months."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.statistics import charts


def column(value: int, before: int = 0, label: str = "Nov") -> charts.Column:
    href, spoken = "/year/2025/visits/?month=11&page=1", f"{label} {value}"
    return charts.Column(label=label, value=value, before=before, shown=str(value), href=href, spoken=spoken)


def drawn(columns) -> ElementTree.Element:
    return ElementTree.fromstring(charts.paired_columns(columns, label="Visits"))


def test_each_column_is_a_link_with_words_for_a_screen_reader():
    links = drawn([column(3), column(5)]).findall("a")
    assert [link.find("title").text for link in links] == ["Nov 3", "Nov 5"]


def test_words_are_escaped():
    assert drawn([column(1, label="<b>&")]).find("a/title").text == "<b>& 1"


def test_no_style_is_written_because_the_policy_forbids_it():
    assert "style=" not in charts.paired_columns([column(3, 2)], label="Visits")


def test_a_year_without_visits_still_has_a_chart():
    assert drawn([column(0)] * 12).findall("a")


@pytest.mark.parametrize(("most", "top"), [(0, 4), (3, 4), (1014, 1200), (318, 400), (4001, 8000), (100_000, 100_000)])
def test_the_axis_ends_at_a_round_number(most, top):
    assert charts.nice_top(most) == top


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=12))
def test_no_bar_leaves_the_chart(values):
    bars = [rect for rect in drawn([column(value, value // 2) for value in values]).iter("rect") if rect.get("class") in ("bar", "before")]
    assert all(float(bar.get("y")) >= charts.TOP - 1 and float(bar.get("height")) >= 0 for bar in bars)
