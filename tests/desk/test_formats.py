"""How dates and times look in each language."""
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from clinic.desk.templatetags.qiao_format import age_on, amur_clock, clock, long_date, plain_date, short_date, short_day
from clinic.desk.templatetags.qiao_parts import briefly, look_of, share_of, stay_cells, stay_share
from clinic.desk.views.components import SampleClock

SATURDAY = date(2026, 11, 21)
LATE_EVENING_IN_LONDON = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "2026-11-21 (六)"), ("ru", "21.11.2026 (сб)"), ("en", "2026-11-21 (Sat)")])
def test_a_long_date_carries_its_weekday_in_the_readers_language(language: str, written: str) -> None:
    with override(language):
        assert long_date(SATURDAY) == written


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "11-21 (六)"), ("ru", "21.11 (сб)"), ("en", "11-21 (Sat)")])
def test_a_short_day_leaves_the_year_out(language: str, written: str) -> None:
    with override(language):
        assert short_day(SATURDAY) == written


def test_the_short_date_is_month_and_day() -> None:
    with override("ru"):
        assert (short_date(SATURDAY), plain_date(SATURDAY)) == ("21.11", "21.11.2026")


@pytest.mark.parametrize(("write", "written"), [(short_date, "28.12.2001"), (short_day, "28.12.2001 (пт)")])
def test_a_day_of_years_ago_is_not_taken_for_this_years(write, written: str) -> None:
    with override("ru"):
        assert write(date(2001, 12, 28)) == written


def test_a_moment_is_dated_in_heihe_not_in_greenwich() -> None:
    with override("zh-hans"):
        assert plain_date(LATE_EVENING_IN_LONDON) == "2026-11-21"


def test_blagoveshchensk_is_an_hour_ahead_of_heihe() -> None:
    assert (clock(LATE_EVENING_IN_LONDON), amur_clock(LATE_EVENING_IN_LONDON)) == ("00:30", "01:30")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock(datetime(2026, 11, 21, 8, 0))


@pytest.mark.parametrize("write", [long_date, plain_date, short_date, short_day, clock, amur_clock])
def test_nothing_known_is_written_as_nothing(write) -> None:  # type: ignore[no-untyped-def]
    assert write(None) == ""


@pytest.mark.parametrize(("today", "age"), [(date(2026, 4, 1), 57), (date(2026, 4, 2), 58)])
def test_a_birthday_makes_a_year_older(today: date, age: int) -> None:
    assert age_on(date(1968, 4, 2), today) == age


def test_the_stay_is_drawn_with_one_cell_a_day_past_ones_first() -> None:
    cells = stay_cells(SampleClock(19, 30, "calm", SATURDAY))
    assert [cell.kind for cell in cells] == ["past"] * 11 + ["left"] * 19


def test_a_stay_of_a_year_is_drawn_as_two_bars() -> None:
    assert [cell.width for cell in stay_cells(SampleClock(100, 365, "calm", SATURDAY))] == [265, 100]


def test_an_ended_stay_has_no_hairline_left() -> None:
    assert stay_share(SampleClock(-4, 30, "over", SATURDAY)) == 0


def test_a_share_of_nothing_is_nothing() -> None:
    assert share_of(5, 0) == 0


def test_an_unknown_state_still_has_a_sign() -> None:
    assert look_of("from_tomorrow").icon == "note"


BRIEF = [("вытяжение (шейного отдела)", "вытяжение"), ("牵引（颈椎/腰椎）", "牵引"), ("(всё)", "(всё)"), ("推拿", "推拿")]


@pytest.mark.parametrize(("name", "brief"), BRIEF)
def test_a_service_is_named_briefly_without_its_explanation(name: str, brief: str) -> None:
    assert briefly(name) == brief
