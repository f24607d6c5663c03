"""The feed by RFC 5545 as two readers understand it, and what may never stand in it."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from interpreters.calendar_feed import Entry, feed
from tests.interpreters.make import at

HOUSE = "qiao.example"
# What a room's code or a title may hold; a control character never passes a form.
TEXTS = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\u0085"), min_size=1, max_size=120)
    .map(str.strip)
    .filter(bool)
)


def entry(**changes: object) -> Entry:
    usual = {
        "number": 7, "starts": at("10:00"), "ends": at("10:20"), "room": "304", "floor": 3, "record": "H26-00117",
        "sequence": 2, "made_at": at("08:00"), "changed_at": at("09:00"),
    }  # fmt: skip
    return Entry(**(usual | changes))


def written(*entries: Entry, title: str = "王丽", language: str = "en") -> bytes:
    with override(language):
        return feed(entries, title=title, house=HOUSE)


def events(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def test_a_booking_is_told_by_room_time_and_record_number():
    (event,) = events(written(entry()))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (at("10:00"), at("10:20"))
    assert (str(event["summary"]), str(event["location"])) == ("304 · H26-00117", "room 304, floor 3")
    assert str(event["uid"]) == "booking-7@qiao.example"


def test_revision_and_stamps_follow_the_booking():
    (event,) = events(written(entry()))
    assert (event["sequence"], event.decoded("dtstamp"), event.decoded("last-modified")) == (2, at("09:00"), at("09:00"))
    assert event.decoded("created") == at("08:00")


@pytest.mark.parametrize(("cancelled", "status", "transparency"), [(False, "CONFIRMED", "OPAQUE"), (True, "CANCELLED", "TRANSPARENT")])
def test_a_booking_given_back_is_cancelled_under_the_same_identifier(cancelled, status, transparency):
    (event,) = events(written(entry(cancelled=cancelled, record="")))
    assert (event["status"], event["transp"], event["uid"]) == (status, transparency, "booking-7@qiao.example")


def test_the_calendar_says_what_3_6_and_rfc_7986_ask():
    calendar = icalendar.Calendar.from_ical(written(entry(), title="Ван Ли"))
    assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
    assert calendar["prodid"]
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert str(calendar["x-wr-calname"]) == str(calendar["name"]) == "Ван Ли"
    assert "method" not in calendar


def test_an_empty_calendar_is_a_calendar():
    assert events(written()) == []


def test_lines_end_with_crlf_and_hold_75_octets_at_most():
    """3.1; a line is cut between characters, never inside one."""
    body = written(entry(room="三楼理疗室" * 20), title="Переводчик " * 20)
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


def test_signs_with_a_meaning_are_escaped_once():
    """3.3.11: backslash, semicolon, comma, line end."""
    body = written(entry(room='a;b,c\\d"'))
    assert rb'SUMMARY:a\;b\,c\\d" ' in body
    assert str(events(body)[0]["summary"]).startswith('a;b,c\\d" ')


def test_moments_are_written_in_utc():
    assert b"DTSTART:20261124T020000Z" in written(entry())


def test_around_midnight_of_heihe_the_day_is_still_right():
    late = datetime(2026, 12, 31, 15, 50, tzinfo=UTC)
    (event,) = events(written(entry(starts=late, ends=late + timedelta(minutes=20))))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=20)


def test_the_same_bookings_give_the_same_bytes():
    assert written(entry(), entry(number=8)) == written(entry(), entry(number=8))


@pytest.mark.parametrize(("language", "product"), [("ru", b"//RU"), ("zh-hans", b"//ZH"), ("en", b"//EN")])
def test_it_speaks_the_language_that_is_switched_on(language, product):
    assert product in written(entry(), language=language)


@given(room=TEXTS, title=TEXTS, record=TEXTS)
def test_two_readers_give_back_every_text_as_it_was(room, title, record):
    body = written(entry(room=room, record=record), title=title)
    (event,) = events(body)
    other = vobject.readOne(body.decode())
    assert str(event["summary"]) == other.vevent.summary.value == f"{room} · {record}"
    assert other.x_wr_calname.value == other.contents["name"][0].value == title
    assert other.vevent.dtstart.value == at("10:00")
