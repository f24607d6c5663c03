"""A traction of half an hour, 10:50 to 11:20, is interpreted for five minutes at its start and five at its end."""

import pytest
from django.db import IntegrityError, transaction

from clinic.visits import counter, progress, refusals, scheduling
from clinic.visits.models import Visit
from clinic.visits.openings import Asked, free_slots, last_interpreters, last_speakers
from clinic.visits.windows import Interpreting
from interpreters.booking import InterpreterTaken
from interpreters.models import Booking, TravelTime
from tests.interpreters.make import make_booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def traction():
    return make_service("S_TRACT", kind="rehabilitation", interpreting="first_and_last", interpreting_min=5)


@pytest.fixture
def practitioner(traction):
    return make_practitioner(services=[traction])


def _new(practitioner, **changes):
    given = {"practitioner_id": practitioner.pk, "starts": heihe(10, 50), "service_id": practitioner.services.get().pk, **changes}
    return scheduling.NewVisit(patient_id=make_patient().pk, **given)


def _book(practitioner, **changes):
    visit = scheduling.book(_new(practitioner, **changes), by_id=None, now=NOW)
    return Visit.objects.select_related("booking", "closing_booking").get(pk=visit.pk)


def _spans(visit):
    return [(window.key, window.starts, window.ends, window.booking and window.booking.interpreter_id) for window in visit.windows]


def _busy_at_the_end(interpreter, **changes):
    return make_booking(interpreter, "11:14", "11:25", **changes)


def test_one_interpreter_is_booked_for_both_ends_and_free_between(practitioner):
    wang_li = make_interpreter()
    visit = _book(practitioner, interpreter_id=wang_li.pk)
    assert _spans(visit) == [("opening", heihe(10, 50), heihe(10, 55), wang_li.pk), ("closing", heihe(11, 15), heihe(11, 20), wang_li.pk)]
    assert _book(make_practitioner(), starts=heihe(10, 55), interpreter_id=wang_li.pk).booking


def test_who_cannot_stay_for_the_end_leaves_it_open(practitioner):
    wang_li = make_interpreter()
    _busy_at_the_end(wang_li, place="302")
    visit = _book(practitioner, interpreter_id=wang_li.pk)
    assert [window.booking_id is None for window in visit.windows] == [False, True]


def test_another_may_be_named_for_the_end(practitioner):
    first, last = make_interpreter(), make_interpreter()
    visit = _book(practitioner, interpreter_id=first.pk, closing_interpreter_id=last.pk)
    assert [window.booking.interpreter_id for window in visit.windows] == [first.pk, last.pk]


def test_who_is_named_for_the_end_and_taken_is_refused_and_nothing_is_written(practitioner):
    first, last = make_interpreter(), make_interpreter()
    _busy_at_the_end(last)
    with pytest.raises(InterpreterTaken):
        _book(practitioner, interpreter_id=first.pk, closing_interpreter_id=last.pk)
    assert not Visit.objects.exists()
    assert not Booking.objects.filter(interpreter=first).exists()


def test_the_counter_takes_whoever_can_stay_for_both(practitioner, liu_fang):
    half, whole = make_interpreter(), make_interpreter()
    _busy_at_the_end(half)
    visit = counter.open_visit(_new(practitioner), counter.Counter(best=True), by_id=liu_fang.pk, now=NOW)
    assert {window.booking.interpreter_id for window in visit.windows} == {whole.pk}


def test_the_counter_takes_two_where_nobody_can_stay_for_both(practitioner, liu_fang):
    first, last = make_interpreter(), make_interpreter()
    _busy_at_the_end(first)
    make_booking(last, "10:49", "10:52")
    visit = counter.open_visit(_new(practitioner), counter.Counter(best=True), by_id=liu_fang.pk, now=NOW)
    assert [window.booking.interpreter_id for window in visit.windows] == [first.pk, last.pk]


def test_a_time_is_covered_only_when_both_ends_are(practitioner, traction):
    wang_li = make_interpreter()
    make_booking(wang_li, "08:00", "11:20")
    slots = free_slots(Asked(traction, make_patient().pk), day=TODAY, now=NOW)
    assert min(slot.start for slot in slots if slot.covered) == heihe(11, 30)


def test_a_measured_way_counts_for_booking_and_for_free_times(practitioner, traction):
    wang_li = make_interpreter()
    make_booking(wang_li, "10:00", "10:45", place="401", floor=4)
    TravelTime.objects.create(kind="room", here="401", there="302", minutes=12)
    with pytest.raises(InterpreterTaken) as refusal:
        _book(practitioner, interpreter_id=wang_li.pk)
    assert (refusal.value.reason.code, refusal.value.reason.minutes) == ("walk_too_short", 12)
    slots = free_slots(Asked(traction, make_patient().pk), day=TODAY, now=NOW)
    assert min(slot.start for slot in slots if slot.covered) == heihe(11)


def test_giving_up_the_visit_sets_both_free(practitioner, liu_fang):
    visit = _book(practitioner, interpreter_id=make_interpreter().pk)
    progress.change_state(visit.pk, "cancelled", seen="booked", by_id=liu_fang.pk, now=NOW)
    visit.refresh_from_db()
    assert (visit.booking, visit.closing_booking) == (None, None)
    assert not Booking.objects.filter(released_at=None).exists()


def test_one_of_two_windows_is_given_to_another(practitioner):
    first, last = make_interpreter(), make_interpreter()
    visit = _book(practitioner, interpreter_id=first.pk)
    visit = scheduling.assign(visit.pk, last.pk, by_id=None, now=NOW, window="closing")
    assert [window.booking.interpreter_id for window in visit.windows] == [first.pk, last.pk]


def test_both_windows_go_to_one_or_neither_does(practitioner):
    first, busy = make_interpreter(), make_interpreter()
    visit = _book(practitioner, interpreter_id=first.pk)
    _busy_at_the_end(busy)
    with pytest.raises(InterpreterTaken):
        scheduling.assign(visit.pk, busy.pk, by_id=None, now=NOW)
    assert set(Booking.objects.filter(released_at=None, place="302").values_list("interpreter", flat=True)) == {first.pk}


def test_a_visit_may_differ_from_its_service(practitioner):
    visit = _book(practitioner, interpreting=Interpreting("first", 7), interpreter_id=make_interpreter().pk)
    assert _spans(visit)[0][:3] == ("opening", heihe(10, 50), heihe(10, 57))
    assert (len(visit.windows), visit.interpreting) == (1, Interpreting("first", 7))


@pytest.mark.parametrize("wanted", [Interpreting("first", 31), Interpreting("first_and_last"), Interpreting("whole", 5)])
def test_minutes_that_do_not_fit_are_refused(practitioner, wanted):
    with pytest.raises(refusals.MinutesDoNotFit):
        _book(practitioner, interpreting=wanted)


@pytest.mark.parametrize("changes", [{"closing_starts": heihe(10, 55)}, {"closing_ends": heihe(11, 21)}, {"closing_ends": None}])
def test_the_database_refuses_a_closing_window_that_makes_no_sense(practitioner, changes):
    visit = _book(practitioner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**changes)


def test_the_need_is_remembered_from_the_booking_of_the_visit(practitioner):
    visit = _book(practitioner)
    later = scheduling.assign(visit.pk, make_interpreter().pk, by_id=None, now=heihe(10, 40))
    assert {window.booking.requested_at for window in later.windows} == {NOW}


def test_a_room_on_another_floor_is_no_matter_within_one_visit(practitioner):
    practitioner.room = make_room("501")
    practitioner.save()
    assert all(window.booking for window in _book(practitioner, interpreter_id=make_interpreter().pk).windows)


def test_last_time_remembers_who_was_there_for_the_end(practitioner):
    wang_li, chen = make_interpreter(), make_interpreter()
    visit = _book(practitioner, interpreter_id=wang_li.pk, closing_interpreter_id=chen.pk)
    assert last_speakers(visit.patient_id, heihe(18)) == (wang_li.pk, chen.pk)
    scheduling.assign(visit.pk, None, by_id=None, now=NOW, window="opening")
    assert last_speakers(visit.patient_id, heihe(18)) == (chen.pk,)
    assert last_interpreters([visit.patient_id], heihe(18)) == {visit.patient_id: chen.pk}
