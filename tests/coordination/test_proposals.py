"""A day proposed and accepted: what changes, what is told, and what is refused because the day moved."""

from datetime import timedelta

import pytest

from clinic.coordination import proposals
from clinic.coordination.facts import Change
from clinic.coordination.models import DayProposal
from clinic.coordination.proposals import DayMoved, ProposalGone, accept, answer_of, drop, propose
from clinic.visits import scheduling
from clinic.visits.models import Visit
from interpreters import absences
from interpreters.models import Booking, Skill
from tests.make import NOW, TODAY, heihe, make_interpreter, make_practitioner, make_room, make_user, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return make_interpreter(name_zh_hans="王丽"), make_interpreter(name_zh_hans="陈静")


def visit_at(hour: int, minute: int = 0, *, holder=None, **changes) -> Visit:
    visit = make_visit(starts=heihe(hour, minute), **changes)
    return scheduling.assign(visit.pk, holder.pk, by_id=None, now=NOW) if holder else visit


def holder_of(visit: Visit) -> int | None:
    visit = Visit.objects.select_related("booking").get(pk=visit.pk)
    return visit.booking.interpreter_id if visit.booking else None


def proposed(**changes) -> DayProposal:
    return propose(TODAY, by_id=None, now=NOW, **changes)


def refused(proposal: DayProposal, *, now=NOW) -> tuple[Change, ...]:
    with pytest.raises(DayMoved) as refusal:
        accept(proposal.pk, by_id=None, now=now)
    return refusal.value.changes


def test_what_stands_open_is_covered_and_what_was_told_stays(two):
    told, open_one = visit_at(14, holder=two[0]), visit_at(14)
    accept(proposed().pk, by_id=None, now=NOW)
    assert (holder_of(told), holder_of(open_one)) == (two[0].pk, two[1].pk)


def test_nobody_moves_where_nothing_is_gained(two):
    visit_at(14, holder=two[0])
    visit_at(15, holder=two[0])
    assert answer_of(proposed()).moves == ()


def test_a_change_that_covers_one_more_is_made(two):
    Skill.objects.filter(interpreter=two[1]).update(code="D_ORTHO")
    ortho = make_practitioner(services=[_service("S_ORTHO", "D_ORTHO")])
    first = visit_at(14, holder=two[0], practitioner=ortho, service=ortho.services.get())
    second = visit_at(14)
    answer = answer_of(proposal := proposed())
    assert {(move.visit, move.was, move.to) for move in answer.moves} == {(first.pk, two[0].pk, two[1].pk), (second.pk, None, two[0].pk)}
    accept(proposal.pk, by_id=None, now=NOW)
    assert (holder_of(first), holder_of(second)) == (two[1].pk, two[0].pk)


def _service(code: str, department: str):
    from tests.make import make_department, make_service

    return make_service(code, department=make_department(department), kind="other")


def test_two_windows_of_one_visit_are_planned_each(two):
    visit = make_visit(starts=heihe(14), closing_starts=heihe(14, 20), closing_ends=heihe(14, 30))
    accept(proposed().pk, by_id=None, now=NOW)
    visit.refresh_from_db()
    assert visit.booking.interpreter_id == visit.closing_booking.interpreter_id
    assert (visit.closing_booking.starts, visit.closing_booking.ends) == (heihe(14, 20), heihe(14, 30))


def test_who_and_when_stand_at_every_booking(two):
    coordinator, visit = make_user("coordinator"), visit_at(14)
    accept(proposed().pk, by_id=coordinator.pk, now=NOW + timedelta(minutes=1))
    booking = Visit.objects.get(pk=visit.pk).booking
    assert (booking.booked_by_id, booking.booked_at) == (coordinator.pk, NOW + timedelta(minutes=1))


def test_accepting_twice_is_accepting_once(two):
    visit_at(14)
    proposal = proposed()
    accept(proposal.pk, by_id=None, now=NOW)
    accept(proposal.pk, by_id=None, now=NOW + timedelta(seconds=1))
    assert Booking.objects.count() == 1


def test_what_nobody_wants_leaves_nothing(two):
    proposal = proposed()
    drop(proposal.pk)
    with pytest.raises(ProposalGone):
        accept(proposal.pk, by_id=None, now=NOW)
    assert not DayProposal.objects.exists()


def test_a_second_proposal_takes_the_place_of_the_first(two):
    proposed()
    proposed()
    assert DayProposal.objects.count() == 1


def test_a_booking_made_meanwhile_is_named_and_nothing_is_written(two):
    visit, proposal = visit_at(14), proposed()
    scheduling.assign(visit.pk, two[1].pk, by_id=None, now=NOW)
    assert refused(proposal) == (Change("held", visit.ticket, None, two[1].pk),)
    assert holder_of(visit) == two[1].pk


def test_a_visit_given_up_meanwhile_is_named(two):
    visit, proposal = visit_at(14), proposed()
    Visit.objects.filter(pk=visit.pk).update(state="cancelled")
    assert refused(proposal) == (Change("gone", visit.ticket),)


def test_a_visit_booked_meanwhile_is_named(two):
    proposal = proposed()
    visit = visit_at(16)
    assert refused(proposal) == (Change("new", visit.ticket),)


def test_an_absence_noted_meanwhile_is_named(two):
    visit_at(14)
    proposal = proposed()
    absences.note(two[0].pk, starts=heihe(13), ends=heihe(18), reason="sick", by_id=None, now=NOW)
    assert refused(proposal) == (Change("person", str(two[0])),)


def test_a_window_that_has_begun_meanwhile_is_named(two):
    visit, proposal = visit_at(14), proposed()
    scheduling.assign(visit.pk, two[0].pk, by_id=None, now=NOW)
    Booking.objects.update(released_at=NOW)
    Visit.objects.update(booking=None)
    assert refused(proposal, now=heihe(14, 40)) == (Change("begun", visit.ticket),)


def test_the_clock_and_the_states_of_visits_alone_move_nothing(two):
    visit_at(10, 30, holder=two[0])
    visit_at(14)
    proposal = proposed()
    Visit.objects.filter(booking__isnull=False).update(state="in_treatment")
    assert accept(proposal.pk, by_id=None, now=heihe(10, 45)).accepted_at


@pytest.mark.parametrize(("minutes", "locked"), [(5, False), (60, True)])
def test_what_is_near_or_kept_by_hand_is_not_moved(two, minutes, locked):
    """Only the second could give way for the visit nobody can take but the first."""
    Skill.objects.filter(interpreter=two[1]).update(code="D_ACU")
    starts = NOW + timedelta(minutes=minutes)
    held = scheduling.assign(make_visit(starts=starts).pk, two[0].pk, by_id=None, now=NOW)
    Booking.objects.update(locked=locked)
    wanted = make_practitioner(services=[_service("S_ORTHO", "D_ORTHO")])
    other = make_visit(starts=starts, practitioner=wanted, service=wanted.services.get())
    answer = answer_of(proposed())
    assert (answer.moves, [one.visit for one in answer.uncovered], holder_of(held)) == ((), [other.pk], two[0].pk)


def test_the_way_of_the_house_is_the_way_of_the_plan(two):
    Skill.objects.filter(interpreter=two[1]).delete()
    far = make_practitioner(room=make_room("901", floor=9))
    first, second = visit_at(14), visit_at(14, 12, practitioner=far)
    answer = answer_of(proposed())
    assert [one.visit for one in answer.uncovered] in ([first.pk], [second.pk])
    accept(DayProposal.objects.get().pk, by_id=None, now=NOW)
    assert Booking.objects.filter(released_at=None).count() == 1


def test_the_figures_say_what_is_gained(two):
    visit_at(14, holder=two[0])
    visit_at(14)
    answer = answer_of(proposed())
    assert (answer.before.covered, answer.after.covered, answer.after.windows) == (1, 2, 2)
    assert (answer.before.most, answer.after.least, answer.after.most) == (10, 10, 10)
    assert (answer.optimal, answer.percent) == (True, 0)


def test_one_more_person_is_tried_out_and_told(two):
    for _ in range(4):
        visit_at(14)
    (hint,) = [one for one in answer_of(proposed()).hints if one.code == "person"]
    assert (hint.start // 60, hint.end // 60, len(hint.windows)) in ((13, 15, 1), (14, 16, 1))


def test_a_visit_that_may_move_is_found_and_really_covers(two):
    Skill.objects.filter(interpreter=two[1]).delete()
    visit_at(14)
    visit_at(14)
    (hint,) = [one for one in answer_of(proposed()).hints if one.code == "shift"]
    assert abs(hint.minutes) in (10, 15)


def test_who_is_free_but_lacks_one_thing_is_named(two):
    Skill.objects.filter(interpreter=two[1]).delete()
    visit_at(14)
    visit_at(14)
    (open_one,) = answer_of(proposed()).uncovered
    assert (open_one.why, open_one.nearly) == ("clash", ((two[1].pk, "no_skill", 0),))


def test_a_wish_for_a_woman_is_kept(two):
    two[0].__class__.objects.filter(pk=two[0].pk).update(sex="M")
    visit = visit_at(14, interpreter_sex="F")
    accept(proposed().pk, by_id=None, now=NOW)
    assert holder_of(visit) == two[1].pk


@pytest.mark.parametrize("visits", [2, 12])
def test_reading_a_day_costs_the_same_queries_for_any_day(two, visits, django_assert_num_queries):
    for number in range(visits):
        visit_at(11 + number // 4, number % 4 * 15, holder=two[0])
    with django_assert_num_queries(10):
        proposals.read_day(TODAY, now=NOW)
