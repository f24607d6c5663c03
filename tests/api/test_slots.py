"""Free times over the API: everybody free, inside the stay, and every wrong value told at once."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from interpreters.models import Absence
from tests.make import NOW, TODAY, heihe, make_interpreter, make_practitioner, make_service, make_stay, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ordinary_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def slots(desk, elena, zhang_haibo):
    def ask(**asked) -> list[dict]:
        answer = desk.get("slots", **{"service": "S_TUINA", "patient": elena.mrn} | asked)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def starts(found: list[dict]) -> list[datetime]:
    return [datetime.fromisoformat(one["start"]) for one in found]


def test_a_time_is_free_for_practitioner_and_interpreter_and_can_be_booked_as_it_stands(desk, slots, wang_li, elena):
    first = slots()[0]
    assert (first["start"], first["interpreter"]) == (heihe(10, 20).isoformat(), wang_li.pk)
    booked = desk.post(
        "visits", {"patient": elena.mrn, "service": "S_TUINA", **{k: first[k] for k in ("practitioner", "start", "interpreter")}}
    )
    assert booked.status_code == 201
    assert heihe(10, 20) not in starts(slots())


def test_no_interpreter_no_time(slots, wang_li):
    Absence.objects.create(interpreter=wang_li, starts=heihe(8), ends=heihe(14), reason="sick", noted_at=NOW)
    assert starts(slots(until=TODAY.isoformat()))[0] == heihe(14)


def test_a_treatment_without_words_has_times_without_an_interpreter(slots):
    make_practitioner(services=[make_service("S_SILENT", interpreting="none", interpreting_min=None)])
    assert {one["interpreter"] for one in slots(service="S_SILENT")} == {None}


def test_the_last_legal_day_is_the_last(slots, wang_li, elena):
    make_stay(elena, last_day=TODAY + timedelta(days=2))
    found = starts(slots(until=(TODAY + timedelta(days=9)).isoformat(), sessions=9))
    assert [one.date() for one in found] == [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]


def test_sessions_are_one_a_day(slots, wang_li):
    assert [one.date() for one in starts(slots(sessions=3))] == [TODAY + timedelta(days=number) for number in range(3)]


def test_what_the_patient_has_already_is_left_out(slots, wang_li, elena):
    make_visit(patient=elena, starts=heihe(11))
    assert not [one for one in starts(slots(until=TODAY.isoformat())) if heihe(10, 30) < one < heihe(11, 30)]


def test_moments_and_dates_are_understood(slots, wang_li):
    assert starts(slots(**{"from": heihe(15).isoformat(), "until": heihe(16).isoformat()}))[0] == heihe(15)
    assert {one.date() for one in starts(slots(**{"from": "2026-11-26", "until": "2026-11-26"}))} == {date(2026, 11, 26)}


WRONG = [
    ({"service": "S_NONE", "patient": "H99-00001"}, {"service", "patient"}),
    ({"from": "yesterday"}, {"from"}),
    ({"from": "2026-11-24T10:00:00"}, {"from"}),
    ({"until": "9999-12-31"}, {"until"}),
    ({"until": "2027-06-01"}, {"until"}),
    ({"from": "2026-11-26", "until": "2026-11-25"}, {"until"}),
    ({"sessions": "0"}, {"sessions"}),
    ({"sessions": "NaN", "patient": "'"}, {"sessions", "patient"}),
    ({"practitioner": "999"}, {"practitioner"}),
]


@pytest.mark.parametrize(("asked", "fields"), WRONG, ids=range(len(WRONG)))
def test_every_wrong_value_is_told_at_once(desk, elena, zhang_haibo, asked, fields):
    answer = desk.get("slots", **{"service": "S_TUINA", "patient": elena.mrn} | asked)
    assert (answer.status_code, {error["field"] for error in answer.json()["errors"]}) == (422, fields)


def test_who_may_not_book_may_not_look(calling, wang_li, zhao, elena):
    asked = {"service": "S_TUINA", "patient": elena.mrn}
    assert {calling(user).get("slots", **asked).status_code for user in (wang_li.user, zhao)} == {403}
    assert calling(None).get("slots", **asked).status_code == 401


@pytest.mark.parametrize("days", [1, 30])
def test_a_month_costs_as_many_queries_as_a_day(desk, elena, zhang_haibo, days, django_assert_max_num_queries):
    for _number in range(3):
        make_interpreter()
    with django_assert_max_num_queries(17):
        desk.get("slots", service="S_TUINA", patient=elena.mrn, until=(TODAY + timedelta(days=days)).isoformat(), sessions=30)
