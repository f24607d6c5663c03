"""A connection that went away is noticed before a request uses it."""

import pytest
from django.db import connection
from django.db.backends.postgresql import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    """A connection of its own, as a second process would have it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection that could go away")
    wrapper = connection.copy()
    wrapper.ensure_connection()
    yield wrapper
    wrapper.close()


@pytest.fixture
def sent(other, monkeypatch):
    """How often the server was asked."""
    asked: list[bool] = []
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", lambda _self: asked.append(True) or True)
    return asked


def test_a_connection_that_just_answered_is_asked_nothing(other, sent):
    assert other.is_usable()
    assert other.is_usable()
    assert len(sent) == 1


def test_after_a_silence_the_server_is_asked(other, sent):
    assert other.is_usable()
    other.answered -= 60
    assert other.is_usable()
    assert len(sent) == 2


def test_after_an_error_the_server_is_asked(other, sent):
    assert other.is_usable()
    other.errors_occurred = True
    assert other.is_usable()
    assert len(sent) == 2


def test_a_connection_that_was_ended_is_not_usable(other):
    assert other.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
    assert not other.is_usable()
