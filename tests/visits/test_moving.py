"""A massage from 10:50 to 11:20 in 302, interpreted for its first ten minutes, is moved about."""

from datetime import date, time, timedelta

import pytest

from clinic.departments.models import ConsultingHours
from clinic.visits import refusals, scheduling
from clinic.visits.models import TicketCounter, Visit
from clinic.visits.moving import Move, move_visit, why_not
from clinic.visits.progress import change_state
from clinic.visits.wording import in_words
from interpreters.booking import InterpreterTaken
from interpreters.models import Booking
from tests.interpreters.make import make_booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_service, make_stay, make_visit

pytestmark = pytest.mark.django_db
LATER = heihe(11, 30)


@pytest.fixture
def wang_li():
    return make_interpreter()


@pytest.fixture
def visit(wang_li):
    new = scheduling.NewVisit(make_patient().pk, make_service().pk, make_practitioner().pk, heihe(10, 50), wang_li.pk)
    return scheduling.book(new, by_id=None, now=NOW)


def moved(visit, starts=None, *, now=NOW, **changes):
    move_visit(Move(visit.pk, starts, **changes), by_id=None, now=now)
    return Visit.objects.select_related("booking", "closing_booking").get(pk=visit.pk)


def where(visit):
    visit = Visit.objects.select_related("booking").get(pk=visit.pk)
    return (
        visit.starts,
        visit.window_starts,
        visit.booking and (visit.booking.interpreter_id, visit.booking.starts, visit.booking.released_at),
    )


def test_patient_practitioner_and_interpreter_go_along(visit, wang_li):
    visit = moved(visit, LATER)
    assert where(visit) == (LATER, LATER, (wang_li.pk, LATER, None))
    assert (visit.ends, visit.window_ends, visit.booking.ends) == (heihe(12), heihe(11, 40), heihe(11, 40))


def test_her_booking_stays_the_same_event_in_her_calendar(visit):
    before = visit.booking_id
    assert (moved(visit, LATER).booking_id, Booking.objects.get().sequence) == (before, 1)


def test_a_few_minutes_overlap_only_itself(visit):
    assert moved(visit, heihe(10, 55)).starts == heihe(10, 55)


def test_time_and_interpreter_change_together(visit):
    other = make_interpreter()
    visit = moved(visit, LATER, window="opening", interpreter_id=other.pk)
    assert where(visit) == (LATER, LATER, (other.pk, LATER, None))
    assert Booking.objects.filter(released_at=None).count() == 1


def test_nobody_is_an_answer_too(visit):
    assert (moved(visit, window="opening").booking, Booking.objects.get().released_at) == (None, NOW)


@pytest.mark.parametrize("minutes", [20, -20])
def test_two_windows_of_one_interpreter_never_stand_in_each_others_way(visit, wang_li, minutes):
    Visit.objects.filter(pk=visit.pk).update(
        closing_starts=heihe(11, 10), closing_ends=heihe(11, 20), closing_booking=make_booking(wang_li, "11:10", "11:20")
    )
    visit = moved(visit, heihe(10, 50) + timedelta(minutes=minutes))
    assert visit.closing_booking.starts - visit.booking.starts == timedelta(minutes=20)
    assert visit.booking.starts == visit.window_starts == visit.starts


def test_lateness_was_said_of_the_old_time(visit):
    Booking.objects.update(late_minutes=10)
    assert moved(visit, LATER).booking.late_minutes == 0


def test_it_is_noted_from_when_to_when_and_is_no_step_of_the_patient(visit):
    change = moved(visit, LATER).changes.last()
    assert (change.from_state, change.to_state, change.note) == ("", "booked", "10:50 → 11:30")


def test_a_taken_practitioner_is_named(visit):
    make_visit(starts=LATER, practitioner=visit.practitioner, ticket="A-1777")
    with pytest.raises(refusals.PractitionerTaken, match="A-1777"):
        moved(visit, LATER)
    assert where(visit)[0] == heihe(10, 50)


def test_a_taken_patient_is_named(visit):
    make_visit(starts=LATER, patient=visit.patient, ticket="A-1778")
    with pytest.raises(refusals.PatientTaken, match="A-1778"):
        moved(visit, LATER)


def test_a_taken_interpreter_is_named_and_nothing_has_moved(visit, wang_li):
    make_booking(wang_li, "11:35", "11:50", place="304")
    with pytest.raises(InterpreterTaken) as refusal:
        moved(visit, LATER)
    assert "304" in in_words(refusal.value)
    assert where(visit) == (heihe(10, 50), heihe(10, 50), (wang_li.pk, heihe(10, 50), None))


def test_another_interpreter_who_is_taken_leaves_it_with_the_first(visit, wang_li):
    other = make_interpreter()
    make_booking(other, "10:45", "11:00")
    with pytest.raises(InterpreterTaken):
        moved(visit, window="opening", interpreter_id=other.pk)
    assert where(visit)[2] == (wang_li.pk, heihe(10, 50), None)


def test_after_the_last_day_only_with_a_reason(visit):
    make_stay(visit.patient, entry_date=date(2026, 10, 26), last_day=TODAY)
    tomorrow = heihe(10, day=date(2026, 11, 25))
    with pytest.raises(refusals.AfterLastDay):
        moved(visit, tomorrow)
    assert moved(visit, tomorrow, beyond_stay_reason="extended").beyond_stay_reason == "extended"


def test_another_day_gives_a_ticket_of_that_day(visit):
    tomorrow = date(2026, 11, 25)
    TicketCounter.objects.create(day=tomorrow, last=1041)
    visit = moved(visit, heihe(10, day=tomorrow))
    assert (visit.day, visit.ticket) == (tomorrow, "A-1042")


def test_not_into_the_past(visit):
    with pytest.raises(refusals.VisitInPast):
        moved(visit, heihe(9))


def test_not_outside_the_practitioners_hours(visit):
    ConsultingHours.objects.update(ends=time(11, 40))
    with pytest.raises(refusals.PractitionerAway):
        moved(visit, LATER)


@pytest.mark.parametrize("state", ["done", "cancelled", "no_show"])
def test_what_is_over_moves_nowhere(visit, state):
    Visit.objects.filter(pk=visit.pk).update(state=state)
    for move in ({"starts": LATER}, {"window": "opening", "interpreter_id": make_interpreter().pk}):
        with pytest.raises(refusals.StepNotAllowed):
            moved(visit, **move)


def test_what_has_begun_changes_its_interpreter_and_not_its_time(visit):
    change_state(visit.pk, "arrived", seen="booked", by_id=None, now=NOW)
    change_state(visit.pk, "in_treatment", seen="arrived", by_id=None, now=NOW)
    with pytest.raises(refusals.StepNotAllowed):
        moved(visit, LATER)
    other = make_interpreter()
    assert moved(visit, window="opening", interpreter_id=other.pk).booking.interpreter == other


def test_the_second_of_two_drops_changes_nothing(visit):
    seen = f"2026-11-24T10:50/{visit.booking.interpreter_id}"
    moved(visit, LATER, window="opening", interpreter_id=visit.booking.interpreter_id, seen=seen)
    moved(visit, LATER, window="opening", interpreter_id=visit.booking.interpreter_id, seen=seen)
    assert (Booking.objects.get().sequence, visit.changes.count()) == (1, 2)


def test_a_desk_that_saw_the_old_place_is_told(visit, wang_li):
    moved(visit, LATER)
    with pytest.raises(refusals.VisitMoved):
        moved(visit, heihe(14), window="opening", interpreter_id=wang_li.pk, seen=f"2026-11-24T10:50/{wang_li.pk}")
    assert where(visit)[0] == LATER


def test_asking_whether_it_may_writes_nothing(visit, wang_li):
    assert why_not(Move(visit.pk, LATER), by_id=None, now=NOW) is None
    make_booking(wang_li, "11:35", "11:50")
    assert isinstance(why_not(Move(visit.pk, LATER), by_id=None, now=NOW), InterpreterTaken)
    assert (where(visit)[0], visit.changes.count()) == (heihe(10, 50), 1)


def drop(number, *, visit_id, interpreters, seen):
    move_visit(Move(visit_id, LATER, "opening", interpreters[number], seen), by_id=None, now=NOW)
    return "moved"


@pytest.mark.race
def test_of_desks_that_drop_one_block_at_once_one_wins(race):
    first, second, third = make_interpreter(), make_interpreter(), make_interpreter()
    new = scheduling.NewVisit(make_patient().pk, make_service().pk, make_practitioner().pk, heihe(10, 50), first.pk)
    visit = scheduling.book(new, by_id=None, now=NOW)
    lanes = [second.pk, third.pk] * 4
    outcomes = race(drop, times=8, visit_id=visit.pk, interpreters=lanes, seen=f"2026-11-24T10:50/{first.pk}")
    winner = Visit.objects.get(pk=visit.pk).booking.interpreter_id
    assert [one.error.split(":")[0] for one in outcomes] == ["" if lane == winner else "VisitMoved" for lane in lanes]
    assert Booking.objects.filter(released_at=None).count() == 1


def fill(number, *, visits, interpreter_id):
    move_visit(Move(visits[number], LATER, "opening", interpreter_id), by_id=None, now=NOW)
    return "moved"


@pytest.mark.race
def test_of_blocks_dropped_at_once_on_one_free_stretch_one_fits(race):
    wang_li = make_interpreter()
    visits = [make_visit(starts=heihe(14), window_starts=heihe(14), window_ends=heihe(14, 10)).pk for _ in range(6)]
    outcomes = race(fill, times=6, visits=visits, interpreter_id=wang_li.pk)
    assert sorted(one.error.split(":")[0] for one in outcomes) == ["", *["InterpreterTaken"] * 5]
    assert Visit.objects.filter(starts=LATER).count() == Booking.objects.filter(released_at=None).count() == 1
