"""Who is free, with whom, until when."""
from datetime import timedelta

import pytest

from clinic.desk.board import board_of
from clinic.desk.interpreters_now import PersonNow
from interpreters.models import Absence, Interpreter
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe

pytestmark = pytest.mark.django_db


def only_person() -> PersonNow:
    (person,) = board_of(TODAY, NOW).people
    return person


def test_she_is_free_until_her_next_booking(wang_li: Interpreter) -> None:
    visit = make_covered_visit(wang_li, heihe(11))
    person = only_person()
    assert (person.mode, person.until, person.following.visit) == ("free", heihe(11), visit)


def test_without_a_booking_she_is_free_until_her_shift_ends(wang_li: Interpreter) -> None:
    assert only_person().until == heihe(18)


def test_she_is_with_the_patient_whose_treatment_runs(wang_li: Interpreter) -> None:
    visit = make_covered_visit(wang_li, heihe(10, 15), state="in_treatment")
    person = only_person()
    assert (person.mode, person.visit, person.until) == ("with", visit, heihe(10, 25))


def test_she_waits_for_a_patient_who_has_not_come(wang_li: Interpreter) -> None:
    make_covered_visit(wang_li, heihe(10, 15))
    assert only_person().mode == "waits"


def test_a_finished_visit_sets_her_free_before_her_minutes_are_over(wang_li: Interpreter) -> None:
    make_covered_visit(wang_li, heihe(10, 15), state="done")
    assert only_person().mode == "free"


def test_an_absence_that_comes_is_announced(wang_li: Interpreter) -> None:
    Absence.objects.create(interpreter=wang_li, starts=heihe(12), ends=heihe(18), reason="sick", noted_at=NOW)
    person = only_person()
    assert (person.mode, person.until, person.leaves) == ("free", heihe(12), heihe(12))


def test_during_an_absence_she_is_absent(wang_li: Interpreter) -> None:
    Absence.objects.create(interpreter=wang_li, starts=heihe(9), ends=heihe(18), reason="leave", noted_at=NOW)
    assert only_person().mode == "absent"


def test_before_her_shift_she_is_not_there_yet(wang_li: Interpreter) -> None:
    (person,) = board_of(TODAY, heihe(7)).people
    assert (person.mode, person.until) == ("pause", heihe(8))


def test_after_her_shift_she_is_off(wang_li: Interpreter) -> None:
    (person,) = board_of(TODAY, heihe(18) + timedelta(minutes=1)).people
    assert person.mode == "off"
