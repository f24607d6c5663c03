"""The calendar behind a secret address: what it tells, whom it refuses, and that the secret stays a secret."""

from datetime import timedelta

import icalendar
import pytest
import structlog
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from redis.exceptions import RedisError

from clinic.coordination.calendar import MOST_READINGS, entries_of, seconds_to_wait
from interpreters.booking import move, release
from interpreters.calendar_addresses import make, revoke
from interpreters.models import CalendarAddress, Interpreter
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import NOW, heihe, make_interpreter, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def standing_clock():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def address_of(interpreter: Interpreter) -> str:
    return reverse("interpreters:calendar", args=[make(interpreter.pk, by_id=None, now=NOW).secret])


def events(answer) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_telephone_without_session_reads_room_time_and_record_number(stranger, wang_li, elena):
    booking = make_booking(wang_li, starts=heihe(11), ends=heihe(11, 10))
    make_visit(patient=elena, starts=heihe(11), booking=booking)
    answer = stranger.get(address_of(wang_li))
    (event,) = events(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(event["summary"]) == f"304 · {elena.mrn}"
    assert event.decoded("dtstart") == heihe(11)


def test_no_name_of_the_patient_stands_in_it(stranger, wang_li, elena):
    make_visit(
        patient=elena, starts=heihe(11), complaint="болит спина", booking=make_booking(wang_li, starts=heihe(11), ends=heihe(11, 10))
    )
    text = stranger.get(address_of(wang_li)).content.decode().replace("\r\n ", "")
    names = (elena.surname_ru, elena.given_ru, elena.surname_latin, elena.given_latin, elena.chinese_name, "спина")
    assert elena.mrn in text
    assert [word for word in names if word in text] == []


def test_only_her_own_bookings_are_told(stranger, wang_li):
    make_booking(make_interpreter())
    assert events(stranger.get(address_of(wang_li))) == []


def test_a_released_booking_is_cancelled_with_the_next_revision(stranger, wang_li):
    booking = make_booking(wang_li)
    address = address_of(wang_li)
    (before,) = events(stranger.get(address))
    release(booking.pk, by_id=None, now=NOW)
    (after,) = events(stranger.get(address))
    assert (after["uid"], after["status"], after["sequence"]) == (before["uid"], "CANCELLED", before["sequence"] + 1)


def test_every_change_counts_up_under_one_identifier(stranger, wang_li):
    address, booking = address_of(wang_li), make_booking(wang_li)
    where = {"by_id": None, "now": NOW, "ends": booking.ends}
    told = events(stranger.get(address))
    for change in (
        lambda: move(booking.pk, starts=booking.starts, place="305", **where),
        lambda: move(booking.pk, starts=booking.starts + timedelta(minutes=5), place="305", **where),
        lambda: release(booking.pk, by_id=None, now=NOW),
    ):
        change()
        told += events(stranger.get(address))
    assert [(event["UID"], event["SEQUENCE"]) for event in told] == [(told[0]["UID"], number) for number in range(4)]


def test_the_window_reaches_thirty_days_back_and_sixty_ahead(wang_li):
    for days in (-31, -29, 59, 61):
        starts = NOW + timedelta(days=days)
        make_booking(wang_li, starts=starts, ends=starts + timedelta(minutes=10))
    assert [entry.starts - NOW for entry in entries_of(wang_li.pk, NOW)] == [timedelta(days=-29), timedelta(days=59)]


def test_long_released_ones_are_forgotten(wang_li):
    make_booking(wang_li, starts=heihe(11), ends=heihe(11, 10), released_at=NOW - timedelta(days=31))
    assert entries_of(wang_li.pk, NOW) == ()


def test_unknown_revoked_and_left_get_the_same_answer(stranger, wang_li):
    revoked, left = address_of(wang_li), address_of(make_interpreter(active=False))
    revoke(wang_li.pk, by_id=None, now=NOW)
    unknown = reverse("interpreters:calendar", args=["A" * 43])
    answers = [stranger.get(address) for address in (unknown, revoked, left, reverse("interpreters:calendar", args=["x"]))]
    assert {(answer.status_code, answer.content, answer["Content-Type"]) for answer in answers} == {
        (404, answers[0].content, answers[0]["Content-Type"])
    }


def test_what_did_not_change_is_not_sent_again(stranger, wang_li):
    address = address_of(wang_li)
    first = stranger.get(address)
    again = stranger.get(address, headers={"If-None-Match": first["ETag"]})
    make_booking(wang_li)
    changed = stranger.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_it_is_kept_by_no_cache_between(stranger, wang_li):
    answer = stranger.get(address_of(wang_li))
    assert (answer["Cache-Control"], answer.cookies) == ("private, no-cache", {})


def test_head_says_the_same_without_a_body_and_nothing_can_be_posted(stranger, wang_li):
    address = address_of(wang_li)
    got, head = stranger.get(address), stranger.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert stranger.post(address).status_code == 405


@pytest.mark.parametrize(("language", "product"), [("ru", b"//RU"), ("en", b"//EN")])
def test_it_speaks_her_language_whatever_the_telephone_says(stranger, wang_li, language, product):
    wang_li.user.language = language
    wang_li.user.save(update_fields=["language"])
    assert product in stranger.get(address_of(wang_li), headers={"Accept-Language": "de"}).content


@pytest.mark.parametrize("bookings", [1, 30])
def test_it_costs_the_same_queries_however_full_the_weeks(stranger, wang_li, bookings, django_assert_num_queries):
    for number in range(bookings):
        starts = heihe(8) + timedelta(days=number)
        make_booking(wang_li, starts=starts, ends=starts + timedelta(minutes=10))
    address = address_of(wang_li)
    with django_assert_num_queries(3):  # the address, the moment of reading, the bookings
        stranger.get(address)
    with django_assert_num_queries(2):
        stranger.get(address)


def test_an_address_read_too_often_has_to_wait_and_no_other_one(stranger, wang_li):
    address, other = address_of(wang_li), address_of(make_interpreter())
    answers = [stranger.get(address).status_code for _ in range(MOST_READINGS)]
    refused = stranger.get(address)
    assert set(answers) == {200}
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 300) == (429, True)
    assert stranger.get(other).status_code == 200


def test_after_five_minutes_it_is_read_again(wang_li):
    for _ in range(MOST_READINGS + 1):
        seconds_to_wait(1, NOW)
    assert seconds_to_wait(1, NOW)
    assert seconds_to_wait(1, NOW + timedelta(minutes=5)) == 0


def test_a_counter_that_is_away_takes_no_calendar_away(wang_li, monkeypatch):
    def away(*_given, **_named):
        raise RedisError

    monkeypatch.setattr(cache, "add", away)
    assert seconds_to_wait(1, NOW) == 0


def test_logs_carry_the_number_of_the_address_and_never_the_secret(stranger, wang_li, caplog):
    address = address_of(wang_li)
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")
    with structlog.testing.capture_logs() as lines, caplog.at_level("DEBUG"):
        stranger.get(address)
        stranger.get(address.replace(secret, "B" * 43))
    told = str(lines) + caplog.text
    assert {line.get("address") for line in lines if line["event"] == "calendar_read"} == {CalendarAddress.objects.get().pk}
    assert (secret in told, "/interpreters/calendar/<str:secret>.ics" in told) == (False, True)


def test_she_makes_her_address_and_sees_it_once(wang_li):
    client = client_of(wang_li.user)
    made = client.post(reverse("interpreters:my_calendar"), {"do": "make"})
    address = made.context["secret"]
    assert (made["Cache-Control"], Client().get(address).status_code) == ("no-store", 200)
    later = client.get(reverse("interpreters:my_calendar")).content.decode()
    assert (address in later, CalendarAddress.objects.get().last_four in later) == (False, True)


def test_she_revokes_it(wang_li):
    address = address_of(wang_li)
    client_of(wang_li.user).post(reverse("interpreters:my_calendar"), {"do": "revoke"})
    assert Client().get(address).status_code == 404


def test_the_coordinator_makes_and_revokes_for_her(wang_li, sun_jiaqi):
    client, door = client_of(sun_jiaqi), reverse("interpreters:address", args=[wang_li.pk])
    address = client.post(door, {"do": "make"}).context["secret"]
    assert CalendarAddress.objects.get().made_by == sun_jiaqi
    assert Client().get(address).status_code == 200
    client.post(door, {"do": "revoke"})
    assert Client().get(address).status_code == 404
