"""Somebody who does not interpret in the department, or is not of the sex wished: refused by name, taken when told so in as many words."""

import pytest
from django.utils.translation import override

from clinic.visits import moving, scheduling, windowing
from clinic.visits.models import Visit
from clinic.visits.openings import Asked
from clinic.visits.speakers import speakers_at
from clinic.visits.templatetags.visit_parts import taken_although
from clinic.visits.windows import Interpreting
from clinic.visits.wording import in_words
from interpreters.booking import InterpreterTaken, LacksSkill, OtherSex
from interpreters.models import Booking, Skill
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_service, make_user, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger():
    """She interprets in another department only."""
    return with_skill("D_ORTHO")


@pytest.fixture
def visit():
    return make_visit(starts=heihe(14))


def with_skill(code: str, **changes):
    interpreter = make_interpreter(**changes)
    Skill.objects.filter(interpreter=interpreter).update(code=code)
    return interpreter


def given(visit, who, *, by=None, **changes) -> Booking:
    scheduling.give(visit.pk, scheduling.Assignment(who.pk, **changes), by_id=by and by.pk, now=NOW)
    return Booking.objects.get(visit=visit, released_at=None)


def test_whoever_does_not_interpret_there_is_refused_and_whoever_had_it_keeps_it(visit, stranger):
    wang_li = make_interpreter()
    given(visit, wang_li)
    with pytest.raises(LacksSkill):
        given(visit, stranger)
    assert Booking.objects.get(released_at=None).interpreter == wang_li


@pytest.mark.parametrize("code", ["D_ACU", "massage", "S_TUINA", "*"])
def test_department_kind_or_service_any_of_them_will_do(visit, code):
    assert given(visit, with_skill(code)).despite == ""


def test_nevertheless_takes_her_and_keeps_what_was_passed_over_and_who_said_so(visit, stranger):
    Visit.objects.update(interpreter_sex="M")
    sun_jiaqi = make_user("coordinator")
    booking = given(visit, stranger, by=sun_jiaqi, nevertheless=True)
    assert (booking.despite, booking.booked_by) == ("no_skill sex", sun_jiaqi)
    with override("en"):
        assert taken_although(booking) == "does not interpret in this department · another sex was asked for — Liu Fang"


def test_who_fits_is_never_marked_however_it_was_said(visit):
    assert given(visit, make_interpreter(), nevertheless=True).despite == ""


def test_a_wish_of_the_patient_is_kept_until_somebody_says_otherwise(visit):
    Visit.objects.update(interpreter_sex="M")
    with pytest.raises(OtherSex):
        given(visit, make_interpreter(sex="F"))
    assert given(visit, make_interpreter(sex="M")).despite == ""


def test_nevertheless_is_no_key_to_an_hour_that_is_taken(visit, stranger):
    make_booking(stranger, "14:05", "14:20")
    for nevertheless in (False, True):
        with pytest.raises(InterpreterTaken):
            given(visit, stranger, nevertheless=nevertheless)


def test_a_block_dropped_on_her_row_is_refused_as_on_the_page(visit, stranger):
    refusal = moving.why_not(moving.Move(visit.pk, None, "opening", stranger.pk), by_id=None, now=NOW)
    with override("en"):
        assert in_words(refusal).startswith("The interpreter does not interpret in this department.")


def test_booking_by_name_refuses_as_assigning_does(stranger):
    new = scheduling.NewVisit(make_patient().pk, make_service().pk, make_practitioner().pk, heihe(14), stranger.pk)
    with pytest.raises(LacksSkill):
        scheduling.book(new, by_id=None, now=NOW)
    assert not Visit.objects.exists()


def test_moving_her_visit_to_another_hour_asks_nobody_again(visit, stranger):
    given(visit, stranger, nevertheless=True)
    moving.move_visit(moving.Move(visit.pk, heihe(15)), by_id=None, now=NOW)
    assert Booking.objects.get().starts == heihe(15)


def test_an_end_that_is_added_goes_to_her_as_well(visit, stranger):
    given(visit, stranger, nevertheless=True)
    windowing.change_windows(visit.pk, Interpreting("first_and_last", 5), by_id=None, now=NOW)
    assert set(Booking.objects.values_list("interpreter", "despite")) == {(stranger.pk, "no_skill")}


def test_only_whose_time_is_free_is_offered_nevertheless(visit, stranger):
    make_booking(with_skill("D_ORTHO"), "14:05", "14:20")
    (shown,) = speakers_at(Asked(visit.service, visit.patient_id, visit.practitioner_id), visit.starts, now=NOW)
    assert [(one.interpreter.pk, one.unsuited) for one in shown if one.unsuited] == [(stranger.pk, True)]


def test_the_page_of_the_visit_takes_her_and_says_so(visit, stranger):
    desk = client_of(make_user("coordinator", language="en"))
    assert "仍然安排" in desk.get(f"/desk/visits/{visit.pk}/").content.decode()
    desk.post(f"/visits/{visit.pk}/interpreter/", {"nevertheless": stranger.pk})
    assert Booking.objects.get().despite == "no_skill"
