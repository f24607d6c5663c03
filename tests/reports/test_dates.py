"""Days and both clocks as paper writes them."""

from datetime import UTC, date, datetime

from clinic.reports import dates
from clinic.reports.content import Bilingual, Clock


def test_a_day_carries_its_weekday_in_both_languages():
    assert dates.day(date(2026, 11, 21)) == Bilingual("2026-11-21（六）", "21.11.2026 (сб)")


def test_blagoveshchensk_is_an_hour_ahead_of_heihe():
    assert dates.clock(datetime(2026, 11, 24, 2, 50, tzinfo=UTC)) == Clock("10:50", "11:50")


def test_the_day_is_heihes_when_greenwich_still_has_yesterday():
    assert dates.heihe_day(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) == date(2026, 11, 24)


def test_a_moment_is_heihes_in_the_order_of_each_language():
    assert dates.moment(datetime(2026, 11, 24, 2, 24, tzinfo=UTC)) == Bilingual("2026-11-24 10:24", "24.11.2026 10:24")
