"""What changed since she looked stands on her page until she taps it away."""

import pytest
import time_machine
from django.urls import reverse

from clinic.visits import scheduling
from tests.cast import client_of
from tests.make import NOW, heihe, make_interpreter, make_user, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def phone(wang_li):
    return client_of(wang_li.user)


def news_of(phone) -> list[str]:
    return [one.key for one in phone.get(reverse("my_day:day")).context["news"]]


def test_a_new_window_stands_on_her_page_until_she_has_seen_it(phone, wang_li):
    scheduling.assign(make_visit(starts=heihe(14)).pk, wang_li.pk, by_id=None, now=NOW)
    keys = news_of(phone)
    assert len(keys) == 1
    phone.post(reverse("my_day:seen"), {"key": keys})
    assert news_of(phone) == []


def test_what_came_after_her_page_stays_unseen(phone, wang_li):
    scheduling.assign(make_visit(starts=heihe(14)).pk, wang_li.pk, by_id=None, now=NOW)
    keys = news_of(phone)
    scheduling.assign(make_visit(starts=heihe(15)).pk, wang_li.pk, by_id=None, now=NOW)
    phone.post(reverse("my_day:seen"), {"key": keys})
    assert len(news_of(phone)) == 1


def test_the_page_that_refreshes_itself_hears_of_it(phone, wang_li):
    version = phone.get(reverse("my_day:day")).context["version"]
    assert phone.get(reverse("my_day:day"), {"shown": version}).status_code == 204
    scheduling.assign(make_visit(starts=heihe(14)).pk, wang_li.pk, by_id=None, now=NOW)
    assert phone.get(reverse("my_day:day"), {"shown": version}).status_code == 200


def test_nobody_marks_anothers_news(phone, wang_li):
    other = make_interpreter(user=make_user("interpreter"))
    scheduling.assign(make_visit(starts=heihe(14)).pk, wang_li.pk, by_id=None, now=NOW)
    keys = news_of(phone)
    client_of(other.user).post(reverse("my_day:seen"), {"key": keys})
    assert news_of(phone) == keys
