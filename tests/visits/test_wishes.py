"""A wish for a woman or a man, what stands in somebody's way in words, who is next free, and the part of a visit that is interpreted."""

import pytest
from django.urls import reverse

from clinic.visits import scheduling
from clinic.visits.models import Visit
from clinic.visits.openings import Asked, free_slots, waits_from
from clinic.visits.speakers import next_free_now, speakers_at
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_service, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def practitioner():
    return make_practitioner()


def _asked(practitioner, **changes):
    return Asked(make_service(), make_patient().pk, practitioner.pk, **changes)


def test_a_wish_leaves_only_who_fits_it(practitioner):
    make_interpreter()
    oleg = make_interpreter(sex="M")
    ((first, second),) = speakers_at(_asked(practitioner, sex="M"), heihe(11), now=NOW)
    assert (first.interpreter, second.free) == (oleg, False)
    assert not free_slots(_asked(practitioner, sex="M"), day=TODAY, now=NOW)[0].offers[1:]


def test_whoever_is_with_a_patient_at_the_end_of_a_visit_is_named_with_its_number(practitioner):
    busy = make_booking(make_interpreter(), "10:50", "11:05", place="304")
    visit = make_visit(closing_booking=busy, closing_starts=heihe(10, 45), closing_ends=heihe(11))
    ((speaker,),) = speakers_at(_asked(practitioner), heihe(11), now=NOW)
    assert all(part in speaker.words for part in (visit.ticket, "304", "11:05", "11:06"))


def test_every_reason_is_told_and_the_next_free_moment_once(practitioner):
    busy = make_booking(make_interpreter(sex="M"), "10:50", "11:05", place="304")
    make_visit(booking=busy)
    ((speaker,),) = speakers_at(_asked(practitioner, sex="F"), heihe(11), now=NOW)
    assert speaker.words.count(" · ") == 1
    assert speaker.words.count("11:06") == 1


def test_who_is_next_free_walks_first(practitioner):
    slow, quick = make_interpreter(), make_interpreter()
    make_booking(slow, "10:00", "10:30", place="501", floor=5)
    make_booking(quick, "10:00", "10:30", place="302")
    soon = next_free_now(_asked(practitioner), now=NOW)
    assert [(one.interpreter, one.minutes) for one in soon] == [(quick, 10), (slow, 13)]
    assert [wait.minutes for wait in waits_from(_asked(practitioner), now=NOW)] == [10, 13]


def test_the_desk_changes_which_part_is_interpreted_and_who_is_wished(liu_fang, practitioner):
    new = scheduling.NewVisit(make_patient().pk, make_service().pk, practitioner.pk, heihe(10, 50), make_interpreter().pk)
    visit = scheduling.book(new, by_id=None, now=NOW)
    typed = {"interpreting": "first_and_last", "interpreting_min": "5", "interpreter_sex": "F"}
    answer = client_of(liu_fang).post(reverse("visits:interpreting", args=[visit.pk]), typed)
    visit = Visit.objects.get(pk=visit.pk)
    assert (answer.status_code, len(visit.windows), visit.interpreter_sex) == (302, 2, "F")


@pytest.mark.parametrize(
    "typed", [{"interpreting": "first", "interpreting_min": "31"}, {"interpreting": "asleep"}, {"interpreter_sex": "Q"}]
)
def test_nonsense_changes_nothing(liu_fang, typed):
    visit = make_visit()
    client_of(liu_fang).post(reverse("visits:interpreting", args=[visit.pk]), typed)
    assert Visit.objects.filter(pk=visit.pk, interpreting_override="", interpreter_sex="", window_ends=visit.window_ends).exists()


def test_the_page_of_a_visit_assigns_by_one_click(liu_fang, time_machine):
    time_machine.move_to(NOW, tick=False)
    visit, wang_li = make_visit(room=make_room()), make_interpreter()
    page = client_of(liu_fang).get(reverse("desk:visit", args=[visit.pk])).content.decode()
    assert f'name="interpreter" value="{wang_li.pk}"' in page
    client_of(liu_fang).post(reverse("visits:assign", args=[visit.pk]), {"interpreter": wang_li.pk, "window": "opening"})
    assert Visit.objects.get(pk=visit.pk).booking.interpreter == wang_li
