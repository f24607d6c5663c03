"""A visit opened at the counter: the best interpreter at this moment, waiting at once, two desks at one time."""

from datetime import timedelta

import pytest

from clinic.visits import counter, scheduling
from clinic.visits.models import Visit
from clinic.visits.refusals import AfterLastDay, NobodySpeaks, PractitionerTaken
from interpreters.models import Booking
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_service, make_stay, make_user

pytestmark = pytest.mark.django_db


def _new(practitioner, **changes) -> scheduling.NewVisit:
    given = {"patient_id": make_patient().pk, "service_id": make_service().pk, "practitioner_id": practitioner.pk, "starts": heihe(10, 50)}
    return scheduling.NewVisit(**given | changes)


def _open(new, by, **changes) -> Visit:
    return counter.open_visit(new, counter.Counter(**{"best": True} | changes), by_id=by.pk, now=NOW)


def test_the_interpreter_of_last_time_comes_again(liu_fang):
    practitioner, patient = make_practitioner(), make_patient()
    idle, known = make_interpreter(), make_interpreter()
    scheduling.book(
        _new(practitioner, patient_id=patient.pk, interpreter_id=known.pk, starts=NOW - timedelta(minutes=30)), by_id=None, now=NOW
    )
    assert _open(_new(practitioner, patient_id=patient.pk), liu_fang).booking.interpreter == known != idle


def test_when_nobody_can_interpret_nothing_is_booked_and_the_next_time_is_named(liu_fang):
    only = make_interpreter()
    Booking.objects.create(interpreter=only, starts=heihe(10, 40), ends=heihe(11), place="304", floor=3, booked_at=NOW, changed_at=NOW)
    with pytest.raises(NobodySpeaks) as refusal:
        _open(_new(make_practitioner()), liu_fang)
    assert (refusal.value.next_free, Visit.objects.count()) == (heihe(11, 1), 0)  # a minute to walk from 304


def test_a_treatment_without_words_needs_no_interpreter(liu_fang):
    silent = make_service("S_SILENT", interpreting="none", interpreting_min=None)
    visit = _open(_new(make_practitioner(services=[silent]), service_id=silent.pk), liu_fang)
    assert (visit.booking, visit.needs_interpreter) == (None, False)


@pytest.mark.parametrize(("minutes", "state"), [(60, "arrived"), (70, "booked")])
def test_who_is_here_waits_at_once_when_it_is_within_the_hour(liu_fang, minutes, state):
    make_interpreter()
    new = _new(make_practitioner(), starts=NOW + timedelta(minutes=minutes))
    assert _open(new, liu_fang, here=True).state == state


def test_a_second_click_is_known_by_its_first(liu_fang, sun_jiaqi):
    new = _new(make_practitioner())
    visit = _open(new, liu_fang, best=False)
    with pytest.raises(PractitionerTaken):
        _open(new, liu_fang, best=False)
    assert counter.just_booked(new, by_id=liu_fang.pk, now=NOW) == visit
    assert counter.just_booked(new, by_id=sun_jiaqi.pk, now=NOW) is None


def test_a_new_entry_opens_a_stay_and_the_visit_together(liu_fang):
    patient = make_patient()
    make_stay(patient, TODAY - timedelta(days=200), TODAY - timedelta(days=170))
    new = _new(make_practitioner(), patient_id=patient.pk)
    with pytest.raises(AfterLastDay):
        _open(new, liu_fang, best=False)
    assert _open(new, liu_fang, best=False, entered=TODAY).pk
    assert patient.stays.get(entry_date=TODAY)


def test_a_refused_visit_leaves_no_entry_behind(liu_fang):
    patient = make_patient()
    with pytest.raises(NobodySpeaks):
        _open(_new(make_practitioner(), patient_id=patient.pk), liu_fang, entered=TODAY)
    assert not patient.stays.exists()


def open_one(number: int, *, news: list[scheduling.NewVisit], by_id: int) -> str:
    """In a process of its own: one desk of several at one minute."""
    return counter.open_visit(news[number], counter.Counter(best=True), by_id=by_id, now=NOW).ticket


@pytest.mark.race
def test_two_interpreters_are_shared_out_among_three_desks(race):
    by, _first, _second = make_user(), make_interpreter(), make_interpreter()
    news = [_new(make_practitioner(room=make_room(code))) for code in ("302", "304", "305")]
    outcomes = race(open_one, times=3, news=news, by_id=by.pk)
    assert sorted(outcome.error.partition(":")[0] for outcome in outcomes) == ["", "", "NobodySpeaks"]
    assert Visit.objects.filter(booking__isnull=False).count() == 2
