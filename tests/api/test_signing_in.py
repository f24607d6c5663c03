"""Tokens, sessions, and what a stranger is told."""
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.api import tokens
from clinic.api.models import ApiToken
from tests.cast import client_of
from tests.make import NOW, make_user

pytestmark = pytest.mark.django_db
CALLS = [
    ("post", "passport-readings"), ("post", "patients"), ("get", "patients?q=a"), ("get", "patients/H26-00001"),
    ("post", "patients/H26-00001/stays"), ("post", "visits"), ("post", "visits/1/interpreter"), ("get", "interpreters/1/day"),
    ("post", "formula-checks"), ("get", "documents/S-1.pdf"), ("get", "statistics/2025"),
]  # fmt: skip


def ask(client: Client, method: str, path: str, **given):
    return getattr(client, method)(f"/api/v1/{path}", content_type="application/json", **given)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_stranger_is_told_401_as_a_problem(stranger, method, path):
    answer = ask(stranger, method, path)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (401, "application/problem+json", "not_signed_in")


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_somebody_without_any_role_is_told_403(method, path):
    answer = ask(client_of(make_user()), method, path)
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")


def test_the_command_prints_a_token_that_works_and_keeps_only_its_digest(liu_fang, capsys):
    call_command("create_api_token", "liufang")
    token = capsys.readouterr().out.strip()
    answer = Client().get("/api/v1/patients", {"q": "zz"}, headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert token not in str(list(ApiToken.objects.values()))


def test_the_command_refuses_an_account_that_may_not_use_the_api():
    make_user(username="nobody")
    with pytest.raises(CommandError):
        call_command("create_api_token", "nobody")


@pytest.mark.parametrize("changes", [{"revoked_at": NOW}, {"user__is_active": False}])
def test_a_revoked_token_or_one_of_somebody_who_left_opens_nothing(liu_fang, changes):
    token = tokens.create(liu_fang, now=NOW)
    ApiToken.objects.update(revoked_at=changes.get("revoked_at"))
    type(liu_fang).objects.update(is_active=changes.get("user__is_active", True))
    assert tokens.owner(token, now=NOW) is None


def test_the_last_use_is_written_at_most_every_five_minutes(liu_fang):
    token = tokens.create(liu_fang, now=NOW)
    for minutes in (0, 4, 6):
        tokens.owner(token, now=NOW + timedelta(minutes=minutes))
        if minutes == 4:
            assert ApiToken.objects.get().last_used_at == NOW
    assert ApiToken.objects.get().last_used_at == NOW + timedelta(minutes=6)


def test_a_wrong_token_is_not_saved_by_a_session(liu_fang):
    client = client_of(liu_fang)
    assert client.get("/api/v1/patients", {"q": "a"}, headers={"authorization": "Bearer wrong"}).status_code == 401


def test_a_session_may_read_but_needs_the_csrf_token_to_write(liu_fang):
    client = Client(enforce_csrf_checks=True)
    client.force_login(liu_fang, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/patients", {"q": "a"}).status_code == 200
    answer = ask(client, "post", "passport-readings", data=json.dumps({"text": ""}))
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_a_page_that_is_not_there_is_a_problem_too(stranger):
    answer = stranger.get("/api/v1/nothing/here")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_wrong_method_is_a_problem_too(desk):
    answer = desk.client.delete("/api/v1/patients", headers=desk.headers)
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_the_openapi_page_is_open_and_names_every_call(stranger):
    page = stranger.get("/api/v1/openapi.json").json()
    named = ("patients", "visits", "formula-checks", "documents/{number}.pdf", "statistics/{year}")
    assert {f"/api/v1/{name}" for name in named} <= set(page["paths"])
