"""Secret addresses: known in clear once, found by their hash, dead when revoked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from interpreters.calendar_addresses import alive, find, make, note_read, revoke
from interpreters.models import CalendarAddress
from tests.interpreters.make import at
from tests.make import make_interpreter

pytestmark = pytest.mark.django_db
NOW = at("09:00")


def test_the_secret_stands_in_no_column_and_in_no_words():
    made = make(make_interpreter().pk, by_id=None, now=NOW)
    row = CalendarAddress.objects.values().get()
    assert made.secret not in str(row) + repr(made) + str(made.address)
    assert row["last_four"] == made.secret[-4:]


def test_an_address_is_found_by_its_secret_in_one_query(django_assert_num_queries):
    wang_li = make_interpreter()
    secret = make(wang_li.pk, by_id=None, now=NOW).secret
    with django_assert_num_queries(1):
        assert find(secret).interpreter.user is None
    assert find(secret[:-1] + ("A" if secret[-1] != "A" else "B")) is None


def test_two_addresses_are_never_the_same():
    assert len({make(make_interpreter().pk, by_id=None, now=NOW).secret for _ in range(20)}) == 20


@pytest.mark.parametrize("typed", ["", "x", "9" * 5000, "\0" * 43, "é" * 43, "a" * 42 + "\n", "../" * 15])
def test_what_cannot_be_a_secret_is_not_looked_up(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find(typed) is None


def test_a_new_address_kills_the_old_one():
    wang_li = make_interpreter()
    old, new = (make(wang_li.pk, by_id=None, now=NOW).secret for _ in range(2))
    assert (find(old), find(new).interpreter) == (None, wang_li)


def test_a_revoked_address_is_dead_and_stays_in_the_table():
    wang_li = make_interpreter()
    secret = make(wang_li.pk, by_id=None, now=NOW).secret
    assert revoke(wang_li.pk, by_id=None, now=NOW)
    assert not revoke(wang_li.pk, by_id=None, now=NOW)
    assert (find(secret), alive(wang_li.pk), CalendarAddress.objects.count()) == (None, None, 1)


def test_whoever_left_the_house_has_no_calendar():
    secret = make(make_interpreter(active=False).pk, by_id=None, now=NOW).secret
    assert find(secret) is None


def test_the_database_itself_keeps_one_living_address_a_person():
    wang_li = make_interpreter()
    make(wang_li.pk, by_id=None, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarAddress.objects.create(interpreter=wang_li, token_hash="x", last_four="x", made_at=NOW)


def test_reading_is_noted_once_an_hour(django_assert_num_queries):
    address = make(make_interpreter().pk, by_id=None, now=NOW).address
    note_read(address, now=NOW)
    address.refresh_from_db()
    with django_assert_num_queries(0):
        note_read(address, now=NOW + timedelta(minutes=59))
    note_read(address, now=NOW + timedelta(minutes=60))
    assert CalendarAddress.objects.get().last_read_at == NOW + timedelta(minutes=60)
