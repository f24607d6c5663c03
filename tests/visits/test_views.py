"""Booking over HTTP: what cannot be is told beside its field and stays as typed; nobody is half booked."""

import pytest
import time_machine
from django.urls import reverse

from clinic.visits.models import Visit
from interpreters.models import Absence, Booking
from tests.cast import client_of
from tests.make import NOW, heihe, make_interpreter, make_practitioner, make_service, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


@pytest.fixture
def typed():
    doctor = make_practitioner()
    slot = f"{doctor.pk}@{heihe(11).isoformat()}"
    said = {"complaint": "болит шея", "beyond_stay_reason": ""}
    return {"service": make_service().pk, "day": "2026-11-24", "slot": slot, "interpreter": "nobody", **said}


def test_a_free_time_is_booked_with_one_post(desk, elena, typed) -> None:
    answer = desk.post(reverse("visits:book", args=[elena.mrn]), typed)
    assert answer.url == reverse("desk:visit", args=[Visit.objects.get().pk])


WRONG = [
    ("day", "0001-01-01"),
    ("day", "9999-12-31"),
    ("day", "31.02.2026"),
    ("slot", "1@0001-01-01T00:00:00+08:00"),
    ("slot", "1@9999-12-31T23:59:00-08:00"),
    ("slot", f"{'9' * 20}@2026-11-24T11:00:00+08:00"),
    ("slot", "999@2026-11-24T11:00:00+08:00"),
    ("slot", "1@2026-11-24T11:00:00"),
    ("slot", "nonsense"),
    ("interpreter", "9" * 19),
    ("interpreter", "NaN"),
    ("service", "99999999999999999999"),
    ("entered", "31.02.2026"),
    ("entered", "2090-01-01"),
    ("entered", "0001-01-01"),
    ("complaint", "ш" * 10_000),
    ("complaint", "шея\0"),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG)
def test_what_cannot_be_is_told_and_what_was_typed_stays(desk, elena, typed, field, wrong) -> None:
    answer = desk.post(reverse("visits:book", args=[elena.mrn]), typed | {field: wrong})
    assert (answer.status_code, list(answer.context["form"].errors), Visit.objects.count()) == (422, [field], 0)
    assert (typed | {field: wrong})["complaint"] in answer.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "nonsense", ""])
def test_looking_at_a_day_that_cannot_be_shows_the_page(desk, elena, typed, day) -> None:
    answer = desk.get(reverse("visits:book", args=[elena.mrn]), {"service": typed["service"], "day": day})
    assert (answer.status_code, "day" in answer.context["form"].errors) == (200, True)


@pytest.mark.parametrize("start", [heihe(8), heihe(11, day=NOW.date().replace(day=23))])
def test_a_visit_in_the_past_is_refused(desk, elena, typed, start) -> None:
    doctor, _at, _start = typed["slot"].partition("@")
    answer = desk.post(reverse("visits:book", args=[elena.mrn]), typed | {"slot": f"{doctor}@{start.isoformat()}"})
    assert (answer.status_code, list(answer.context["form"].errors), Visit.objects.count()) == (422, ["slot"], 0)


def test_an_interpreter_on_leave_is_refused_and_nobody_is_taken(desk, elena, typed) -> None:
    away = make_interpreter()
    Absence.objects.create(interpreter=away, starts=heihe(0), ends=heihe(23), reason="leave", noted_at=NOW)
    answer = desk.post(reverse("visits:book", args=[elena.mrn]), typed | {"interpreter": str(away.pk)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["interpreter"])
    assert (Visit.objects.count(), Booking.objects.count()) == (0, 0)


def test_two_clicks_book_one_visit_and_both_lead_to_it(desk, elena, typed) -> None:
    door = reverse("visits:book", args=[elena.mrn])
    first, second = desk.post(door, typed), desk.post(door, typed)
    assert (first.url, Visit.objects.count()) == (second.url, 1)


@pytest.mark.parametrize("wanted", ["NaN", "-1", "9" * 5000, "999", "\0"])
def test_what_is_no_interpreter_does_not_take_the_one_who_has_the_visit(desk, wanted) -> None:
    booking = Booking.objects.create(interpreter=make_interpreter(), starts=heihe(11), ends=heihe(11, 10), place="302", booked_at=NOW)
    visit = make_visit(starts=heihe(11), booking=booking)
    desk.post(reverse("visits:assign", args=[visit.pk]), {"interpreter": wanted})
    visit.refresh_from_db()
    assert (visit.booking_id, visit.booking.released_at) == (booking.pk, None)
