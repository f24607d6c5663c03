from datetime import date, timedelta

import pytest

from clinic.departments.models import ClosedDay
from clinic.visits import refusals, scheduling
from clinic.visits.models import Visit, VisitChange
from interpreters.booking import InterpreterAway, InterpreterTaken
from interpreters.models import Absence, Booking
from patients.refusals import MergedAway
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_service, make_stay, make_visit

pytestmark = pytest.mark.django_db


def _book(patient, practitioner, **changes):
    given = {
        "patient_id": patient.pk,
        "service_id": make_service().pk,
        "practitioner_id": practitioner.pk,
        "starts": heihe(10, 50),
        **changes,
    }
    return scheduling.book(scheduling.NewVisit(**given), by_id=None, now=NOW)


def test_practitioner_and_interpreter_are_taken_together():
    interpreter = make_interpreter()
    visit = _book(make_patient(), make_practitioner(), interpreter_id=interpreter.pk)
    assert (visit.ticket, visit.ends, visit.room.code) == ("A-1001", heihe(11, 20), "302")
    assert (visit.booking.interpreter, visit.booking.starts, visit.booking.ends) == (interpreter, heihe(10, 50), heihe(11))


def test_the_booking_is_the_first_line_of_the_history():
    visit = _book(make_patient(), make_practitioner())
    assert list(VisitChange.objects.values_list("visit", "from_state", "to_state", "at")) == [(visit.pk, "", "booked", NOW)]


def test_a_taken_practitioner_is_named_with_visit_room_and_end():
    practitioner = make_practitioner()
    other = make_visit(practitioner=practitioner, starts=heihe(10, 40))
    with pytest.raises(refusals.PractitionerTaken) as refusal:
        _book(make_patient(), practitioner)
    assert (refusal.value.ticket, refusal.value.room, refusal.value.until) == (other.ticket, "302", heihe(11, 10))


def test_touching_visits_do_not_overlap():
    practitioner = make_practitioner()
    make_visit(practitioner=practitioner, starts=heihe(10, 20))
    make_visit(practitioner=practitioner, starts=heihe(11, 20))
    assert _book(make_patient(), practitioner).pk


def test_a_patient_cannot_be_in_two_rooms():
    patient = make_patient()
    make_visit(patient=patient, practitioner=make_practitioner(room=make_room("304")), starts=heihe(11))
    with pytest.raises(refusals.PatientTaken):
        _book(patient, make_practitioner())


def test_a_taken_interpreter_leaves_no_visit_behind():
    interpreter = make_interpreter()
    _book(make_patient(), make_practitioner(), interpreter_id=interpreter.pk)
    with pytest.raises(InterpreterTaken) as refusal:
        _book(make_patient(), make_practitioner(room=make_room("304")), interpreter_id=interpreter.pk, starts=heihe(10, 55))
    assert (refusal.value.place, refusal.value.until) == ("302", heihe(11))
    assert (Visit.objects.count(), Booking.objects.count()) == (1, 1)


def test_an_interpreter_on_leave_is_refused():
    interpreter = make_interpreter()
    Absence.objects.create(interpreter=interpreter, starts=heihe(8), ends=heihe(18), reason="leave", noted_at=NOW)
    with pytest.raises(InterpreterAway):
        _book(make_patient(), make_practitioner(), interpreter_id=interpreter.pk)


def test_a_walk_in_may_be_written_down_late_but_not_the_past():
    practitioner = make_practitioner()
    assert _book(make_patient(), practitioner, starts=NOW - timedelta(minutes=30)).pk
    with pytest.raises(refusals.VisitInPast):
        _book(make_patient(), practitioner, starts=NOW - timedelta(minutes=31))


def test_nobody_is_booked_outside_consulting_hours():
    with pytest.raises(refusals.PractitionerAway):
        _book(make_patient(), make_practitioner(), starts=heihe(17, 45))


def test_a_closed_day_says_why():
    ClosedDay.objects.create(date=TODAY, kind="river_closed")
    with pytest.raises(refusals.DayClosed) as refusal:
        _book(make_patient(), make_practitioner())
    assert refusal.value.kind == "river_closed"


def test_a_treatment_nobody_there_gives_is_refused():
    with pytest.raises(refusals.ServiceNotOffered):
        _book(make_patient(), make_practitioner(), service_id=make_service("S_ACU", kind="needles").pk)


def test_a_day_after_the_stay_needs_a_reason():
    patient, practitioner = make_patient(), make_practitioner()
    make_stay(patient, last_day=date(2026, 11, 24))
    with pytest.raises(refusals.AfterLastDay) as refusal:
        _book(patient, practitioner, starts=heihe(9, day=date(2026, 11, 25)))
    assert refusal.value.last_day == date(2026, 11, 24)
    assert _book(patient, practitioner, starts=heihe(9, day=date(2026, 11, 25)), beyond_stay_reason="停留证件已申请").pk


def test_the_last_day_itself_is_allowed():
    patient = make_patient()
    make_stay(patient, last_day=TODAY)
    assert _book(patient, make_practitioner()).pk


def test_another_interpreter_sets_the_first_free():
    first, second = make_interpreter(), make_interpreter()
    visit = _book(make_patient(), make_practitioner(), interpreter_id=first.pk)
    moved = scheduling.assign(visit.pk, second.pk, by_id=None, now=NOW)
    assert moved.booking.interpreter == second
    assert Booking.objects.get(interpreter=first).released_at == NOW


def test_a_refused_interpreter_leaves_the_first_in_place():
    first, second = make_interpreter(), make_interpreter()
    visit = _book(make_patient(), make_practitioner(), interpreter_id=first.pk)
    _book(make_patient(), make_practitioner(room=make_room("304")), interpreter_id=second.pk)
    with pytest.raises(InterpreterTaken):
        scheduling.assign(visit.pk, second.pk, by_id=None, now=NOW)
    visit.refresh_from_db()
    assert (visit.booking.interpreter, visit.booking.released_at) == (first, None)


def test_no_visit_is_booked_for_a_record_that_went_into_another():
    kept = make_patient()
    with pytest.raises(MergedAway) as refused:
        _book(make_patient(merged_into=kept), make_practitioner())
    assert (refused.value.mrn, Visit.objects.count()) == (kept.mrn, 0)
