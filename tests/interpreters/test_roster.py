"""From tables to candidates: whose day, which week, and how many questions to the database."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from interpreters.availability import Interval, Place
from interpreters.models import Absence, Phrase, Shift, Skill, TravelTime
from interpreters.roster import candidates, candidates_of_day, day_of, days_of, outside_shifts
from tests.interpreters.make import TUESDAY, at, make_booking, make_exception, span
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db


def test_the_number_of_queries_does_not_grow_with_the_people(django_assert_num_queries):
    for _number in range(7):
        make_booking(make_interpreter())
    with django_assert_num_queries(6):
        assert len(candidates_of_day(TUESDAY)) == 7


def test_one_day_of_one_person_is_one_query(django_assert_num_queries):
    wang_li = make_interpreter()
    later, sooner = make_booking(wang_li, "14:00", "14:20"), make_booking(wang_li)
    make_booking(wang_li, "11:00", "11:20", released_at=at("09:00"))
    make_booking(wang_li, starts=at("10:00") + timedelta(days=1), ends=at("10:20") + timedelta(days=1))
    with django_assert_num_queries(1):
        assert day_of(wang_li.pk, TUESDAY) == (sooner, later)


def test_minutes_are_counted_for_the_day_and_for_its_week():
    wang_li = make_interpreter()
    make_booking(wang_li)
    for days in (-2, -1, 5, 6):  # Sunday before, Monday, Sunday, Monday after
        make_booking(wang_li, starts=at("10:00") + timedelta(days=days), ends=at("10:30") + timedelta(days=days))
    (candidate,) = candidates_of_day(TUESDAY)
    assert (candidate.minutes_today, candidate.minutes_week) == (20, 80)


def test_a_candidate_brings_skill_shift_break_and_absence_of_the_day():
    wang_li = make_interpreter()
    Skill.objects.create(interpreter=wang_li, code="D_ACU", level=2)
    Shift.objects.update(break_starts=time(12), break_ends=time(13))
    Absence.objects.create(
        interpreter=wang_li, starts=at("15:00"), ends=at("15:00") + timedelta(days=3), reason="leave", noted_at=at("09:00")
    )
    (candidate,) = candidates(span("10:00", "10:20"))
    assert set(candidate.skills) == {("*", 3), ("D_ACU", 2)}
    assert candidate.at_work == (span("08:00", "12:00"), span("13:00", "15:00"))


def test_one_booking_may_be_left_out():
    wang_li = make_interpreter()
    booked = make_booking(wang_li)
    (candidate,) = candidates(span("10:00", "10:20"), except_bookings=[booked.pk])
    assert (candidate.bookings, candidate.minutes_today) == ((), 0)


def test_a_shift_of_another_weekday_does_not_count():
    Shift.objects.filter(interpreter=make_interpreter()).update(weekday=2)
    (candidate,) = candidates_of_day(TUESDAY)
    assert candidate.shifts == ()


def test_an_exception_replaces_the_pattern_of_its_day():
    wang_li = make_interpreter()
    make_exception(wang_li, "10:00", "14:00")
    (candidate,) = candidates_of_day(TUESDAY)
    assert candidate.shifts == (span("10:00", "14:00"),)


def test_a_day_off_is_no_day_at_work():
    make_exception(make_interpreter(), None, None)
    (candidate,) = candidates_of_day(TUESDAY)
    assert candidate.shifts == ()


def test_a_holiday_is_worked_by_those_alone_who_said_so():
    make_exception(make_interpreter(), "09:00", "12:00")
    make_interpreter()
    working, resting = candidates_of_day(TUESDAY, holidays={TUESDAY})
    assert (working.shifts, resting.shifts) == ((span("09:00", "12:00"),), ())


def test_the_ways_of_the_house_come_with_the_people():
    make_interpreter()
    TravelTime.objects.create(kind="room", here="304", there="201", minutes=7)
    TravelTime.objects.create(kind="floor", here="5", there="1", minutes=4)
    (candidate,) = candidates_of_day(TUESDAY)
    assert candidate.walk.minutes(Place("201", 2), Place("304", 3)) == 7
    assert candidate.walk.minutes(Place("101", 1), Place("501", 5)) == 4


def test_bookings_outside_a_shift_are_found_with_those_in_the_break():
    wang_li = make_interpreter()
    late, at_noon, fine = make_booking(wang_li, "18:00", "18:20"), make_booking(wang_li, "12:10", "12:20"), make_booking(wang_li)
    Shift.objects.update(break_starts=time(12), break_ends=time(13))
    assert outside_shifts(wang_li.pk, TUESDAY, TUESDAY, since=at("08:00")) == (at_noon, late)
    assert outside_shifts(wang_li.pk, TUESDAY, TUESDAY, since=at("12:30")) == (late,)
    assert fine.released_at is None


def test_a_window_that_ends_at_midnight_does_not_touch_the_next_day():
    midnight = at("00:00") + timedelta(days=1)
    assert days_of(Interval(at("23:00"), midnight)) == (TUESDAY,)
    assert days_of(Interval(at("23:00"), midnight + timedelta(minutes=1))) == (TUESDAY, date(2026, 11, 25))


def test_the_day_is_heihes_whichever_clock_the_reader_has_switched_on():
    make_interpreter()
    with timezone.override("Asia/Yakutsk"):
        (candidate,) = candidates_of_day(TUESDAY)
    assert candidate.shifts == (span("08:00", "18:00"),)


def test_a_phrase_is_kept_in_three_languages():
    Phrase.objects.create(
        code="ph_1", category="reception", text_zh_hans="请出示护照。", text_ru="Покажите паспорт.", text_en="Your passport, please."
    )
    assert Phrase.objects.get().text_ru == "Покажите паспорт."
