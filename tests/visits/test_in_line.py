"""Two at one thing: whoever had to wait reads what the first has written, and nobody waits in a ring."""

from collections import Counter
from datetime import date, timedelta

import pytest

from clinic.departments.models import Practitioner
from clinic.my_day import taps
from clinic.visits import moving, progress, refusals, scheduling
from clinic.visits.models import Visit
from clinic.visits.reassigning import Handover, hand_over
from clinic.visits.taking import By
from interpreters import rostering
from interpreters.booking import BookingRefused
from interpreters.models import Booking, Interpreter
from patients import merging, staying
from patients.models import Patient
from tests.make import (
    NOW,
    TODAY,
    heihe,
    make_interpreter,
    make_patient,
    make_practitioner,
    make_room,
    make_service,
    make_stay,
    make_user,
    make_visit,
)
from tests.my_day.make import make_tap
from tests.racing import second_in_line

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
STEPS = 40
AFTERNOON = heihe(14)


def new_visit(patient=None, practitioner=None, starts=AFTERNOON, **changes) -> scheduling.NewVisit:
    patient, practitioner = patient or make_patient(), practitioner or make_practitioner()
    return scheduling.NewVisit(patient.pk, practitioner.services.get().pk, practitioner.pk, starts, **changes)


def book(new: scheduling.NewVisit) -> Visit:
    return scheduling.book(new, by_id=None, now=NOW)


def assign(visit: Visit, who: Interpreter | None) -> Visit:
    return scheduling.assign(visit.pk, who.pk if who else None, by_id=None, now=NOW)


def live() -> list[tuple[int, int]]:
    """Visit and interpreter of every live booking."""
    return list(Booking.objects.filter(released_at=None).values_list("visit", "interpreter"))


def test_a_plan_that_waited_for_a_desk_gives_back_whom_the_desk_has_sent():
    visit, people = make_visit(starts=heihe(14)), [make_interpreter() for _number in range(3)]
    assign(visit, people[0])
    given = [Handover(visit.pk, "opening", people[2].pk)]
    second = second_in_line(lambda: assign(visit, people[1]), lambda: hand_over(given, by=By(None, NOW)))
    assert (second.error, live()) == ("", [(visit.pk, people[2].pk)])


def test_a_visit_after_the_stay_is_not_booked_for_a_record_that_is_being_merged_away():
    kept, absorbed, by = make_patient(), make_patient(), make_user("reception")
    new = new_visit(absorbed, beyond_stay_reason="weather")
    make_stay(absorbed, last_day=date(2026, 11, 20))
    second = second_in_line(lambda: merging.merge(kept.pk, absorbed.pk, by_id=by.pk, now=NOW, certain=True), lambda: book(new))
    assert (second.error.split(":")[0], Visit.objects.count()) == ("MergedAway", 0)


def test_a_stay_that_is_being_shortened_refuses_the_visit_that_waits_for_it():
    patient, by = make_patient(), make_user("reception")
    stay, new = make_stay(patient), new_visit(patient)
    shorter = staying.NewStay(stay.entry_date, last_day=date(2026, 11, 20))
    second = second_in_line(lambda: staying.correct_stay(stay.pk, shorter, reason="stamp", by_id=by.pk, now=NOW), lambda: book(new))
    assert second.error.split(":")[0] == "AfterLastDay"


def test_whoever_is_given_another_room_treats_there_from_the_next_booking_on():
    practitioner, room = make_practitioner(), make_room("304")
    new, gaoxiang = new_visit(practitioner=practitioner), Practitioner.objects.filter(pk=practitioner.pk)
    second_in_line(lambda: gaoxiang.update(room=room), lambda: book(new))
    assert Visit.objects.get().room == room


def test_a_tap_that_waited_for_the_desk_does_not_start_a_visit_that_stands_elsewhere_now():
    wang_li = make_interpreter(user=make_user("interpreter"))
    visit = book(new_visit(starts=heihe(10, 30), interpreter_id=wang_li.pk))
    tap = make_tap("started", visit, planned=visit.booking.starts)
    later = moving.Move(visit.pk, heihe(15))
    second = second_in_line(
        lambda: moving.move_visit(later, by_id=None, now=NOW),
        lambda: taps.take(tap, interpreter=wang_li, by_id=wang_li.user_id, now=NOW),
    )
    assert (second.error, second.value.code) == ("", "visit_moved")


def one_patient_everywhere(number: int, *, patient: int, practitioners: list[int], service: int) -> str:
    new = scheduling.NewVisit(patient, service, practitioners[number % len(practitioners)], heihe(14, 5 * (number % 3)))
    try:
        return book(new).state
    except refusals.Refusal as refusal:
        return refusal.code


def test_one_patient_wanted_by_many_practitioners_at_once_goes_to_one_of_them(race):
    practitioners = [make_practitioner().pk for _number in range(8)]
    given = {"patient": make_patient().pk, "practitioners": practitioners, "service": make_service().pk}
    outcomes = race(one_patient_everywhere, times=16, processes=8, **given)
    assert [one.error for one in outcomes if one.error] == []
    assert Counter(one.value for one in outcomes)["booked"] == 1


def come_after_all(number: int, *, visits: list[int], by: int) -> str:
    """Half of them come back, the others are moved to the same hour."""
    try:
        if number % 2:
            progress.change_state(visits[number], "arrived", seen="no_show", by_id=by, now=NOW)
        else:
            moving.move_visit(moving.Move(visits[number], heihe(14)), by_id=by, now=NOW)
    except refusals.Refusal as refusal:
        return refusal.code
    return "there"


def test_of_many_who_come_back_or_are_moved_to_one_hour_of_a_practitioner_one_gets_it(race):
    practitioner = make_practitioner()
    given = {True: {"state": "no_show", "starts": heihe(14)}, False: {"state": "booked"}}
    hours = [heihe(8 + number // 4, 30 * (number // 2 % 2)) for number in range(12)]
    visits = [make_visit(practitioner=practitioner, **({"starts": hours[number]} | given[bool(number % 2)])).pk for number in range(12)]
    outcomes = race(come_after_all, times=12, processes=6, visits=visits, by=make_user("reception").pk)
    assert [one.error for one in outcomes if one.error] == []
    assert Counter(one.value for one in outcomes) == {"there": 1, "practitioner_taken": 11}


def copy_a_week(number: int, *, people: list[int], by: int) -> int:
    """Every second one begins at the other end of the list."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    copy = rostering.Copy(monday, monday + timedelta(days=7 * (1 + number % 3)))
    return len(rostering.copy_week(copy, people=people[:: -1 if number % 2 else 1], edit=rostering.Edit(by, NOW)).copied)


def test_two_who_copy_the_week_of_the_same_people_do_not_wait_for_each_other(race):
    people = [make_interpreter().pk for _number in range(8)]
    outcomes = race(copy_a_week, times=24, processes=6, people=people, by=make_user("coordinator").pk)
    assert {(one.error, one.value) for one in outcomes} == {("", 8)}


def merge_or_plan(number: int, *, patients: list[int], visits: list[int], people: list[int], by: int) -> str:
    """Two records merged and taken apart, again and again, while plans give their visits to others."""
    try:
        if number % 3 == 0:
            merge = merging.merge(patients[0], patients[1], by_id=by, now=NOW, certain=True)
            merging.unmerge(merge.pk, by_id=by, now=NOW)
            return "merged"
        given = [Handover(visit, "opening", people[(number + place) % len(people)]) for place, visit in enumerate(visits)]
        hand_over(given, by=By(by, NOW))
    except (refusals.Refusal, BookingRefused, Patient.DoesNotExist, merging.MergedAway, merging.TakenApart) as refusal:
        return type(refusal).__name__
    return "planned"


def test_records_are_merged_while_plans_touch_all_visits_of_them(race):
    patients, people = [make_patient().pk, make_patient().pk], [make_interpreter().pk for _number in range(2)]
    owner = Patient.objects.get(pk=patients[1])
    # Numbers against the order in which the rows lie.
    visits = [make_visit(patient=owner, starts=heihe(17) - timedelta(minutes=30 * number)).pk for number in range(8)]
    for visit in visits[:4]:
        Visit.objects.filter(pk=visit).update(complaint="neck")
    outcomes = race(merge_or_plan, times=STEPS, processes=8, patients=patients, visits=visits, people=people, by=make_user("admin").pk)
    assert [one.error for one in outcomes if one.error] == []
    assert "planned" in {one.value for one in outcomes}
