"""The rule of when a reminder may go out."""
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.reminders import due

HEIHE = ZoneInfo("Asia/Shanghai")
MOSCOW = ZoneInfo("Europe/Moscow")
KAMCHATKA = ZoneInfo("Asia/Kamchatka")
VISIT = datetime(2026, 11, 25, 10, 0, tzinfo=HEIHE)
LONG_BEFORE = datetime(2026, 11, 20, 12, 0, tzinfo=HEIHE)


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = HEIHE) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize("zone", [HEIHE, MOSCOW, KAMCHATKA])
def test_a_visit_is_due_from_six_in_the_evening_before_on_the_patients_clock(zone):
    assert due.visit_tomorrow(VISIT, zone=zone, now=LONG_BEFORE).due_from == at(24, 18, zone=zone)


def test_it_expires_when_the_visit_starts():
    assert due.visit_tomorrow(VISIT, zone=HEIHE, now=LONG_BEFORE).expires_at == VISIT


def test_a_sweep_that_comes_late_catches_up():
    assert due.visit_tomorrow(VISIT, zone=HEIHE, now=at(24, 20, 30)).first_try == at(24, 20, 30)


def test_quiet_hours_move_the_first_try_to_nine_in_the_morning():
    assert due.visit_tomorrow(VISIT, zone=HEIHE, now=at(24, 22)).first_try == at(25, 9)


def test_nobody_is_woken_for_a_visit_at_half_past_eight():
    assert due.visit_tomorrow(at(25, 8, 30), zone=HEIHE, now=at(24, 22)).first_try is None


def test_nine_in_moscow_is_after_a_morning_visit_in_heihe():
    assert due.visit_tomorrow(VISIT, zone=MOSCOW, now=at(24, 22, zone=MOSCOW)).first_try is None


@pytest.mark.parametrize(("hour", "minute", "quiet"), [(8, 59, True), (9, 0, False), (20, 59, False), (21, 0, True), (0, 0, True)])
def test_quiet_hours_are_from_nine_to_nine(hour, minute, quiet):
    assert (due.allowed_from(at(24, hour, minute), HEIHE) > at(24, hour, minute)) is quiet


def test_while_a_stay_is_open_the_patient_lives_by_heihes_clock():
    assert due.zone_of("Europe/Moscow", stay_open=True) == HEIHE


def test_at_home_the_region_rules_and_blagoveshchensk_when_it_is_not_known():
    assert (due.zone_of("Europe/Moscow", stay_open=False), due.zone_of(None, stay_open=False)) == (MOSCOW, due.BLAGOVESHCHENSK)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120)])
def test_each_failure_waits_longer(attempts, minutes):
    failed_at = at(24, 18)
    assert due.next_try(attempts=attempts, failed_at=failed_at, zone=HEIHE, expires_at=VISIT) == failed_at + timedelta(minutes=minutes)


def test_after_the_fifth_failure_the_desk_must_act():
    assert due.next_try(attempts=5, failed_at=at(24, 18), zone=HEIHE, expires_at=VISIT) is None


def test_no_second_try_after_the_visit_has_begun():
    assert due.next_try(attempts=4, failed_at=at(25, 9), zone=HEIHE, expires_at=VISIT) is None


zones = st.sampled_from([HEIHE, MOSCOW, KAMCHATKA, due.BLAGOVESHCHENSK])
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(lambda moment: moment.replace(tzinfo=HEIHE))


@given(starts=moments, zone=zones, back=st.timedeltas(timedelta(minutes=1), timedelta(days=9)))
def test_the_first_try_is_never_early_never_quiet_and_never_late(starts, zone, back):
    now = starts - back
    when = due.visit_tomorrow(starts, zone=zone, now=now)
    if when.first_try is not None:
        assert max(now, when.due_from) <= when.first_try < when.expires_at
        assert due.allowed_from(when.first_try, zone) == when.first_try
