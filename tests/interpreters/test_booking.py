"""Taking, moving, giving back an interpreter in the database."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from interpreters import absences, booking
from interpreters.availability import Place
from interpreters.models import Absence, Booking, Shift, TravelTime
from tests.interpreters.make import TUESDAY, at, make_booking, make_exception
from tests.make import make_interpreter, make_user

NOW = at("09:00")
STATEMENTS_OF_A_BOOKING = 5
pytestmark = pytest.mark.django_db


def book(interpreter, start="10:00", end="10:20", **changes):
    usual = {"starts": at(start), "ends": at(end), "place": Place("304", 3), "by_id": None, "now": NOW}
    return booking.book(interpreter.pk, **(usual | changes))


def test_a_free_interpreter_is_booked_with_room_and_who_booked():
    user = make_user()
    booked = book(make_interpreter(), by_id=user.pk)
    booked.refresh_from_db()
    assert (booked.place, booked.floor, booked.booked_by, booked.booked_at) == ("304", 3, user, NOW)


def test_a_second_booking_is_refused_with_room_end_and_next_free_moment():
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:40")
    with pytest.raises(booking.InterpreterTaken) as refused:
        book(wang_li, "10:30", "10:50")
    assert (refused.value.place, refused.value.until, refused.value.next_free) == ("304", at("10:40"), at("10:40"))
    assert Booking.objects.count() == 1


def test_touching_in_the_same_room_is_allowed():
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:20")
    book(wang_li, "10:20", "10:21")
    assert Booking.objects.count() == 2


def test_touching_in_another_room_leaves_no_time_to_walk():
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:20")
    with pytest.raises(booking.InterpreterTaken) as refused:
        book(wang_li, "10:20", "10:40", place=Place("203", 2))
    assert (refused.value.reason.code, refused.value.next_free) == ("walk_too_short", at("10:22"))


def test_a_released_window_can_be_given_to_somebody_else():
    wang_li = make_interpreter()
    assert booking.release(book(wang_li).pk, by_id=None, now=NOW)
    book(wang_li)
    assert Booking.objects.filter(released_at=None).count() == 1


def test_giving_back_twice_changes_nothing_the_second_time():
    booked = book(make_interpreter())
    booking.release(booked.pk, by_id=None, now=NOW)
    assert not booking.release(booked.pk, by_id=None, now=at("09:30"))
    assert Booking.objects.get().released_at == NOW


def test_somebody_on_leave_is_refused_with_the_class_and_the_end():
    wang_li = make_interpreter()
    Absence.objects.create(interpreter=wang_li, starts=at("08:00"), ends=at("11:00"), reason="leave", noted_at=NOW)
    with pytest.raises(booking.InterpreterAway) as refused:
        book(wang_li)
    assert (refused.value.reason.detail, refused.value.until) == ("leave", at("11:00"))


def test_somebody_who_left_the_house_is_refused():
    with pytest.raises(booking.InterpreterAway):
        book(make_interpreter(active=False))


@pytest.mark.parametrize(("start", "end"), [("07:50", "08:10"), ("17:50", "18:10"), ("20:00", "20:10")])
def test_a_window_outside_the_shift_is_refused(start, end):
    with pytest.raises(booking.OffShift):
        book(make_interpreter(), start, end, now=at("07:00"))


def test_lunch_is_not_interrupted():
    wang_li = make_interpreter()
    Shift.objects.filter(interpreter=wang_li).update(break_starts=time(12), break_ends=time(13))
    with pytest.raises(booking.OffShift) as refused:
        book(wang_li, "11:50", "12:10")
    assert (refused.value.reason.code, refused.value.next_free) == ("on_break", at("13:00"))


def test_the_measured_way_between_two_rooms_counts():
    TravelTime.objects.create(kind="floor", here="2", there="3", minutes=1)
    TravelTime.objects.create(kind="room", here="203", there="304", minutes=9)
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:20")
    with pytest.raises(booking.InterpreterTaken) as refused:
        book(wang_li, "10:25", "10:40", place=Place("203", 2))
    assert (refused.value.reason.code, refused.value.reason.minutes, refused.value.next_free) == ("walk_too_short", 9, at("10:29"))


def test_the_measured_way_between_two_floors_counts_where_the_rooms_have_none():
    TravelTime.objects.create(kind="floor", here="3", there="2", minutes=6)
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:20")
    with pytest.raises(booking.InterpreterTaken):
        book(wang_li, "10:25", "10:40", place=Place("203", 2))
    assert book(wang_li, "10:26", "10:40", place=Place("203", 2))


def test_an_extra_shift_can_be_booked_and_a_day_off_cannot():
    extra, off = make_interpreter(), make_interpreter()
    make_exception(extra, "19:00", "21:00")
    make_exception(off, None, None)
    assert book(extra, "19:00", "19:20")
    with pytest.raises(booking.OffShift):
        book(off)


def test_booking_costs_as_many_statements_as_before_the_tables_grew(django_assert_num_queries):
    wang_li = make_interpreter()
    with django_assert_num_queries(STATEMENTS_OF_A_BOOKING):
        book(wang_li)


def test_every_change_counts_up_the_revision():
    booked = book(make_interpreter())
    assert (booked.sequence, booked.changed_at) == (0, NOW)
    booking.move(booked.pk, starts=at("11:00"), ends=at("11:20"), place="304", by_id=None, now=at("09:10"))
    booking.release(booked.pk, by_id=None, now=at("09:20"))
    booked.refresh_from_db()
    assert (booked.sequence, booked.changed_at) == (2, at("09:20"))


def test_a_shift_counts_on_the_last_day_of_its_validity():
    wang_li = make_interpreter()
    Shift.objects.filter(interpreter=wang_li).update(valid_to=TUESDAY)
    assert book(wang_li)


def test_a_shift_no_longer_counts_the_day_after():
    wang_li = make_interpreter()
    Shift.objects.filter(interpreter=wang_li).update(valid_to=TUESDAY - timedelta(days=1))
    with pytest.raises(booking.OffShift):
        book(wang_li)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts": at("10:20"), "ends": at("10:20")}, "ends_before_start"),
        ({"ends": at("23:00")}, "too_long"),
        ({"starts": at("08:20")}, "in_past"),
        ({"starts": at("10:00").replace(tzinfo=None), "ends": at("10:20").replace(tzinfo=None)}, "naive"),
        ({"starts": at("10:00", day=TUESDAY.replace(year=2090)), "ends": at("10:20", day=TUESDAY.replace(year=2090))}, "too_far"),
        ({"place": "a room whose name is too long"}, "place"),
        ({"place": "30\x004"}, "place"),
    ],
)
def test_a_senseless_window_is_refused_by_name(changes, reason):
    with pytest.raises(booking.WindowInvalid) as refused:
        book(make_interpreter(), **changes)
    assert refused.value.reason == reason


def test_a_walk_in_that_began_a_moment_ago_is_accepted():
    assert book(make_interpreter(), "08:40", "09:20")


def test_a_stranger_number_is_refused_by_name():
    with pytest.raises(booking.InterpreterUnknown):
        booking.book(10**20, starts=at("10:00"), ends=at("10:20"), place="304", by_id=None, now=NOW)


def test_a_booking_may_move_over_its_own_old_time():
    booked = book(make_interpreter())
    booking.move(booked.pk, starts=at("10:10"), ends=at("10:30"), place=Place("203", 2), by_id=None, now=NOW)
    booked.refresh_from_db()
    assert (booked.starts, booked.place, booked.floor) == (at("10:10"), "203", 2)


def test_a_booking_cannot_move_onto_another():
    wang_li = make_interpreter()
    booked = book(wang_li)
    book(wang_li, "11:00", "11:20")
    with pytest.raises(booking.InterpreterTaken):
        booking.move(booked.pk, starts=at("11:10"), ends=at("11:30"), place="304", by_id=None, now=NOW)
    booked.refresh_from_db()
    assert booked.starts == at("10:00")


@pytest.mark.parametrize("gone", ["released", "never"])
def test_what_is_gone_cannot_move(gone):
    booked = book(make_interpreter())
    booking.release(booked.pk, by_id=None, now=NOW)
    number = booked.pk if gone == "released" else booked.pk + 1
    with pytest.raises(booking.BookingGone):
        booking.move(number, starts=at("11:10"), ends=at("11:30"), place="304", by_id=None, now=NOW)


def test_noting_an_absence_names_the_bookings_it_leaves_open():
    wang_li = make_interpreter()
    book(wang_li, "10:00", "10:20")
    afternoon = book(wang_li, "14:00", "14:20")
    noted = absences.note(wang_li.pk, starts=at("12:00"), ends=at("18:00"), reason="sick", by_id=None, now=NOW)
    assert noted.left_open == (afternoon,)


@pytest.mark.parametrize(("changes", "reason"), [({"ends": at("09:00")}, "ends_before_start"), ({"reason": "flu"}, "reason")])
def test_a_senseless_absence_is_refused_by_name(changes, reason):
    usual = {"starts": at("12:00"), "ends": at("18:00"), "reason": "sick", "by_id": None, "now": NOW}
    with pytest.raises(absences.AbsenceInvalid) as refused:
        absences.note(make_interpreter().pk, **(usual | changes))
    assert refused.value.reason == reason


def test_the_database_alone_refuses_an_overlap():
    wang_li = make_interpreter()
    make_booking(wang_li, "10:00", "10:20")
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        make_booking(wang_li, "10:19", "10:40")


def test_the_database_alone_refuses_to_move_a_row_onto_another():
    wang_li = make_interpreter()
    make_booking(wang_li, "10:00", "10:20")
    later = make_booking(wang_li, "10:20", "10:40")
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        Booking.objects.filter(pk=later.pk).update(starts=at("10:10"))


@pytest.mark.parametrize("day", [TUESDAY, date(2026, 11, 30), date(2026, 12, 31)])
def test_the_database_refuses_an_overlap_around_midnight(day):
    wang_li = make_interpreter()
    midnight = at("00:00", day=day) + timedelta(days=1)
    make_booking(wang_li, starts=midnight - timedelta(minutes=10), ends=midnight + timedelta(minutes=10))
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        make_booking(wang_li, starts=midnight + timedelta(minutes=9), ends=midnight + timedelta(minutes=20))


def test_the_database_allows_touching_other_people_and_released_rows():
    wang_li, chen = make_interpreter(), make_interpreter(name_zh_hans="陈国华", sex="M")
    make_booking(wang_li, "10:00", "10:20")
    make_booking(wang_li, "10:20", "10:40")
    make_booking(chen, "10:00", "10:20")
    make_booking(wang_li, "10:00", "10:40", released_at=NOW)
    assert Booking.objects.count() == 4


def test_the_database_refuses_to_bring_a_released_row_back_onto_another():
    wang_li = make_interpreter()
    make_booking(wang_li)
    released = make_booking(wang_li, released_at=NOW)
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        Booking.objects.filter(pk=released.pk).update(released_at=None)


def test_a_refusal_of_the_database_itself_is_still_named(monkeypatch):
    wang_li = make_interpreter()
    make_booking(wang_li, "10:00", "10:40", place="203")
    monkeypatch.setattr(booking, "_refuse_unless_free", lambda *given, **named: None)
    with pytest.raises(booking.InterpreterTaken) as refused:
        book(wang_li, "10:30", "10:50")
    assert (refused.value.place, Booking.objects.count()) == ("203", 1)
