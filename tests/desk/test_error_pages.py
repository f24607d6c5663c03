"""Pages for what went wrong: in three languages, and without help from anything that may be broken."""
import pytest
from django.template.loader import get_template
from django.test import Client

from clinic.accounts.models import User
from interpreters.models import Interpreter
from tests.cast import client_of


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html", "403_csrf.html", "accounts/locked.html"])
def test_an_error_page_needs_no_request_and_says_it_three_times(name: str) -> None:
    page = get_template(name).render()
    assert [page.count(f'lang="{language}"') >= 1 for language in ("zh-hans", "ru", "en")] == [True, True, True]


@pytest.mark.django_db
def test_a_wrong_role_gets_a_page_that_says_so(wang_li: Interpreter) -> None:
    answer = client_of(wang_li.user).get("/desk/")
    assert (answer.status_code, "403.html" in [template.name for template in answer.templates]) == (403, True)


@pytest.mark.django_db
def test_a_guessed_password_is_locked_with_a_page_of_ours(liu_fang: User) -> None:
    stranger = Client()
    answers = [stranger.post("/account/sign-in/", {"username": liu_fang.username, "password": "guess"}) for _attempt in range(6)]
    assert (answers[-1].status_code, "accounts/locked.html" in [template.name for template in answers[-1].templates]) == (429, True)
