"""The page of a new visit: it begins where the patient left off, and says in words what cannot be."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic.visits.models import Visit
from clinic.visits.scheduling import assign
from clinic.visits.windowing import change_windows
from clinic.visits.windows import Interpreting
from interpreters.models import Booking
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_service, make_stay, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


@pytest.fixture
def page(desk, elena):
    return lambda **asked: desk.get(reverse("visits:book", args=[elena.mrn]), asked).context


@pytest.fixture
def book(desk, elena):
    return lambda **typed: desk.post(
        reverse("visits:book", args=[elena.mrn]), {"day": TODAY.isoformat(), "interpreter": "proposed"} | typed
    )


@pytest.fixture
def last_time(elena):
    """A massage yesterday with Gao Xiang."""
    return make_visit(patient=elena, starts=NOW - timedelta(days=1), state="done")


def test_a_new_patient_begins_with_a_consultation_at_the_next_five_minutes(page):
    first = make_service("S_FIRST", kind="consultation")
    make_practitioner(services=[first])
    times = page()["times"]
    assert (times.chosen.slot.start, times.chosen.wait) == (heihe(10, 20), 0)


def test_a_known_patient_begins_with_the_treatment_and_the_hands_of_last_time(page, last_time):
    make_practitioner()
    context = page()
    assert (context["form"]["service"].value(), context["form"]["practitioner"].value()) == (
        last_time.service_id,
        last_time.practitioner_id,
    )


def test_when_those_hands_have_no_time_today_the_soonest_of_the_others_stands_there(page, last_time):
    last_time.practitioner.hours.all().delete()
    other = make_practitioner()
    assert page()["times"].chosen.practitioner == other


def test_when_nobody_has_time_today_the_next_day_is_shown(page, last_time):
    last_time.practitioner.hours.filter(weekday=TODAY.weekday()).delete()
    assert page()["form"]["day"].value() == TODAY + timedelta(days=1)


def test_sooner_with_somebody_else_is_said(page, last_time):
    make_visit(practitioner=last_time.practitioner, starts=heihe(10, 20), ends=heihe(12))
    other = make_practitioner(room=make_room("304"))
    assert page()["times"].sooner.practitioner == other


def test_who_cannot_interpret_says_with_whom_where_and_until_when(page, last_time, desk, elena):
    make_interpreter()
    other = make_covered_visit(
        make_interpreter(name_zh_hans="赵晓燕"), heihe(10, 20), practitioner=make_practitioner(room=make_room("304"))
    )
    free, busy = page()["times"].speakers
    assert (free.free, busy.free) == (True, False)
    assert other.ticket in busy.words


def test_a_day_after_the_stay_is_told_before_anything_is_sent(page, elena, last_time):
    make_stay(elena, last_day=TODAY)
    after = page(service=last_time.service_id, day=(TODAY + timedelta(days=1)).isoformat())["times"]
    assert (after.last_day, page(service=last_time.service_id, day=TODAY.isoformat())["times"].last_day) == (TODAY, None)


def test_a_time_that_another_desk_took_is_refused_with_the_next_and_nothing_is_lost(book, last_time):
    taken = make_visit(practitioner=last_time.practitioner, starts=heihe(11))
    answer = book(service=last_time.service_id, slot=f"{taken.practitioner_id}@{heihe(11).isoformat()}", complaint="болит шея")
    assert (answer.status_code, answer.context["times"].chosen.slot.start) == (422, heihe(11, 30))
    assert "болит шея" in answer.content.decode()


def test_the_best_interpreter_is_never_silently_nobody(book, last_time):
    only = make_interpreter()
    Booking.objects.create(interpreter=only, starts=heihe(11), ends=heihe(12), place="302", booked_at=NOW, changed_at=NOW)
    slot = f"{last_time.practitioner_id}@{heihe(11).isoformat()}"
    answer = book(service=last_time.service_id, slot=slot)
    assert (answer.status_code, list(answer.context["form"].errors), Visit.objects.count()) == (422, ["slot"], 1)
    assert book(service=last_time.service_id, slot=slot, interpreter="nobody").status_code == 302


def test_asking_for_other_times_books_nothing_and_keeps_the_complaint(book, last_time):
    answer = book(
        service=last_time.service_id, look="1", complaint="болит шея", slot=f"{last_time.practitioner_id}@{heihe(11).isoformat()}"
    )
    assert (answer.status_code, Visit.objects.count()) == (200, 1)
    assert "болит шея" in answer.content.decode()


def test_book_and_print_leads_to_the_page_that_prints(book, last_time):
    make_interpreter()
    answer = book(**{"service": last_time.service_id, "slot": f"{last_time.practitioner_id}@{heihe(11).isoformat()}", "and": "print"})
    assert answer.url == reverse("desk:visit", args=[Visit.objects.latest("pk").pk]) + "?print"


def test_a_practitioner_who_does_not_give_the_treatment_becomes_anybody(page, last_time):
    needles = make_service("S_ACU", kind="needles")
    doctor = make_practitioner(services=[needles])
    times = page(service=needles.pk, practitioner=last_time.practitioner_id, day=TODAY.isoformat())["times"]
    assert times.chosen.practitioner == doctor


def test_a_patient_who_has_left_and_comes_again_is_not_bound_by_the_old_stay(page, elena, last_time):
    make_stay(elena, last_day=TODAY, left_on=TODAY - timedelta(days=2), entry_date=date(2026, 11, 1))
    assert page(service=last_time.service_id, day=(TODAY + timedelta(days=1)).isoformat())["times"].last_day is None


@pytest.mark.parametrize("visits", [1, 8])
def test_the_page_costs_the_same_queries_however_full_the_day(page, last_time, visits, django_assert_max_num_queries):
    wang_li = make_interpreter()
    for number in range(visits):
        make_covered_visit(wang_li, heihe(12) + timedelta(minutes=30 * number), practitioner=last_time.practitioner)
    with django_assert_max_num_queries(47):
        page()


def test_what_is_booked_already_is_said(page, elena, last_time):
    coming = make_visit(patient=elena, starts=heihe(15), practitioner=last_time.practitioner)
    assert page()["coming"] == [coming]


def test_what_was_typed_while_registering_stands_here_until_it_is_booked_and_only_for_her(desk, elena, last_time):
    session = desk.session
    session["to_open"] = {"mrn": elena.mrn, "complaint": "болит шея", "service": str(last_time.service_id)}
    session.save()
    pages = [desk.get(reverse("visits:book", args=[mrn])) for mrn in (elena.mrn, make_patient().mrn)]
    assert [page.context["complaint"] for page in pages] == ["болит шея", ""]
    slot = pages[0].context["times"].chosen.value
    desk.post(
        reverse("visits:book", args=[elena.mrn]), {"service": last_time.service_id, "day": TODAY, "slot": slot, "interpreter": "nobody"}
    )
    assert "to_open" not in desk.session


def test_last_time_names_both_who_interpreted(desk, elena, last_time):
    Visit.objects.filter(pk=last_time.pk).update(state="booked")
    change_windows(last_time.pk, Interpreting("first_and_last", 5), by_id=None, now=last_time.starts)
    for name, window in (("王丽", "opening"), ("陈国华", "closing")):
        assign(last_time.pk, make_interpreter(name_zh_hans=name).pk, by_id=None, now=last_time.starts, window=window)
    shown = desk.get(reverse("visits:book", args=[elena.mrn])).content.decode()
    assert re.search(r'class="last small soft">[^<]*王丽[^<]*陈国华', shown)
