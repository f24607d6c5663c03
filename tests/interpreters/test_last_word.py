"""The database has the last word: a row written past every verb cannot take anybody twice."""

import pytest
from django.db import IntegrityError, transaction

from clinic.visits.models import Visit
from interpreters.models import Booking
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_visit

pytestmark = pytest.mark.django_db
# Against a booking from ten to half past ten.
OVERLAPS = [((10, 0), (10, 30)), ((9, 50), (10, 1)), ((10, 29), (11, 0)), ((10, 10), (10, 20)), ((9, 0), (12, 0))]
TOUCHES = [((9, 0), (10, 0)), ((10, 30), (11, 0))]


def take(person, start, end, **changes):
    return Booking.objects.create(interpreter=person, starts=heihe(*start), ends=heihe(*end), place="302", booked_at=NOW, **changes)


@pytest.mark.parametrize(("start", "end"), OVERLAPS)
def test_an_interpreter_has_one_live_booking_at_a_time(start, end) -> None:
    person = make_interpreter()
    take(person, (10, 0), (10, 30))
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        take(person, start, end)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), TOUCHES)
def test_what_only_touches_may_stand(start, end) -> None:
    person = make_interpreter()
    take(person, (10, 0), (10, 30))
    assert take(person, start, end).pk


def test_a_booking_that_was_given_back_takes_nobody() -> None:
    person = make_interpreter()
    take(person, (10, 0), (10, 30), released_at=NOW)
    assert take(person, (10, 0), (10, 30)).pk


def test_a_booking_cannot_be_moved_onto_another() -> None:
    person = make_interpreter()
    take(person, (10, 0), (10, 30))
    later = take(person, (11, 0), (11, 30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=later.pk).update(starts=heihe(10, 15), ends=heihe(10, 45))


@pytest.mark.parametrize("shared", ["practitioner", "patient"])
def test_neither_practitioner_nor_patient_has_two_visits_at_a_time(shared) -> None:
    same = {"practitioner": make_practitioner, "patient": make_patient}[shared]()
    make_visit(starts=heihe(10), **{shared: same})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_visit(starts=heihe(10, 15), **{shared: same})
    assert Visit.objects.count() == 1
