"""Writing the roster: what stands afterwards, what stays as history, and which bookings stop a change."""

from datetime import date, time, timedelta

import pytest

from interpreters import absences
from interpreters.duty import Hours, HoursInvalid
from interpreters.models import Absence, Interpreter, Shift, ShiftException
from interpreters.roster import duties
from interpreters.rostering import (
    Copy,
    DatesInvalid,
    Edit,
    LeavesBookings,
    Span,
    change_pattern,
    clear_day,
    copy_week,
    set_day,
)
from tests.interpreters.make import TUESDAY, at, make_booking, make_exception
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db
EDIT = Edit(None, at("07:00"))
MONDAY = TUESDAY - timedelta(days=1)
NEXT_MONDAY = MONDAY + timedelta(days=7)
ALWAYS = Hours(time(8), time(18))
SHORT = Hours(time(9), time(13))


def hours_of(interpreter: Interpreter, day: date = TUESDAY) -> tuple[Hours, ...]:
    return duties([interpreter.pk], day, day)[interpreter.pk].on(day)


def test_one_day_has_other_hours_and_the_rest_of_the_pattern_stays():
    wang_li = make_interpreter()
    assert set_day(wang_li.pk, day=TUESDAY, hours=SHORT, note="врач", edit=EDIT) == ()
    assert (hours_of(wang_li), hours_of(wang_li, MONDAY)) == ((SHORT,), (ALWAYS,))
    assert ShiftException.objects.get().note == "врач"


def test_a_day_can_be_set_again_and_given_back_to_the_pattern():
    wang_li = make_interpreter()
    set_day(wang_li.pk, day=TUESDAY, hours=None, edit=EDIT)
    set_day(wang_li.pk, day=TUESDAY, hours=SHORT, edit=EDIT)
    assert hours_of(wang_li) == (SHORT,)
    clear_day(wang_li.pk, day=TUESDAY, edit=EDIT)
    assert hours_of(wang_li) == (ALWAYS,)


def test_a_change_that_leaves_a_booking_outside_is_refused_with_its_list():
    wang_li = make_interpreter()
    booked = make_booking(wang_li, "14:00", "14:20")
    with pytest.raises(LeavesBookings) as refused:
        set_day(wang_li.pk, day=TUESDAY, hours=SHORT, edit=EDIT)
    assert refused.value.bookings == (booked,)
    assert hours_of(wang_li) == (ALWAYS,)


def test_the_same_change_is_made_when_she_wants_it_even_so():
    wang_li = make_interpreter()
    booked = make_booking(wang_li, "14:00", "14:20")
    assert set_day(wang_li.pk, day=TUESDAY, hours=SHORT, edit=Edit(None, at("07:00"), even_so=True)) == (booked,)
    assert hours_of(wang_li) == (SHORT,)


@pytest.mark.parametrize("changes", [{"released_at": at("06:00")}, {"starts": at("06:00"), "ends": at("06:20")}])
def test_what_is_given_back_or_over_stops_nothing(changes):
    wang_li = make_interpreter()
    make_booking(wang_li, **changes)
    assert set_day(wang_li.pk, day=TUESDAY, hours=None, edit=EDIT) == ()


def test_what_lay_outside_before_stops_no_other_change():
    wang_li = make_interpreter()
    make_booking(wang_li, "20:00", "20:20")
    assert set_day(wang_li.pk, day=TUESDAY, hours=SHORT, edit=EDIT) == ()


@pytest.mark.parametrize(("hours", "reason"), [
    (Hours(time(9), time(9)), "ends_before_start"),
    (Hours(time(9), time(13), time(12)), "break_half"),
    (Hours(time(9), time(13), time(12), time(14)), "break_outside"),
    (Hours(time(9), time(13), time(12), time(11)), "break_outside"),
])  # fmt: skip
def test_hours_no_day_can_have_are_refused_by_name(hours, reason):
    with pytest.raises(HoursInvalid) as refused:
        set_day(make_interpreter().pk, day=TUESDAY, hours=hours, edit=EDIT)
    assert refused.value.reason == reason


@pytest.mark.parametrize("day", [date.min, date.max, date(2090, 1, 1)])
def test_a_day_in_another_century_is_refused(day):
    with pytest.raises(DatesInvalid):
        set_day(make_interpreter().pk, day=day, hours=SHORT, edit=EDIT)


def rows_of(interpreter: Interpreter) -> list[tuple[date, date | None, time]]:
    rows = Shift.objects.filter(interpreter=interpreter, weekday=1).order_by("valid_from")
    return [(row.valid_from, row.valid_to, row.starts) for row in rows]


def test_a_new_pattern_ends_the_old_one_the_day_before_and_history_stays():
    wang_li = make_interpreter()
    change_pattern(wang_li.pk, span=Span(TUESDAY), week={1: SHORT}, edit=EDIT)
    assert rows_of(wang_li) == [(date(2024, 1, 1), MONDAY, time(8)), (TUESDAY, None, time(9))]


def test_a_pattern_with_a_last_date_gives_way_to_the_old_one_again():
    wang_li = make_interpreter()
    last = TUESDAY + timedelta(days=20)
    change_pattern(wang_li.pk, span=Span(TUESDAY, last), week={1: SHORT}, edit=EDIT)
    after = last + timedelta(days=1)
    assert rows_of(wang_li) == [(date(2024, 1, 1), MONDAY, time(8)), (TUESDAY, last, time(9)), (after, None, time(8))]


def test_what_was_planned_later_is_replaced():
    wang_li = make_interpreter()
    change_pattern(wang_li.pk, span=Span(TUESDAY + timedelta(days=30)), week={1: SHORT}, edit=EDIT)
    change_pattern(wang_li.pk, span=Span(TUESDAY), week={1: None}, edit=EDIT)
    assert rows_of(wang_li) == [(date(2024, 1, 1), MONDAY, time(8))]


def test_a_weekday_that_is_so_already_is_not_written_again():
    wang_li = make_interpreter()
    before = set(Shift.objects.values_list("pk", "valid_to"))
    change_pattern(wang_li.pk, span=Span(TUESDAY), week=dict.fromkeys(range(7), ALWAYS), edit=EDIT)
    assert set(Shift.objects.values_list("pk", "valid_to")) == before


def test_a_pattern_says_which_bookings_it_leaves_weeks_ahead():
    wang_li = make_interpreter()
    later = make_booking(wang_li, starts=at("15:00") + timedelta(days=70), ends=at("15:20") + timedelta(days=70))
    with pytest.raises(LeavesBookings) as refused:
        change_pattern(wang_li.pk, span=Span(TUESDAY), week={1: SHORT}, edit=EDIT)
    assert refused.value.bookings == (later,)
    assert Shift.objects.count() == 7


@pytest.mark.parametrize(
    ("span", "reason"), [(Span(MONDAY), "in_past"), (Span(TUESDAY, MONDAY), "order"), (Span(date(2090, 1, 1)), "too_far")]
)
def test_dates_that_make_no_sense_are_refused_by_name(span, reason):
    with pytest.raises(DatesInvalid) as refused:
        change_pattern(make_interpreter().pk, span=span, week={1: SHORT}, edit=EDIT)
    assert refused.value.reason == reason


def test_a_copied_week_brings_its_exceptions_and_writes_only_what_differs():
    wang_li = make_interpreter()
    make_exception(wang_li, "09:00", "13:00")
    assert copy_week(Copy(MONDAY, NEXT_MONDAY), people=[wang_li.pk], edit=EDIT).copied == (wang_li.pk,)
    assert hours_of(wang_li, TUESDAY + timedelta(days=7)) == (SHORT,)
    assert ShiftException.objects.count() == 2


def test_whoever_has_bookings_in_the_way_keeps_her_week_and_the_others_get_theirs():
    free, taken = make_interpreter(), make_interpreter()
    for person in (free, taken):
        make_exception(person, None, None)
    booked = make_booking(taken, starts=at("10:00") + timedelta(days=7), ends=at("10:20") + timedelta(days=7))
    done = copy_week(Copy(MONDAY, NEXT_MONDAY), people=[free.pk, taken.pk], edit=EDIT)
    assert (done.copied, done.refused) == ((free.pk,), {taken.pk: (booked,)})
    assert hours_of(taken, TUESDAY + timedelta(days=7)) == (ALWAYS,)


def test_days_to_skip_stay_as_they_are():
    wang_li = make_interpreter()
    make_exception(wang_li, None, None)
    copy_week(Copy(MONDAY, NEXT_MONDAY, skip={TUESDAY + timedelta(days=7)}), people=[wang_li.pk], edit=EDIT)
    assert hours_of(wang_li, TUESDAY + timedelta(days=7)) == (ALWAYS,)


def test_a_week_can_become_the_pattern():
    wang_li = make_interpreter()
    make_exception(wang_li, "09:00", "13:00")
    copy_week(Copy(MONDAY, NEXT_MONDAY, as_pattern=True), people=[wang_li.pk], edit=EDIT)
    assert rows_of(wang_li) == [(date(2024, 1, 1), NEXT_MONDAY - timedelta(days=1), time(8)), (NEXT_MONDAY, None, time(9))]


@pytest.mark.parametrize(("copy", "reason"), [
    (Copy(TUESDAY, NEXT_MONDAY), "not_monday"),
    (Copy(MONDAY, MONDAY), "order"),
    (Copy(MONDAY, MONDAY - timedelta(days=7), as_pattern=True), "in_past"),
    (Copy(MONDAY, date(2090, 1, 2)), "too_far"),
])  # fmt: skip
def test_a_week_that_cannot_be_copied_is_refused_by_name(copy, reason):
    with pytest.raises(DatesInvalid) as refused:
        copy_week(copy, people=[make_interpreter().pk], edit=EDIT)
    assert refused.value.reason == reason


def absent(interpreter: Interpreter) -> Absence:
    return absences.note(interpreter.pk, starts=at("10:00"), ends=at("16:00"), reason="sick", by_id=None, now=at("09:00")).absence


def test_whoever_is_back_earlier_is_there_from_that_moment():
    away = absent(make_interpreter())
    assert absences.end(away.pk, at=at("12:00"))
    away.refresh_from_db()
    assert away.ends == at("12:00")


def test_an_absence_that_never_began_is_gone_and_one_that_is_over_stays():
    early, late = absent(make_interpreter()), absent(make_interpreter())
    assert absences.end(early.pk, at=at("09:30"))
    assert not absences.end(late.pk, at=at("16:00"))
    assert list(Absence.objects.all()) == [late]
