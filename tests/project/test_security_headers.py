"""What the answers forbid the browser, and what the cookies are."""

import re

import pytest
from django.contrib.auth import get_user_model

from clinic.security import client_address

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


def policy(response) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))


def test_pages_load_nothing_from_elsewhere_and_nothing_inline(client) -> None:
    told = policy(client.get(SIGN_IN))
    assert told["default-src"] == "'self'"
    assert (told["frame-ancestors"], told["object-src"], told["base-uri"], told["form-action"]) == ("'none'", "'none'", "'none'", "'self'")
    assert "unsafe" not in str(told)


def test_the_sign_in_page_keeps_to_that_policy(client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_the_back_office_alone_may_evaluate(admin_client) -> None:
    told = policy(admin_client.get("/admin/"))
    assert "'unsafe-eval'" in told["script-src"]
    assert told["default-src"] == "'self'"
    assert "unsafe" not in str(policy(admin_client.get("/healthz")))


def test_no_page_is_framed_sniffed_or_told_to_others(client) -> None:
    page = client.get(SIGN_IN)
    assert (page["X-Frame-Options"], page["X-Content-Type-Options"], page["Referrer-Policy"]) == ("DENY", "nosniff", "same-origin")


def test_the_session_is_kept_from_scripts_and_other_sites(client, settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    user = get_user_model().objects.create_user("someone", password="long enough for a test")
    client.post(SIGN_IN, {"username": user.username, "password": "long enough for a test"})
    cookie = client.cookies["qiao_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)


def test_a_guessed_account_is_locked_and_the_others_are_not(client) -> None:
    get_user_model().objects.create_user("neighbour", password="long enough for a test")
    answers = [client.post(SIGN_IN, {"username": "someone", "password": f"guess {n}"}).status_code for n in range(6)]
    assert answers[-1] == 429
    assert client.post(SIGN_IN, {"username": "neighbour", "password": "long enough for a test"}).status_code == 302


def test_the_address_a_stranger_claims_counts_only_behind_our_proxy(rf, settings) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.7"})
    assert client_address(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "10.0.0.7"
