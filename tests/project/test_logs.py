"""Logs carry ids and never names."""

import io
import json
import logging.config
import sys

import pytest
import structlog
from django.test import Client

from clinic.celery import app as celery_app
from clinic.logs import logging_config, without_messages
from tests.cast import client_of


@pytest.fixture
def lines():
    """Log as production does, and give what was written as one dict a line."""
    before, configured, output = logging.root.handlers[:], structlog.get_config(), io.StringIO()
    logging.config.dictConfig(logging_config(level="INFO", lines_for_people=False))
    logging.root.handlers[0].setStream(output)
    yield lambda: [json.loads(line) for line in output.getvalue().splitlines()]
    logging.root.handlers = before
    structlog.configure(**configured)


def test_a_request_is_one_line_with_its_route_and_status(client, db, lines) -> None:
    client.get("/healthz?q=Ковалёва")
    [line] = [line for line in lines() if line["event"] == "request"]
    assert (line["method"], line["route"], line["user"]) == ("GET", "/healthz", None)
    assert {"request_id", "status", "ms", "timestamp"} <= set(line)


@pytest.mark.parametrize("path", ["/healthz?q=Kovaleva&number=720123456", "/Kovaleva/720123456", "/patients/Kovaleva?number=720123456"])
def test_what_was_typed_into_an_address_is_not_logged(client, db, lines, path) -> None:
    client.get(path)
    written = json.dumps(lines())
    assert "route" in written
    assert "Kovaleva" not in written
    assert "720123456" not in written


def test_a_crash_is_logged_without_the_words_of_its_exception(db, lines, monkeypatch) -> None:
    monkeypatch.setitem(__import__("clinic.health").health.CHECKS, "database", lambda: {}["Kovaleva 720123456"])
    assert Client(raise_request_exception=False).get("/healthz").status_code == 500
    written = lines()
    assert "KeyError" in json.dumps(written)
    assert "Kovaleva" not in json.dumps(written)


def test_an_exception_keeps_its_type_and_its_places() -> None:
    try:
        raise ValueError("Kovaleva")
    except ValueError:
        event = without_messages(None, "error", {"event": "failed", "exc_info": sys.exc_info()})
    assert event["exception"] == "builtins.ValueError"
    assert "test_logs.py" in event["trace"][-1]
    assert "Kovaleva" not in json.dumps(event)


@celery_app.task
def fails() -> None:
    raise ValueError("Kovaleva 720123456")


def test_a_task_that_fails_is_told_by_its_name_alone(lines) -> None:
    fails.apply(throw=False)
    [line] = lines()
    assert (line["event"], line["exception"]) == ("task raised unexpected", "builtins.ValueError")
    assert line["task"].endswith("fails")
    assert "Kovaleva" not in json.dumps(line)


@pytest.mark.parametrize("typed", ["Ковалёва", "KOVALEVA", "720123456"])
def test_what_somebody_types_into_an_address_is_not_repeated(liu_fang, wang_li, lines, typed) -> None:
    client = client_of(liu_fang)
    assert client_of(wang_li.user).get(f"/chart/{typed}/").status_code == 403
    client.get(f"/chart/{typed}/")
    client.get(f"/documents/{typed}.pdf")
    client.get(f"/nowhere/{typed}/")
    assert typed not in json.dumps(lines(), ensure_ascii=False)


def test_a_request_id_of_the_proxy_is_kept_and_a_strange_one_is_not(client, db) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-123-def"})["X-Request-ID"] == "abc-123-def"
    assert client.get("/healthz", headers={"X-Request-ID": "a b\n{"})["X-Request-ID"] != "a b\n{"
