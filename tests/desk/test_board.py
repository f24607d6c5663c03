"""What today's board says of the day's visits."""
from datetime import date, timedelta

import pytest

from clinic.desk.board import board_of
from clinic.reminders.models import Reminder
from clinic.visits.progress import change_state
from patients.models import Patient
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_stay, make_user, make_visit

pytestmark = pytest.mark.django_db


def test_a_visit_that_begins_later_stands_under_the_now_line() -> None:
    visit = make_visit(starts=heihe(10, 30))
    assert [row.visit for row in board_of(TODAY, NOW).coming] == [visit]


def test_a_booked_patient_whose_time_has_passed_is_late_by_full_minutes() -> None:
    make_visit(starts=heihe(10, 12))
    (row,) = board_of(TODAY, NOW).earlier
    assert (row.shown, row.late_minutes) == ("late", 8)


def test_a_patient_who_waits_is_not_late() -> None:
    make_visit(starts=heihe(10, 12), state="arrived")
    assert board_of(TODAY, NOW).earlier[0].shown == "arrived"


def test_what_is_over_is_folded_and_still_counted() -> None:
    make_visit(starts=heihe(8), state="done")
    board = board_of(TODAY, NOW)
    assert (len(board.folded), board.total, board.done) == (1, 1, 1)


def test_what_was_finished_a_moment_ago_stays_in_sight_to_be_undone() -> None:
    visit = make_visit(starts=heihe(10), state="in_treatment")
    change_state(visit.pk, "done", seen="in_treatment", by_id=make_user().pk, now=NOW)
    (row,) = board_of(TODAY, NOW + timedelta(minutes=1)).earlier
    assert (row.just_changed, row.others) == (True, ("in_treatment",))


def test_after_some_minutes_it_is_folded_like_the_others() -> None:
    visit = make_visit(starts=heihe(10), state="in_treatment")
    change_state(visit.pk, "done", seen="in_treatment", by_id=make_user().pk, now=NOW)
    assert not board_of(TODAY, NOW + timedelta(minutes=5)).earlier


def test_a_visit_without_interpreter_names_one_who_could_come() -> None:
    wang_li = make_interpreter()
    make_visit(starts=heihe(10, 50))
    (row,) = board_of(TODAY, NOW).uncovered
    assert (row.offer.interpreter, row.offer.window) == (wang_li, "")


def test_nobody_is_offered_who_is_with_another_patient_then() -> None:
    make_covered_visit(make_interpreter(), heihe(10, 50))
    make_visit(starts=heihe(10, 50), patient=make_patient())
    (row,) = board_of(TODAY, NOW).uncovered
    assert row.offer is None


def test_a_visit_that_needs_no_interpreter_is_not_called_uncovered() -> None:
    make_visit(starts=heihe(10, 50), needs_interpreter=False)
    assert not board_of(TODAY, NOW).uncovered


def test_a_stay_that_ends_in_three_days_is_listed_while_visits_are_booked(elena: Patient) -> None:
    make_stay(elena, last_day=TODAY + timedelta(days=3))
    make_visit(patient=elena)
    assert [one.stay.patient for one in board_of(TODAY, NOW).ending] == [elena]


def test_a_stay_that_ends_later_needs_nobody_yet(elena: Patient) -> None:
    make_stay(elena, last_day=TODAY + timedelta(days=4))
    make_visit(patient=elena)
    assert not board_of(TODAY, NOW).ending


def test_a_reminder_that_failed_is_listed(elena: Patient) -> None:
    visit = make_visit(patient=elena)
    Reminder.objects.create(
        kind="visit_tomorrow", patient=elena, visit=visit, channel="email", about=visit.starts, language="ru", state="failed",
        due_from=NOW - timedelta(hours=5), expires_at=visit.starts, next_try_at=NOW, planned_at=NOW,
    )  # fmt: skip
    assert [reminder.patient for reminder in board_of(TODAY, NOW).failed] == [elena]


def test_the_clock_counts_the_stay_that_began_last(elena: Patient) -> None:
    make_stay(elena, date(2025, 6, 1), date(2025, 7, 1))
    make_stay(elena, TODAY - timedelta(days=11), TODAY + timedelta(days=19))
    make_visit(patient=elena)
    clock = board_of(TODAY, NOW).coming[0].clock
    assert clock is not None
    assert clock.days_left == 19


def test_the_version_moves_with_a_state_and_stays_without_a_change() -> None:
    visit = make_visit(starts=heihe(10, 30))
    before = board_of(TODAY, NOW).version
    assert board_of(TODAY, NOW).version == before
    change_state(visit.pk, "arrived", seen="booked", by_id=make_user().pk, now=NOW)
    assert board_of(TODAY, NOW).version != before


@pytest.mark.parametrize("visits", [1, 12])
def test_the_board_costs_the_same_queries_however_full_the_day(visits: int, django_assert_num_queries) -> None:
    wang_li = make_interpreter()
    for number in range(visits):
        make_covered_visit(wang_li, heihe(11, number * 10 % 60) + timedelta(hours=number // 6))
    with django_assert_num_queries(12):
        board_of(TODAY, NOW)


def waiting(minutes: int, **changes):
    visit = make_visit(**{"starts": heihe(10)} | changes)
    change_state(visit.pk, "arrived", seen="booked", by_id=make_user().pk, now=NOW - timedelta(minutes=minutes))
    return visit


@pytest.mark.parametrize(("minutes", "too_long"), [(14, False), (15, True)])
def test_who_waits_is_shown_with_the_minutes_since_she_came(minutes: int, too_long: bool) -> None:
    waiting(minutes)
    (row,) = board_of(TODAY, NOW).earlier
    assert (row.waited, row.too_long) == (minutes, too_long)


def test_who_came_early_does_not_wait_too_long_before_her_hour() -> None:
    waiting(40, starts=heihe(10, 30))
    (row,) = board_of(TODAY, NOW).coming
    assert (row.waited, row.too_long) == (40, False)


def test_who_was_called_in_waits_no_more() -> None:
    visit = waiting(20)
    change_state(visit.pk, "in_treatment", seen="arrived", by_id=make_user().pk, now=NOW)
    assert board_of(TODAY, NOW).earlier[0].waited is None


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"lodging": "private"}, True),
        ({"lodging": "private", "lodging_registered_on": TODAY}, False),
        ({"lodging": "private", "left_on": TODAY}, False),
        ({"lodging": "hotel"}, False),
        ({}, False),
    ],
)
def test_a_private_lodging_that_nobody_registered_needs_somebody(elena, changes, listed):
    stay = make_stay(elena, **changes)
    assert list(board_of(TODAY, NOW).lodgings) == ([stay] if listed else [])
