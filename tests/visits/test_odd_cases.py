"""What hardly ever happens, and then on a full morning."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic.departments.models import ClosedDay, ConsultingHours
from clinic.visits import moving, progress, refusals, scheduling, speaking, windowing
from clinic.visits.models import Visit, VisitChange
from clinic.visits.windows import Interpreting
from interpreters.models import Booking
from patients import merging
from patients.models import Stay
from tests.cast import client_of
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_service, make_user, make_visit

pytestmark = pytest.mark.django_db
BY = {"by_id": None, "now": NOW}


@pytest.fixture
def by():
    return {"by_id": make_user("reception").pk, "now": NOW}


def new_visit(**changes) -> scheduling.NewVisit:
    practitioner = changes.pop("practitioner", None) or make_practitioner(services=changes.pop("services", None))
    given = {"patient_id": make_patient().pk, "starts": heihe(14), **changes}
    return scheduling.NewVisit(service_id=practitioner.services.get().pk, practitioner_id=practitioner.pk, **given)


WRONG = [("booked", "done"), ("done", "arrived"), ("cancelled", "arrived"), ("arrived", "done"), ("booked", "nonsense")]


@pytest.mark.parametrize(("seen", "wanted"), WRONG)
def test_a_step_that_the_rules_do_not_know_changes_nothing(by, seen, wanted):
    visit = make_visit(state=seen)
    with pytest.raises(refusals.StepNotAllowed):
        progress.change_state(visit.pk, wanted, seen=seen, **by)
    assert not VisitChange.objects.exists()


def test_a_second_tap_on_a_state_and_on_a_name_changes_nothing(by):
    visit, wang_li = make_visit(starts=heihe(14)), make_interpreter()
    for _tap in range(2):
        progress.change_state(visit.pk, "arrived", seen="booked", **by)
        scheduling.assign(visit.pk, wang_li.pk, **by)
    assert (VisitChange.objects.count(), Booking.objects.count()) == (1, 1)


def test_the_visit_of_a_record_that_was_merged_goes_on_under_the_one_that_stays(by):
    kept, absorbed = make_patient(), make_patient()
    visit = make_visit(patient=absorbed, starts=heihe(14))
    merging.merge(kept.pk, absorbed.pk, certain=True, **by)
    moving.move_visit(moving.Move(visit.pk, heihe(15)), **by)
    progress.change_state(visit.pk, "arrived", seen="booked", **by)
    assert Visit.objects.values_list("patient", "state", "starts").get() == (kept.pk, "arrived", heihe(15))


def test_a_day_that_was_closed_after_booking_takes_nobody_more_and_lets_its_visits_go():
    visit = make_visit(starts=heihe(14), day=TODAY)
    ClosedDay.objects.create(date=TODAY, kind="river")
    for act in (lambda: scheduling.book(new_visit(), **BY), lambda: moving.move_visit(moving.Move(visit.pk, heihe(15)), **BY)):
        with pytest.raises(refusals.DayClosed):
            act()
    moving.move_visit(moving.Move(visit.pk, heihe(14, day=TODAY + timedelta(days=1))), **BY)
    assert Visit.objects.get().day == TODAY + timedelta(days=1)


def test_nothing_lies_across_midnight():
    practitioner = make_practitioner()
    ConsultingHours.objects.filter(practitioner=practitioner).update(starts=time(0), ends=time(23, 59))
    with pytest.raises(refusals.PractitionerAway):
        scheduling.book(new_visit(practitioner=practitioner, starts=heihe(23, 45)), **BY)
    late = scheduling.book(new_visit(practitioner=practitioner, starts=heihe(23, 29)), **BY)
    early = scheduling.book(new_visit(practitioner=practitioner, starts=heihe(0, day=TODAY + timedelta(days=1))), **BY)
    assert (late.day, early.day) == (TODAY, TODAY + timedelta(days=1))


def test_whoever_has_left_gets_no_visit_moved_to_her():
    visit = make_visit(starts=heihe(14))
    visit.practitioner.active = False
    visit.practitioner.save()
    with pytest.raises(refusals.ServiceNotOffered):
        moving.move_visit(moving.Move(visit.pk, heihe(15)), **BY)


def test_hours_that_end_with_a_leave_take_nobody_behind_it():
    visit = make_visit(starts=heihe(14))
    ConsultingHours.objects.update(valid_to=TODAY)
    with pytest.raises(refusals.PractitionerAway):
        moving.move_visit(moving.Move(visit.pk, heihe(14, day=TODAY + timedelta(days=1))), **BY)


def test_one_minute_at_each_end_is_a_window_with_all_rights(by):
    wang_li = make_interpreter(user=make_user("interpreter"))
    visit = scheduling.book(new_visit(interpreter_id=wang_li.pk, interpreting=Interpreting("first_and_last", 1)), **BY)
    progress.change_state(visit.pk, "arrived", seen="booked", **by)
    hers = {"interpreter_id": wang_li.pk, "by_id": wang_li.user_id}
    for say, minute in ((speaking.begin, 0), (speaking.finish, 1), (speaking.begin, 29), (speaking.finish, 30)):
        say(visit.pk, at=heihe(14, minute), **hers)
    assert Visit.objects.get().state == "done"
    assert set(Booking.objects.values_list("started_at", "ended_at")) == {(heihe(14), heihe(14, 1)), (heihe(14, 29), heihe(14, 30))}


def test_a_treatment_without_interpreting_gets_one_for_all_of_it_and_loses_her_again():
    service = make_service("S_MOXA", interpreting="none", interpreting_min=None)
    visit, wang_li = scheduling.book(new_visit(services=[service]), **BY), make_interpreter()
    with pytest.raises(refusals.StepNotAllowed):
        scheduling.assign(visit.pk, wang_li.pk, **BY)
    windowing.change_windows(visit.pk, Interpreting("whole"), **BY)
    scheduling.assign(visit.pk, wang_li.pk, **BY)
    assert (Booking.objects.get().starts, Booking.objects.get().ends) == (visit.starts, visit.ends)
    windowing.change_windows(visit.pk, None, **BY)
    assert Visit.objects.values_list("needs_interpreter", "booking").get() == (False, None)
    assert Booking.objects.get().released_at


def test_somebody_named_for_the_end_alone_has_the_end_alone():
    chen = make_interpreter()
    scheduling.book(new_visit(closing_interpreter_id=chen.pk, interpreting=Interpreting("first_and_last", 5)), **BY)
    assert Visit.objects.values_list("booking", "closing_booking__interpreter").get() == (None, chen.pk)


def test_a_second_click_that_also_writes_an_entry_down_opens_what_the_first_has_booked(elena, liu_fang):
    practitioner = make_practitioner()
    typed = {"service": make_service().pk, "day": TODAY.isoformat(), "slot": f"{practitioner.pk}@{heihe(11).isoformat()}"}
    typed |= {"interpreter": "nobody", "entered": date(2026, 11, 20).isoformat()}
    with time_machine.travel(NOW, tick=False):
        desk = client_of(liu_fang)
        answers = [desk.post(reverse("visits:book", args=[elena.mrn]), typed) for _click in range(2)]
    assert {one.url for one in answers} == {reverse("desk:visit", args=[Visit.objects.get().pk])}
    assert (Visit.objects.count(), Stay.objects.count()) == (1, 1)
